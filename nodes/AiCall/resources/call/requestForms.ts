import type { IDataObject, IExecuteSingleFunctions, PreSendAction } from 'n8n-workflow';

import { invalidInput } from '../../../shared/errors';
import { bodyOf } from '../../../shared/fields';

/** The most a request may hold: 10 MB by the published page, 10 * 1024 * 1024 bytes in the server's source. */
const MAX_REQUEST = 10_000_000;

/** The most one part of a form may hold: the default of the server's framework, which its source leaves as it is. */
const MAX_PART = 4 * 1024 * 1024;

/** What a part takes besides name and value: boundary, header and line ends. */
const PART_FRAME = 200;

/** The parts of a call as the published page has them; the counterpart of {@link sentIn}. */
export const asPublishedForm: PreSendAction = async function (request) {
	const { DynamicVariables, Metadata, ...single } = bodyOf(request);
	const parts = [
		...Object.entries(single).map(([name, value]): Part => [name, String(value)]),
		...entriesOf('DynamicVariables', DynamicVariables),
		...entriesOf('Metadata', Metadata),
	];
	return { ...request, body: formOf(this, parts) };
};

/** The one part, `config` with JSON text, that the server reads. */
export const asConfigForm: PreSendAction = async function (request) {
	const { campaignId, number, schedule, dynamicVariables, metadata } = bodyOf(request);
	const config = {
		campaignId,
		number: { type: 0, ...(number as IDataObject) },
		schedule,
		dynamicVariables,
		metadata,
	};
	return { ...request, body: formOf(this, [['config', JSON.stringify(config)]]) };
};

type Part = [name: string, value: string];

function entriesOf(name: string, values: unknown): Part[] {
	return Object.entries((values ?? {}) as Record<string, string>).map(([key, value]) => [
		`${name}[${key}]`,
		value,
	]);
}

/** Values set as text make parts without `filename`; with one the server would take them for files. */
function formOf(context: IExecuteSingleFunctions, parts: Part[]): FormData {
	const form = new FormData();
	let size = PART_FRAME;
	for (const [name, value] of parts) {
		const bytes = Buffer.byteLength(value);
		size += Buffer.byteLength(name) + bytes + PART_FRAME;
		if (bytes > MAX_PART || size > MAX_REQUEST) {
			const [largest, unit] = bytes > MAX_PART ? [MAX_PART, 'one part'] : [MAX_REQUEST, 'a call'];
			throw invalidInput(
				context,
				'Dynamic Variables',
				`and 'Metadata' are too large: ${unit} may hold ${Math.floor(largest / 1_000_000)} MB`,
				'Send fewer or shorter values. Nothing was sent.',
			);
		}
		form.append(name, value);
	}
	return form;
}

/** What a call sent by this node can be found by. */
export interface SentCall {
	recipient: string;
	/** The entries of its metadata that only this call has. */
	ids: Record<string, string>;
}

/**
 * Reads recipient and ids back from a call's form.
 *
 * @param names the metadata keys of ids, as far as the call has them
 * @returns undefined when the body is no call of either form, or has none of the ids
 */
export function sentIn(body: unknown, names: string[]): SentCall | undefined {
	if (!(body instanceof FormData)) return undefined;
	const config = body.get('config');
	const { number, metadata } = (typeof config === 'string' ? JSON.parse(config) : {}) as {
		number?: { toNumber: string };
		metadata?: IDataObject;
	};
	const recipient = number ? number.toNumber : body.get('RecipientNumber');
	const entries = names.flatMap((name) => {
		const id = metadata ? metadata[name] : body.get(`Metadata[${name}]`);
		return typeof id === 'string' ? [[name, id]] : [];
	});
	if (typeof recipient !== 'string' || entries.length === 0) return undefined;
	return { recipient, ids: Object.fromEntries(entries) as Record<string, string> };
}
