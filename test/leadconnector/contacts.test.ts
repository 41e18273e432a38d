import type { INodeParameters } from 'n8n-workflow';

import { contactId } from '../../sandbox/leadconnector/store';
import { byId, lab, locator, numbered } from '../support/lab';
import { byContact, common, outboundCall } from './support';

const { sandbox, vendor, credentials, runOn, sent, fail } = lab('leadConnector');

const { store, tokens } = vendor;
const onContact = (operation: string, values: INodeParameters = {}): INodeParameters => ({
	...common('contact', operation),
	...values,
});
const upsert = (values: INodeParameters): INodeParameters =>
	onContact('upsert', { email: '', phone: '', additionalFields: {}, ...values });
const find = (filters: INodeParameters, values: INodeParameters = {}): INodeParameters =>
	onContact('getMany', { returnAll: true, filters, ...values });
const creations = () => sent('/contacts/upsert');

describe.each(['runner', 'routingNode'] as const)('LeadConnector contacts on %s', (engine) => {
	const run = runOn(engine);

	it('creates a contact with all that can be said of it', async () => {
		const { items, error } = await run(
			upsert({
				email: 'Nathan@Example.com',
				phone: '(0044) 20 7946 0018',
				additionalFields: {
					address1: '3535 1st St N',
					assignedTo: byId('usr0000000000000000A'),
					city: 'Dolomite',
					companyName: 'DGS',
					country: 'us',
					createNewIfDuplicateAllowed: 'no',
					dateOfBirth: '25/09/1990',
					dnd: 'TRUE',
					firstName: ' Nathan ',
					gender: 'male',
					inboundDndSettings: true,
					lastName: 'Smith',
					postalCode: 35061,
					source: 'n8n',
					state: 'AL',
					tags: 'hot lead, webinar',
					timezone: 'America/Chicago',
					website: 'https://example.com',
				},
				dndSettings: {
					channel: [
						{ name: 'SMS', status: 'active' },
						{ name: 'FB', status: 'permanent' },
					],
				},
				customFields: {
					field: [
						{ key: '6dvNaf7VhkQ9snc5vnjJ', value: ' Gold ' },
						{ key: 'contact.budget', value: '={{ [100, 200] }}' },
						{ key: 'empty', value: '' },
					],
				},
			}),
		);
		expect(error).toBeUndefined();
		expect(creations()[0].body).toEqual({
			locationId: store.locationId,
			email: 'Nathan@Example.com',
			phone: '+442079460018',
			address1: '3535 1st St N',
			assignedTo: 'usr0000000000000000A',
			city: 'Dolomite',
			companyName: 'DGS',
			country: 'US',
			createNewIfDuplicateAllowed: false,
			dateOfBirth: '1990-09-25',
			dnd: true,
			firstName: 'Nathan',
			gender: 'male',
			inboundDndSettings: { all: { status: 'active' } },
			lastName: 'Smith',
			postalCode: '35061',
			source: 'n8n',
			state: 'AL',
			tags: ['hot lead', 'webinar'],
			timezone: 'America/Chicago',
			website: 'https://example.com',
			dndSettings: { SMS: { status: 'active' }, FB: { status: 'permanent' } },
			customFields: [
				{ id: '6dvNaf7VhkQ9snc5vnjJ', field_value: 'Gold' },
				{ key: 'budget', field_value: [100, 200] },
			],
		});
		expect(items[0].json).toMatchObject({ new: true, contactName: 'Nathan Smith' });
		expect(store.contacts.has(String(items[0].json.id))).toBe(true);
	});

	it('updates the contact that has the email or phone', async () => {
		const { items } = await run(
			upsert({ phone: '+1 503 708 1210', additionalFields: { city: 'Dolomite' } }),
		);
		expect(items[0].json).toMatchObject({ id: contactId(0), new: false, city: 'Dolomite' });
		expect(store.contacts.size).toBe(120);
	});

	it.each(['find', 'id'])('gets and updates a contact: by %s', async (mode) => {
		const contact = locator(mode, mode === 'id' ? contactId(1) : '+1 503 708 1213');
		const got = await run(onContact('get', { contactId: contact, simple: false }));
		expect(got.items[0].json).toMatchObject({ id: contactId(1), contactName: 'Ben Ortiz' });
		const { items, error } = await run(
			onContact('update', {
				contactId: contact,
				updateFields: { email: 'ben@example.com', lastName: 'Ortiz-Hart' },
				customFields: { field: [{ key: 'budget', value: 7 }] },
			}),
		);
		expect(error).toBeUndefined();
		expect(items[0].json).toMatchObject({ id: contactId(1), lastName: 'Ortiz-Hart' });
		expect(sent().at(-1)).toMatchObject({ method: 'PUT', path: `/contacts/${contactId(1)}` });
		expect(sent().at(-1)!.body).toEqual({
			email: 'ben@example.com',
			lastName: 'Ortiz-Hart',
			customFields: [{ key: 'budget', field_value: 7 }],
		});
	});

	it('says so when the email belongs to another contact', async () => {
		const { error } = await run(
			onContact('update', {
				contactId: byId(contactId(1)),
				updateFields: { email: 'contact0@example.com' },
			}),
		);
		expect(error?.message).toMatch(/does not allow duplicated contacts/);
		expect(error?.description).toMatch(/Another contact has this email or phone number/);
	});

	it('adds tags to those that are there, and removes some', async () => {
		const contact = locator('find', 'contact0@example.com');
		await run(onContact('addTags', { contactId: contact, tags: 'a, b' }));
		const added = await run(onContact('addTags', { contactId: contact, tags: '={{ ["c"] }}' }));
		expect(added.items[0].json).toEqual({ contactId: contactId(0), tags: ['a', 'b', 'c'] });
		const removed = await run(onContact('removeTags', { contactId: contact, tags: 'a\nc' }));
		expect(removed.items[0].json).toEqual({ contactId: contactId(0), tags: ['b'] });
		expect(store.contacts.get(contactId(0))!.tags).toEqual(['b']);
	});

	it.each<[string, INodeParameters, number]>([
		['all', {}, 120],
		['by text', { query: 'ortiz' }, 1],
		['by phone', { phone: '1 (503) 708-1213' }, 1],
		['by email', { email: 'Contact1@Example.com' }, 1],
		['by name', { firstName: 'Zoë', lastName: 'HART' }, 1],
		['by tags', { tags: 'a, b' }, 1],
		['by one tag', { tags: 'a' }, 2],
		['by user', { assignedTo: byId('usr0000000000000000A') }, 0],
		['by what must not be', { dnd: true }, 0],
		['added since', { addedSince: '2020-01-01', addedUntil: '2021-01-01' }, 0],
		['updated since', { updatedSince: '2020-01-01' }, 120],
	])('finds contacts: %s', async (_name, filters, count) => {
		store.contacts.get(contactId(0))!.tags = ['a', 'b'];
		store.contacts.get(contactId(1))!.tags = ['a', 'ab'];
		const { items, error } = await run(find(filters));
		expect(error).toBeUndefined();
		expect(new Set(items.map(({ json }) => json.id)).size).toBe(count);
		expect(items).toHaveLength(count);
	});

	it('reads more contacts than page numbers reach, each once', async () => {
		for (let index = 120; index < 1_130; index++) {
			store.addContact({ contactName: `Contact ${index}`, email: `c${index}@x.com`, phone: '' });
		}
		const { items, error } = await run(find({ sortBy: 'lastNameLowerCase', sort: 'asc' }));
		expect(error).toBeUndefined();
		expect(new Set(items.map(({ json }) => json.id)).size).toBe(1_130);
		expect(sent('/contacts/search').map(({ body }) => body)).toEqual([
			expect.objectContaining({ page: 1, pageLimit: 500 }),
			expect.objectContaining({ searchAfter: expect.any(Array), pageLimit: 500 }),
			expect.objectContaining({ searchAfter: expect.any(Array), pageLimit: 500 }),
			// Nothing comes any more.
			expect.objectContaining({ searchAfter: expect.any(Array), pageLimit: 500 }),
		]);
		const some = await run(find({}, { returnAll: false, limit: 7 }));
		expect(some.items).toHaveLength(7);
	});

	it.each<[string, () => INodeParameters, RegExp]>([
		['neither email nor phone', () => upsert({}), /'Email' is empty/],
		['no email', () => upsert({ email: 'nathan' }), /'Email' has an entry that is no email/],
		['a phone without country', () => upsert({ phone: '503 708 1210' }), /'Phone' has no country/],
		[
			'a country of more letters',
			() => upsert({ email: 'a@b.com', additionalFields: { country: 'Germany' } }),
			/'Country' is no country of two letters: "Germany"/,
		],
		[
			'a day with two meanings',
			() => upsert({ email: 'a@b.com', additionalFields: { dateOfBirth: '05/04/1980' } }),
			/'Date of Birth' may mean/,
		],
		[
			'a channel that there is not',
			() =>
				upsert({
					email: 'a@b.com',
					dndSettings: { channel: [{ name: 'Fax', status: 'active' }] },
				}),
			/'Do Not Disturb by Channel: Fax' is "Fax"/,
		],
		[
			'a custom field without key',
			() => upsert({ email: 'a@b.com', customFields: { field: [{ key: '', value: 'x' }] } }),
			/'Custom Fields: ID or Key' is empty/,
		],
		[
			'no tags',
			() => onContact('addTags', { contactId: byId('x'), tags: ' , ' }),
			/'Tags' is empty/,
		],
		['no contact', () => onContact('get', { contactId: byId('={{ "" }}') }), /'Contact' is empty/],
		['a long text', () => find({ query: 'x'.repeat(76) }), /'Search' has 76 characters/],
		['an empty filter', () => find({ tags: '={{ $json.tag }}' }), /'Tags' is empty: no filter/],
	])('refuses %s before anything is sent', async (_name, parameters, message) => {
		const { error } = await run(parameters());
		expect(error?.message).toMatch(message);
		expect(sent()).toEqual([]);
	});

	it('names the scope that is missing', async () => {
		const { error } = await run(upsert({ email: 'a@b.com' }), {
			credentials: credentials({ privateIntegrationToken: tokens.writeOnly }),
		});
		expect(error?.description).toMatch(/lacks the scope contacts\.write/);
	});
});

describe.each(['runner', 'routingNode'] as const)('Create Contact If Missing on %s', (engine) => {
	const run = runOn(engine);
	const callTo = (contact: string, values: INodeParameters = {}) =>
		outboundCall(sandbox, {
			conversationId: byContact(contact),
			callTo: '',
			createContact: true,
			...values,
		});

	it.each([
		['a phone number', '+1 503 000 0001', { phone: '+15030000001' }],
		['an email', 'New@Example.com', { email: 'new@example.com' }],
	])('creates the contact of %s, and its conversation', async (_name, contact, body) => {
		const { items, error } = await run(callTo(contact));
		expect(error).toBeUndefined();
		expect(creations().map((one) => one.body)).toEqual([{ locationId: store.locationId, ...body }]);
		const conversation = store.conversations.get(String(items[0].json.conversationId))!;
		expect(store.contacts.get(conversation.contactId)).toMatchObject(body);
	});

	it.each(['addInbound', 'uploadFile'])('does so for %s too', async (operation) => {
		const file = { data: 'UklGRg==', mimeType: 'audio/wav', fileName: 'call.wav' };
		const { error } = await run(
			{
				...common('message', operation),
				conversationId: byContact('+1 503 000 0001'),
				createContact: true,
				messageType: 'SMS',
				conversationProviderId: '',
				text: 'Hi',
				additionalFields: {},
				binaryPropertyName: 'data',
				options: {},
			},
			{ items: [{ json: {}, binary: { data: file } }] },
		);
		expect(error).toBeUndefined();
		expect(creations()).toHaveLength(1);
	});

	it('creates one contact when ten items name it at the same time', async () => {
		sandbox.answerMs = 30;
		const { items, error } = await run(callTo('+1 503 000 0002'), { items: numbered(10) });
		expect(error).toBeUndefined();
		expect(items).toHaveLength(10);
		expect(creations()).toHaveLength(1);
		expect(store.contacts.size).toBe(121);
	});

	it.each([
		['it is off', { createContact: false }, '+1 503 000 0003'],
		['the contact is there', { createContact: true }, '+1 503 708 1210'],
		['an ID is given', { createContact: true }, contactId(0)],
	])('creates none where %s', async (_name, values, contact) => {
		const { error } = await run(callTo(contact, values));
		expect(creations()).toEqual([]);
		if (values.createContact) return expect(error).toBeUndefined();
		expect(error?.message).toMatch(/names no contact/);
		expect(error?.description).toMatch(/Turn on 'Create Contact If Missing'/);
	});

	it('creates none for what cannot be sent', async () => {
		const { error } = await run(callTo('+1 503 000 0004', { callTo: 'Zoë' }));
		expect(error?.message).toMatch(/'Phone Number' has no digits/);
		expect(sent()).toEqual([]);
	});

	it('sends nothing else where it is not known whether the contact was created', async () => {
		fail({ path: '/contacts/upsert', kind: 'drop', when: 'after' });
		const { error } = await run(callTo('+1 503 000 0005'));
		expect(error?.message).toMatch(/did not say whether it created the contact/);
		expect(error?.description).toMatch(/Nothing else was sent.*Run it again later/);
		expect(store.messages.size).toBe(0);
		// The contact is there by now, and is found.
		expect((await run(callTo('+1 503 000 0005'))).error).toBeUndefined();
		expect(store.contacts.size).toBe(121);
		expect(store.messages.size).toBe(1);
	});

	it('names the scope that is missing', async () => {
		fail({
			path: '/contacts/upsert',
			kind: 'answer',
			status: 401,
			body: { statusCode: 401, message: 'The token is not authorized for this scope.' },
		});
		const { error } = await run(callTo('+1 503 000 0006'));
		expect(error?.description).toMatch(/lacks the scope contacts\.write/);
	});
});
