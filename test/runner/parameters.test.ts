import fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';

import type { NodeRun } from '../support/engine';
import { byId, lab } from '../support/lab';
import { runs } from '../support/runs';

const { sandbox, run, sent } = lab('convoso');

/** What reaches the vendor, and the error if there is one, for a lead with one mapped field. */
async function outcome(engine: NodeRun['engine'], mapped: string, json: IDataObject) {
	sandbox.reset();
	const parameters = {
		resource: 'lead',
		operation: 'insert',
		listId: byId('={{ $json.list }}'),
		phoneNumber: '={{ $json["Phone Number"] }}',
		leadFields: { firstName: 'Zoë', notes: mapped },
		customFields: { field: [{ name: 'policy_number', value: mapped }] },
	};
	const items = [{ json: { list: '333', 'Phone Number': '5551234567', ...json } }];
	const { error } = await run(parameters, { engine, items });
	return {
		bodies: sent().map(({ body }) => body),
		error: error?.message,
	};
}

const lead = {
	name: 'Ada',
	'Full Name': 'Ada Novak',
	age: 41,
	zero: 0,
	isNew: false,
	nothing: null,
	blank: '',
	contact: { email: 'ada@example.com', 'zip-code': '90001', tags: ['a', 'b'] },
	data: { length: 3 },
	when: '2026-03-01',
};

describe('a mapped field is sent as n8n itself reads it', () => {
	it.each([
		['a field', '={{ $json.name }}', 'Ada'],
		['without spaces', '={{$json.name}}', 'Ada'],
		['in double quotes', '={{ $json["Full Name"] }}', 'Ada Novak'],
		['in single quotes', "={{ $json['Full Name'] }}", 'Ada Novak'],
		['nested', '={{ $json.contact.email }}', 'ada@example.com'],
		['nested in quotes', '={{ $json.contact["zip-code"] }}', '90001'],
		['an entry of a list', '={{ $json.contact.tags[1] }}', 'b'],
		['a number', '={{ $json.age }}', '41'],
		['zero', '={{ $json.zero }}', '0'],
		['false', '={{ $json.isNew }}', 'false'],
		['a field called length', '={{ $json.data.length }}', '3'],
		['null', '={{ $json.nothing }}', undefined],
		['empty', '={{ $json.blank }}', undefined],
		['missing', '={{ $json.unknown }}', undefined],
		['missing and nested', '={{ $json.unknown.deeper }}', undefined],
		['below a text', '={{ $json.name.length }}', '3'],
		['past the end of a list', '={{ $json.contact.tags[9] }}', undefined],
		['with text around it', '=Hello {{ $json.name }}!', 'Hello Ada!'],
		['with a space behind it, which is none of the name', '={{ $json.name }} ', 'Ada'],
		['two of them', '={{ $json.name }}{{ $json.age }}', 'Ada41'],
		['calculated', '={{ $json.name.toUpperCase() }}', 'ADA'],
		['a date', '={{ DateTime.fromISO($json.when).toISODate() }}', '2026-03-01'],
		['the word without an equals sign', '{{ $json.name }}', '{{ $json.name }}'],
	])('%s', async (_name, mapped, expected) => {
		const ours = await outcome('runner', mapped, lead);
		expect(ours).toEqual(await outcome('routingNode', mapped, lead));
		expect(ours.bodies).toHaveLength(1);
		const [{ notes, policy_number: custom }] = ours.bodies as IDataObject[];
		expect({ notes, custom }).toEqual({ notes: expected, custom: expected });
	});

	it.each([
		['an object', '={{ $json.contact }}'],
		['a list', '={{ $json.contact.tags }}'],
		['a moment', '={{ DateTime.fromISO($json.when) }}'],
		['no JavaScript', '={{ $json. }}'],
		['a function', '={{ $json.name.trim }}'],
	])('or refused like it: %s', async (_name, mapped) => {
		const ours = await outcome('runner', mapped, lead);
		const theirs = await outcome('routingNode', mapped, lead);
		expect(ours.bodies).toEqual(theirs.bodies);
		expect(ours.error === undefined).toBe(theirs.error === undefined);
	});

	it('any name and any plain value', async () => {
		const name = fc
			.string({ minLength: 1, unit: 'binary-ascii' })
			.filter((text) => /^[^"\\{}\n\r]+$/.test(text) && !/constructor|proto/.test(text));
		const value = fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.constant(null));
		await fc.assert(
			fc.asyncProperty(name, value, async (key, held) => {
				const json = { [key]: held } as IDataObject;
				const mapped = `={{ $json["${key}"] }}`;
				expect(await outcome('runner', mapped, json)).toEqual(
					await outcome('routingNode', mapped, json),
				);
			}),
			{ numRuns: runs(100, 4), seed: 20_261_122 },
		);
	});
});
