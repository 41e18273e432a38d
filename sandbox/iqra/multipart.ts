import type { FastifyRequest } from 'fastify';

import { Refused } from '../kit/refused';

/** The size that the server lets through for a whole request. */
const MAX_REQUEST = 10 * 1024 * 1024;

/** The most one value of a form may hold: the default of the server's framework. */
const MAX_VALUE = 4 * 1024 * 1024;

/** One part of a form as it came. */
export interface Part {
	name: string;
	value: string;
	/** Only where the part had one: such a part is a file. */
	filename?: string;
}

/** Reads the parts of a multipart body, in their order, whatever their size. */
export async function readParts(request: FastifyRequest): Promise<Part[]> {
	const parts: Part[] = [];
	const limits = { fieldSize: 4 * MAX_REQUEST, fileSize: 4 * MAX_REQUEST, parts: 100_000 };
	for await (const part of request.parts({ limits })) {
		if (part.type === 'file') {
			const value = (await part.toBuffer()).toString();
			parts.push({ name: part.fieldname, value, filename: part.filename });
		} else {
			parts.push({ name: part.fieldname, value: String(part.value) });
		}
	}
	return parts;
}

/** The parts of a request's form, of whichever form type; none when it is no form. */
export function partsOf(request: FastifyRequest): Part[] {
	const type = String(request.headers['content-type']);
	const isEncoded = type.startsWith('application/x-www-form-urlencoded');
	const parts = isEncoded
		? Object.entries(request.body as Record<string, string>).map(([name, value]) => ({
				name,
				value,
			}))
		: Array.isArray(request.body)
			? (request.body as Part[])
			: [];
	const isTooLarge =
		Number(request.headers['content-length'] ?? 0) > MAX_REQUEST ||
		parts.some(({ value }) => Buffer.byteLength(value) > MAX_VALUE);
	if (isTooLarge) throw new Refused(400, 'Failed to read the request form.');
	return parts;
}
