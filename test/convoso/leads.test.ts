import type { INodeParameters, INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import { nodeType } from '../support/engine';
import { byId, lab } from '../support/lab';
import { shownFields } from '../support/parameters';
import { seedTables } from './seedTables';

const { sandbox, vendor, run, runOn, sent } = lab('convoso');

const lead = (values: INodeParameters = {}): INodeParameters => ({
	resource: 'lead',
	operation: 'insert',
	listId: byId('333'),
	phoneNumber: '5551234567',
	leadFields: {},
	customFields: {},
	options: {},
	requestOptions: {},
	...values,
});

const onLead = (operation: string, values: INodeParameters = {}): INodeParameters => ({
	resource: 'lead',
	operation,
	leadId: '10001',
	updateFields: {},
	customFields: {},
	returnAll: false,
	limit: 50,
	filters: {},
	downloadAudio: false,
	requestOptions: {},
	...values,
});

/** Leads already in the account: 10001 and on. */
function addLeads(count: number) {
	for (let index = 0; index < count; index++) {
		vendor.store.addLead({
			list_id: index % 2 ? '334' : '333',
			phone_number: String(5_550_000_000 + index),
			first_name: `Lead ${index}`,
		});
	}
}

function addRecordings(count: number, url: (index: number) => string) {
	for (let index = 0; index < count; index++) {
		vendor.store.recordings.push({
			recording_id: `rec${index}`,
			lead_id: '10001',
			start_time: `2026-03-01 10:00:${String(index % 60).padStart(2, '0')}`,
			end_time: '',
			seconds: 30,
			url: url(index),
		});
	}
}

describe.each(['runner', 'routingNode'] as const)('Convoso leads on %s', (engine) => {
	const run = runOn(engine);
	const bodies = () => sent().map(({ body }) => body as Record<string, string>);

	it('inserts a lead with standard fields, custom fields and options', async () => {
		const { items, error } = await run(
			lead({
				phoneNumber: '+1 (555) 123-4567',
				leadFields: {
					firstName: 'Zoë',
					email: '',
					ownerId: byId('1110001'),
					dateOfBirth: '1980-05-04T00:00:00.000Z',
				},
				customFields: {
					field: [
						{ name: 'policy_number', value: 'P-1' },
						{ name: 'Lieblingsfarbe', value: '' },
					],
				},
				options: {
					hopper: true,
					hopperPriority: 7,
					checkDnc: false,
					rejectByCarrierType: ['VOIP', 'LANDLINE'],
				},
			}),
		);
		expect(error).toBeUndefined();
		// The lead, without how Convoso was to insert it.
		expect(items.map(({ json }) => json)).toEqual([
			{
				lead_id: '10001',
				list_id: '333',
				phone_number: '5551234567',
				phone_code: '1',
				first_name: 'Zoë',
				owner_id: '1110001',
				date_of_birth: '1980-05-04',
				policy_number: 'P-1',
			},
		]);
		expect(bodies()).toEqual([
			{
				auth_token: '***',
				list_id: '333',
				phone_number: '5551234567',
				phone_code: '1',
				first_name: 'Zoë',
				owner_id: '1110001',
				date_of_birth: '1980-05-04',
				policy_number: 'P-1',
				hopper: '1',
				hopper_priority: '7',
				check_dnc: '0',
				reject_by_carrier_type: 'VOIP,LANDLINE',
			},
		]);
	});

	it('updates a lead and moves it to another list', async () => {
		addLeads(1);
		const { items } = await run(
			onLead('update', {
				updateFields: {
					listId: byId('335'),
					status: byId('SALE'),
					phoneNumber: '001 555 999 8888',
				},
			}),
		);
		expect(items[0].json).toEqual({ lead_id: '10001' });
		expect(vendor.store.leads.get('10001')).toMatchObject({
			list_id: '335',
			status: 'SALE',
			phone_number: '5559998888',
			phone_code: '1',
		});
	});

	it('deletes a lead', async () => {
		addLeads(1);
		const { items } = await run(onLead('delete'));
		expect(items[0].json).toEqual({ deleted: true, lead_id: '10001' });
		expect(vendor.store.leads.size).toBe(0);
	});

	it.each([
		['a limit', { returnAll: false, limit: 3 }, 3],
		['all, over several pages', { returnAll: true }, 4100],
		['none', { returnAll: true, filters: { city: 'Nowhere' } }, 0],
	])('searches leads: %s', async (_name, values, count) => {
		addLeads(4100);
		const { items } = await run(onLead('search', values));
		expect(items).toHaveLength(count);
		expect(items.map(({ json }) => json.id)).toEqual(
			Array.from({ length: count }, (_, index) => String(10_001 + index)),
		);
	});

	it('searches with dates in account time', async () => {
		await run(
			onLead('search', {
				filters: {
					createdAtStartDate: '2026-03-01T00:00:00',
					lastCallStartDate: '2026-03-01T22:00:00.000Z',
				},
			}),
		);
		// The account of the sandbox is in Los Angeles, eight hours behind UTC in winter.
		expect(bodies()[0]).toMatchObject({
			created_at_start_date: '2026-03-01',
			last_call_start_date: '2026-03-01 14:00:00',
		});
	});

	it('lists recordings over several pages', async () => {
		addRecordings(250, (index) => `${index}-all.wav`);
		const { items } = await run(
			onLead('getRecordings', { returnAll: true, filters: { startTime: '2026-03-01T00:00:00' } }),
		);
		expect(items.map(({ json }) => json.recording_id)).toEqual(
			Array.from({ length: 250 }, (_, index) => `rec${index}`),
		);
		expect(bodies()[0].start_time).toBe('2026-03-01 00:00:00');
	});

	it('says so when a recording is only a file name', async () => {
		addRecordings(1, () => '1403237496-all.wav');
		const { items } = await run(
			onLead('getRecordings', { downloadAudio: true, binaryPropertyName: 'audio' }),
		);
		expect(items[0].binary).toBeUndefined();
		expect(items[0].json.audio_note).toMatch(/only the file name 1403237496-all\.wav/);
	});

	it.each(['insert', 'update', 'search', 'getRecordings'] as const)(
		'gives the same output for both documented answers of %s',
		async (operation) => {
			const outputs = [];
			for (const answers of ['server', 'document'] as const) {
				sandbox.reset();
				addLeads(2);
				addRecordings(2, () => 'https://example.com/a.mp3');
				vendor.answers = answers;
				const parameters = operation === 'insert' ? lead() : onLead(operation, { returnAll: true });
				outputs.push(
					(await run(parameters)).items.map(({ json }) => ({
						...json,
						created_at: '',
						modified_at: '',
					})),
				);
			}
			expect(outputs[0].length).toBeGreaterThan(0);
			expect(outputs[1]).toEqual(outputs[0]);
		},
	);

	it.each([
		[
			'a phone without digits',
			lead({ phoneNumber: 'not known' }),
			/'Phone Number' has no digits: "not known" \[item 0\]/,
		],
		[
			'a phone with extension',
			lead({ phoneNumber: '555 123 4567 ext 12' }),
			/'Phone Number' has an extension/,
		],
		['no phone', lead({ phoneNumber: '={{ "" }}' }), /'Phone Number' is empty/],
		[
			'+1 without ten digits',
			lead({ phoneNumber: '+1 555 1234' }),
			/'Phone Number' has 7 digits after \+1/,
		],
		[
			'an alternate phone without digits',
			lead({ leadFields: { altPhone1: '-' } }),
			/'Alternate Phone 1' holds a word for no value/,
		],
		['no list', lead({ listId: byId('={{ "" }}') }), /'List' is empty/],
		[
			'hopper priority 100',
			lead({ options: { hopperPriority: 100 } }),
			/'Hopper Priority' is not from 0 to 99: "100"/,
		],
		[
			'hopper expiry 0',
			lead({ options: { hopperExpiresIn: 0 } }),
			/'Hopper Expires In \(Minutes\)' is not from 1 to 300: "0"/,
		],
		[
			'hopper expiry 301',
			lead({ options: { hopperExpiresIn: 301 } }),
			/'Hopper Expires In \(Minutes\)' is not from 1 to 300: "301"/,
		],
		[
			'an unparsable date',
			lead({ leadFields: { dateOfBirth: 'soon' } }),
			/'Date of Birth' is no date: "soon"/,
		],
		[
			'two custom fields of one name',
			lead({
				customFields: {
					field: [
						{ name: 'a', value: '1' },
						{ name: 'a', value: '2' },
					],
				},
			}),
			/'Custom Fields' has "a" more than once/,
		],
		[
			'a custom field that is a standard field too',
			lead({
				leadFields: { city: 'Rome' },
				customFields: { field: [{ name: 'city', value: 'Bonn' }] },
			}),
			/'Custom Fields' has "city" more than once/,
		],
		['an empty lead id', onLead('update', { leadId: ' ' }), /'Lead ID' is empty/],
		['an empty lead id to delete', onLead('delete', { leadId: '={{ "" }}' }), /'Lead ID' is empty/],
		['a search limit over the maximum', onLead('search', { limit: 2001 }), /'Limit' is 2001/],
		[
			'a recordings limit over the maximum',
			onLead('getRecordings', { limit: 101 }),
			/'Limit' is 101/,
		],
		[
			'an unparsable search date',
			onLead('search', { filters: { createdAtEndDate: 'x' } }),
			/'Created Until' is no date/,
		],
	])('refuses %s before anything is sent', async (_name, parameters, message) => {
		const { error } = await run(parameters);
		expect(error?.message).toMatch(message);
		expect(error?.description).toBeTruthy();
		expect(sent()).toHaveLength(0);
	});

	it.each([
		[6002, 'No such List', lead({ listId: byId('999') }), /Choose another 'List'/],
		[
			6006,
			'No such User',
			lead({ leadFields: { ownerId: byId('1') } }),
			/Choose another user in 'Owner'/,
		],
		[
			6008,
			'The phone number is invalid',
			lead({ phoneNumber: '+683 4002' }),
			/Check 'Phone Number'/,
		],
		[6079, 'Invalid Email\\(s\\)', lead({ leadFields: { email: 'x@y' } }), /Check 'Email'/],
		[6001, 'No such Lead', onLead('update'), /Check 'Lead ID'/],
		[6001, 'No such Lead', onLead('delete'), /deleted already/],
	])('tells what to do about code %i, %s', async (code, text, parameters, hint) => {
		const { error } = await run(parameters);
		expect(error?.message).toMatch(new RegExp(`^Convoso: ${text} \\[item 0\\]$`));
		expect(error?.description).toMatch(hint);
		expect(error?.description).toContain(`Convoso code ${code}`);
	});

	it('finds duplicates where the user asked it to look', async () => {
		addLeads(1);
		const phoneNumber = '5550000000';
		const inAccount = await run(
			lead({ phoneNumber, listId: byId('335'), options: { checkDup: 1 } }),
		);
		expect(inAccount.error?.message).toMatch(/The phone number already exists/);
		const inList = await run(lead({ phoneNumber, listId: byId('335'), options: { checkDup: 2 } }));
		expect(inList.error).toBeUndefined();
	});

	it('updates the lead that is there when Update If Found is on', async () => {
		addLeads(1);
		const { items } = await run(
			lead({
				phoneNumber: '5550000000',
				leadFields: { city: 'Oslo' },
				options: { updateIfFound: true },
			}),
		);
		expect(items[0].json).toMatchObject({ lead_id: '10001', city: 'Oslo' });
		expect(vendor.store.leads.get('10001')?.city).toBe('Oslo');
	});

	it('reports the other documented form of a refusal', async () => {
		vendor.answers = 'document';
		const { error } = await run(lead({ listId: byId('999') }));
		expect(error?.message).toMatch(/List not found/);
	});

	it('keeps the token out of every URL, error and output', async () => {
		addLeads(3);
		// The lab looks at the errors and outputs.
		await run(lead());
		await run(lead({ listId: byId('999') }));
		await run(onLead('search', { returnAll: true }));
		expect(sent().length).toBeGreaterThan(2);
		expect(sent().filter(({ secretsIn }) => secretsIn.join() !== 'body')).toEqual([]);
	});
});

describe('the tables of the Leads API document', () => {
	const paged = ['offset', 'limit'];
	const walk = Object.entries(seedTables).flatMap(([operation, names]) =>
		names.filter((name) => !paged.includes(name)).map((name) => [operation, name] as const),
	);

	it.each(walk)('%s sends %s', async (operation, name) => {
		const { description } = await nodeType('convoso');
		const base = operation === 'insert' ? lead() : onLead(operation);
		const place = placeOf(shownFields(description, base), name);
		expect(place).toBeDefined();
		const { field, parent } = place!;
		const value = sampleFor(field);
		const parameters = parent
			? { ...base, [parent]: { [field.name]: value } }
			: { ...base, [field.name]: value };
		const { error } = await run(parameters);
		const body = sent()[0]?.body as Record<string, string>;
		expect(body?.[name]).toBeTruthy();
		expect(error?.message ?? '').not.toMatch(/Unrecognized|Invalid input/);
	});

	it.each(['search', 'getRecordings'])('%s sends offset and limit', async (operation) => {
		await run(onLead(operation, { limit: 7 }));
		expect(sent()[0].body).toMatchObject({ offset: '0', limit: '7' });
	});
});

function placeOf(fields: INodeProperties[], property: string) {
	for (const field of fields) {
		if (field.routing?.send?.property === property) return { field, parent: undefined };
		const children = field.type === 'collection' ? (field.options as INodeProperties[]) : [];
		const child = children.find(({ routing }) => routing?.send?.property === property);
		if (child) return { field: child, parent: field.name };
	}
	return undefined;
}

function sampleFor(field: INodeProperties) {
	if (field.type === 'dateTime') return '2026-03-01T10:00:00';
	if (field.type === 'boolean') return true;
	if (field.type === 'number') return 1;
	if (field.type === 'multiOptions') return ['VOIP'];
	if (field.type === 'resourceLocator') return byId('333');
	if (field.type === 'options') return (field.options as INodePropertyOptions[])[1].value;
	if (field.name === 'phoneCode') return '1';
	if (/phone/i.test(field.name)) return '5551234567';
	if (/email/i.test(field.name)) return 'ada@example.com';
	return '333';
}
