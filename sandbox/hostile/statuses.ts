import { STATUS_CODES } from 'node:http';

import { json, page, send, table, type Answer, type Mode } from './mode';

/** Refusals that come before the vendor has looked at anything. */
const REFUSED = [401, 403, 404, 413] as const;

/** Answers after which the vendor may have carried the request out, so here it has. */
const UNKNOWN = [408, 425, 499, 500, 502, 503, 504] as const;

type Status = (typeof REFUSED)[number] | (typeof UNKNOWN)[number];

/** What stands in the body. */
const BODIES: Record<'Html' | 'Empty' | 'Json', (status: Status, title: string) => Answer> = {
	Html: page,
	Empty: (status) => ({ status, headers: {}, body: Buffer.alloc(0) }),
	Json: (status, title) => json(status, { statusCode: status, message: title }),
};

type BodyName = keyof typeof BODIES;

/** Every status with each kind of body. */
export const statuses = table(
	[...REFUSED, ...UNKNOWN].flatMap((status) =>
		(Object.keys(BODIES) as BodyName[]).map((kind): [`status${Status}${BodyName}`, Mode] => [
			`status${status}${kind}`,
			{
				does: `${status}, ${kind === 'Empty' ? 'without a body' : `with ${kind.toUpperCase()}`}`,
				isAccepted: UNKNOWN.some((one) => one === status),
				act: ({ response }) => {
					const title = STATUS_CODES[status] ?? 'Client Closed Request';
					send(response, BODIES[kind](status, title));
				},
			},
		]),
	),
);
