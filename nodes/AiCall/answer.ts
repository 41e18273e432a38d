import type { IDataObject } from 'n8n-workflow';
import { z } from 'zod';

import { unreadable } from '../shared/answers';
import { plain } from '../shared/fields';
import type { Answer, Asked, Verdict } from '../shared/service';
import { factsOf } from './hints';

/** The name of the credential's address, as the user sees it. */
export const ADDRESS_FIELD = 'Base URL';

/** The frame of every answer. `data` and `message` may be null on success and on failure. */
const envelopeSchema = z.preprocess(
	withCamelKeys,
	z
		.object({
			success: z.boolean(),
			data: z.unknown(),
			code: z.coerce.string().nullish(),
			message: z.string().nullish(),
		})
		.passthrough(),
);

/** What stands in an answer that is no envelope: a framework's or a proxy's. */
const otherSchema = z.preprocess(
	withCamelKeys,
	z.object({ detail: z.string(), title: z.string(), message: z.string() }).partial().passthrough(),
);

/**
 * Takes an answer out of its envelope.
 *
 * The server answers `{data, success, message, code}`, the published page shows `{Success, Data, Code, Message}`; both are
 * taken. Refusals, a bad key among them, come with HTTP 200.
 */
export function readAnswer(answer: Answer, asked: Asked): Verdict {
	const { status, body } = answer;
	const envelope = envelopeSchema.safeParse(body);
	if (envelope.success && envelope.data.success && status < 400)
		return { data: envelope.data.data };
	const other = otherSchema.safeParse(body).data;
	const said = envelope.success
		? envelope.data.message
		: (other?.detail ?? other?.title ?? other?.message);
	const isReadable = envelope.success || (said !== undefined && status >= 400);
	if (!isReadable) return { refusal: unreadable(answer, asked, ADDRESS_FIELD) };
	const code = envelope.data?.code ?? undefined;
	const facts = factsOf(code ?? String(status));
	const isOfItem = facts.isAboutBusiness === true && isBusinessOfItem(asked.parameters);
	return {
		refusal: {
			message: said || (code ? 'refused the request' : `answered with HTTP status ${status}`),
			hint: facts.hint,
			code,
			status,
			outcome: isOfItem ? 'refused' : (facts.outcome ?? 'refused'),
		},
	};
}

/** Whether the business is chosen by an expression, so that it may be another one for each item. */
export function isBusinessOfItem({ options }: IDataObject): boolean {
	const written = plain((options as IDataObject | undefined)?.business);
	return typeof written === 'string' && written.startsWith('=');
}

/** The first letter of each key in lower case: the published page has `QueueId` for `queueId`. Deeper keys stay. */
export function withCamelKeys(value: unknown): unknown {
	if (!value || typeof value !== 'object' || Array.isArray(value)) return value;
	return Object.fromEntries(
		Object.entries(value).map(([key, inner]) => [key[0]?.toLowerCase() + key.slice(1), inner]),
	);
}
