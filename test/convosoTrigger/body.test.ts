import fc from 'fast-check';

import { toEvent, WRAPPED } from '../../nodes/ConvosoTrigger/event';
import { Refused } from '../../nodes/shared/webhook/body';
import { DEEPEST, MOST_VALUES, readFields } from '../../nodes/shared/webhook/fields';
import { charsetOf, type Charset } from '../../nodes/shared/webhook/form';
import { shapes, type Encoded, type Shape } from '../../sandbox/convoso/connect';
import { seed } from '../support/runs';
import { sale, saleEvent } from './events';

const allShapes = Object.keys(shapes) as Shape[];
const fieldsIn = (text: string, charset?: Charset) =>
	readFields(text, { ...WRAPPED, charset, isBody: true });
const eventIn = (text: string) => toEvent(fieldsIn(text));

describe('a body', () => {
	it.each(allShapes)('gives the same event in the shape %s', (shape) => {
		expect(eventIn(shapes[shape](sale).body)).toEqual(saleEvent);
	});

	it('gives the same fields in every shape, whatever they hold', () => {
		const field = fc.string({ unit: 'grapheme' });
		// What begins like JSON or like XML is no name of a form field.
		const name = field.filter(
			(text) => !/^\s*$|^[[{"]|[[\]]|^\P{L}*</u.test(text) && !shapeNames.has(text),
		);
		const fields = fc.dictionary(name, field, { minKeys: 1 });
		fc.assert(
			fc.property(fields, fc.constantFrom(...allShapes), (record, shape) => {
				const { body } = shapes[shape](record) as Encoded;
				const got = Object.fromEntries(
					[...fieldsIn(body)].map(([key, values]) => [key, values[0]]),
				);
				expect(got).toEqual(record);
			}),
			{ numRuns: 3_000, seed },
		);
	});

	it.each([
		[
			'a number for an id',
			'{"lead_id":10001,"called_count":3}',
			{ lead: { id: '10001', called_count: 3 } },
		],
		[
			'the glossary’s names',
			'{"leadID":"7","leadData":{"email":"a@example.com"}}',
			{ lead: { id: '7', email: 'a@example.com' } },
		],
		[
			'an object lead',
			'{"lead":{"id":"7","status":"SALE"},"campaign_id":"101"}',
			{ lead: { id: '7', status: 'SALE' }, call: { campaign_id: '101' }, other: {} },
		],
		[
			'an object data, as a form',
			'data[id]=7&data[status]=SALE',
			{ lead: { id: '7', status: 'SALE' }, other: {} },
		],
		['an object data, as JSON text', '{"data":"{\\"id\\":7}"}', { lead: { id: '7' }, other: {} }],
		[
			'an object in a list in data',
			'{"data":[{"lead":{"id":"7"}}]}',
			{ lead: { id: '7' }, other: {} },
		],
		[
			'fields that are called lead and data',
			'{"id":"1","lead":"score=5","data":"a=b&c=d"}',
			{ lead: { id: '1' }, other: { lead: 'score=5', data: 'a=b&c=d' } },
		],
		[
			'three ids that differ: none is lost',
			'id=1&lead_id=2&leadID=3',
			{ lead: { id: '1' }, call: { lead_id: '2' }, other: { leadID: '3' } },
		],
		[
			'a lead that is no part of a call',
			'id=12&lead_id=0&call_log_id=0&status=NEW',
			{ lead: { id: '12', status: 'NEW' }, call: { call_log_id: null } },
		],
		[
			'JSON inside of JSON text',
			JSON.stringify(JSON.stringify({ id: '1' })),
			{ lead: { id: '1' } },
		],
		[
			'JSON as a form, with a field behind it',
			'{"id":"1","notes":"a&b=c"}&credential=x',
			{ lead: { id: '1', notes: 'a&b=c' }, other: { credential: 'x' } },
		],
		['a name without a value', 'id=1&email', { lead: { id: '1', email: null } }],
		['a percent sign that starts no code', 'id=1&notes=50%+off', { lead: { notes: '50% off' } }],
		[
			'a value twice: the last counts, both are kept',
			'status=NEW&status=SALE',
			{ lead: { status: 'SALE' }, other: { status: ['NEW', 'SALE'] } },
		],
		[
			'a list as a value',
			'{"status":["NEW","SALE"]}',
			{ lead: { status: 'SALE' }, other: { status: ['NEW', 'SALE'] } },
		],
		['an object as a value', '{"status":{"a":1}}', { lead: {}, other: { status: { a: 1 } } }],
		[
			'params that are no wrapper',
			'params=hello&id=1',
			{ lead: { id: '1' }, other: { params: 'hello' } },
		],
		['a label in the body', 'event=sale&id=1', { event: 'sale', lead: { id: '1' } }],
		['broken UTF-8', 'first_name=%C3%28&id=1', { lead: { first_name: '\uFFFD(', id: '1' } }],
		[
			'a field inside of a wrapper and outside of it: the one inside counts',
			'{"lead":{"id":"7","status":"SALE"},"status":"HU"}',
			{ lead: { status: 'SALE' }, other: { status: ['HU', 'SALE'] } },
		],
		[
			'wrappers side by side, in any order',
			'lead[status]=SALE&data[status]=HU&id=1',
			{ lead: { status: 'SALE' }, other: { status: ['HU', 'SALE'] } },
		],
		['a byte order mark', '\uFEFF{"id":"1"}', { lead: { id: '1' } }],
	])('is read: %s', (_name, text, expected) => {
		expect(eventIn(text)).toMatchObject(expected);
	});

	it('keeps fields that it does not know as they came', () => {
		const text = '{"id":"1","score":12.5,"tags":["a","b"],"deep":{"x":[null,true]},"zero":0}';
		expect(eventIn(text).other).toEqual({
			score: 12.5,
			tags: ['a', 'b'],
			deep: { x: [null, true] },
			zero: 0,
		});
	});

	it('is read in the charset that its header names', () => {
		const charset = charsetOf('application/x-www-form-urlencoded; charset=ISO-8859-1');
		expect(toEvent(fieldsIn('first_name=Zo%EB', charset)).lead.first_name).toBe('Zoë');
		expect(toEvent(fieldsIn('first_name=%80%94', charset)).lead.first_name).toBe('€”');
	});

	it.each([
		['JSON that was cut', '{"lead_id":"1","status":"SA', 400],
		['several events', '[{"id":"1"},{"id":"2"}]', 400],
		['JSON null', 'null', 400],
		['JSON null in a list', '[null]', 400],
		['JSON null in quotes', '"null"', 400],
		['JSON null, sent as a form', 'null=', 400],
		['JSON true', 'true', 400],
		['a number', '-12.5e3', 400],
		['a text', 'hello world', 400],
		['a text in quotes', '"hello"', 400],
		['XML', '<?xml version="1.0"?><lead id="1"/>', 415],
		['XML in quotes', '"<lead id=1/>"', 415],
		['a web page', '<!DOCTYPE html><a href="?id=1">', 415],
		['a depth of 10,000', '{"a":'.repeat(10_000) + '1' + '}'.repeat(10_000), 400],
		['a depth of 10,000 that is cut', '['.repeat(10_000), 400],
		['one level too many', '{"a":'.repeat(DEEPEST + 1) + '1' + '}'.repeat(DEEPEST + 1), 400],
		['a million fields', 'a=&'.repeat(1_000_000), 413],
		[
			'a million fields in JSON',
			`{${Array.from({ length: 1_000_000 }, (_, i) => `"${i}":0`).join()}}`,
			413,
		],
		['a million fields in params', `params=${'a%3D1%26'.repeat(1_000_000)}`, 413],
	])('is refused: %s', (_name, text, status) => {
		const refused = refusalOf(() => fieldsIn(text));
		expect(refused).toBeInstanceOf(Refused);
		expect(refused).toMatchObject({ status });
	});

	it('may hold as much as is promised', () => {
		const text = Array.from({ length: MOST_VALUES - 1 }, (_, index) => `f${index}=1`).join('&');
		expect(fieldsIn(text).size).toBe(MOST_VALUES - 1);
		const deep = '{"a":'.repeat(DEEPEST) + '1' + '}'.repeat(DEEPEST);
		expect(fieldsIn(deep).size).toBe(1);
	});

	it.each([
		'{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}},"id":"1"}',
		'{"other":{"__proto__":{"polluted":1},"x":{"constructor":{"polluted":1}}},"id":"1"}',
		'__proto__=1&__proto__[polluted]=1&constructor=1&prototype=1&id=1',
		'params[__proto__]=1&leadData[constructor]=1&id=1',
		'{"params":{"__proto__":{"polluted":1},"id":"1"}}',
	])('changes nothing but its event: %s', (text) => {
		const event = eventIn(text);
		expect(event.lead).toEqual({ id: '1' });
		expect(({} as Record<string, unknown>).polluted).toBeUndefined();
		expect(Object.getPrototypeOf(event.other)).toBe(Object.prototype);
		expect(JSON.stringify(event)).not.toMatch(/__proto__"|"constructor|"prototype/);
	});
});

const shapeNames = new Set([
	'params',
	'leadData',
	'lead',
	'data',
	'__proto__',
	'constructor',
	'prototype',
]);

function refusalOf(act: () => unknown): unknown {
	try {
		return act();
	} catch (error) {
		return error;
	}
}
