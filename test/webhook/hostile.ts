import fc from 'fast-check';

import { shapes, type Encoded, type Shape } from '../../sandbox/convoso/connect';

/** A body as it may come from anywhere: the bytes, and what the headers say of them. */
export interface HostileBody {
	contentType?: string;
	body: Buffer;
}

const contentTypes = fc.constantFrom(
	undefined,
	'application/json',
	'application/json; charset=utf-16',
	'application/x-www-form-urlencoded',
	'application/x-www-form-urlencoded; charset=iso-8859-1',
	'text/plain',
	'application/xml',
	'multipart/form-data; boundary=x',
	'nonsense;;charset="hex"',
);

const names = fc.oneof(
	fc.string({ unit: 'binary' }),
	fc.constantFrom(
		...['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', 'toJSON', 'then'],
		...['params', 'leadData', 'params[0][id]', 'params[__proto__]', 'leadID', 'length', ''],
		...['id', 'lead_id', 'status', 'call_log_id', 'call_date', 'called_count', 'event', 'std_x'],
	),
);

const texts = fc.oneof(
	fc.string({ unit: 'binary' }),
	fc.constantFrom(
		'null',
		'0',
		'',
		' ',
		'true',
		'={{ $env }}',
		'[object Object]',
		'%',
		'%zz',
		'%E0%A4',
	),
	fc.json(),
);

const records = fc.dictionary(names, texts, { maxKeys: 12 });

const values = fc.letrec((tie) => ({
	value: fc.oneof(
		{ depthSize: 'medium' },
		texts,
		fc.double(),
		fc.constantFrom(null, true, false, -0, 1e300),
		fc.array(tie('value'), { maxLength: 5 }),
		fc.dictionary(names, tie('value'), { maxKeys: 5 }),
	),
})).value;

const encoded = fc
	.tuple(fc.constantFrom(...(Object.keys(shapes) as Shape[])), records)
	.map(([shape, fields]): string => {
		// Lone surrogates cannot be written with percent codes.
		const whole = JSON.parse(
			JSON.stringify(fields).replace(/(?<!\\)((?:\\\\)*)\\u[dD][89a-fA-F]../g, '$1'),
		) as typeof fields;
		return (shapes[shape](whole) as Encoded).body;
	});

/** A text with some of it taken out, doubled or replaced. */
const broken = fc
	.tuple(
		fc.oneof(
			encoded,
			values.map((value) => JSON.stringify(value) ?? ''),
		),
		fc.nat(),
		fc.nat({ max: 8 }),
		fc.string({ unit: 'binary', maxLength: 4 }),
	)
	.map(([text, at, length, put]) => {
		const start = at % (text.length + 1);
		return text.slice(0, start) + put + text.slice(start + length);
	});

const bytes = fc.oneof(
	fc.uint8Array({ maxLength: 200 }).map((array) => Buffer.from(array)),
	fc
		.oneof(
			fc.string({ unit: 'binary' }),
			encoded,
			broken,
			values.map((value) => JSON.stringify(value) ?? ''),
		)
		.map((text) => Buffer.from(text)),
);

/** Random bytes, random texts, events in every shape, JSON of every kind, and all of them broken. */
export const hostileBodies: fc.Arbitrary<HostileBody> = fc.record(
	{ contentType: contentTypes, body: bytes },
	{ requiredKeys: ['contentType', 'body'] },
);

/** Objects with hostile values under some names. */
export const hostileRecords = (some: string[]) =>
	fc.dictionary(fc.oneof(names, fc.constantFrom(...some)), values, { maxKeys: 8 });

/** Queries as a client may send them: mostly none, else anything that a request line can hold. */
export const hostileQueries: fc.Arbitrary<string> = fc.oneof(
	{ weight: 3, arbitrary: fc.constant('') },
	{ weight: 1, arbitrary: fc.constant('event=disposition') },
	{ weight: 1, arbitrary: encoded.map((text) => encodeURI(text)) },
	{ weight: 1, arbitrary: fc.string({ unit: fc.constantFrom(...'%&=[]{}"+ab0_.~!') }) },
);
