import type { INodeParameters } from 'n8n-workflow';

import { contactId } from '../../sandbox/leadconnector/store';
import { byId, lab, numbered } from '../support/lab';
import { byContact, common, firstConversation, outboundCall } from './support';

const { sandbox, vendor, credentials, runOn, sent, fail, pick, testCredential } =
	lab('leadConnector');

const { store, tokens } = vendor;
const creations = () => sent('/conversations/').filter(({ method }) => method === 'POST');
const onConversation = (operation: string, values: INodeParameters = {}): INodeParameters => ({
	...common('conversation', operation),
	conversationId: byId(firstConversation(sandbox)),
	...values,
});

describe.each(['runner', 'routingNode'] as const)('LeadConnector conversations on %s', (engine) => {
	const run = runOn(engine);

	it('creates a conversation, and says so when the contact has one', async () => {
		const parameters = { ...common('conversation', 'create'), contactId: byId(contactId(2)) };
		const { items: output } = await run(parameters);
		expect(output[0].json).toMatchObject({
			id: store.conversationOf(contactId(2))!.id,
			contactId: contactId(2),
		});
		expect(sent()[0].body).toEqual({
			locationId: store.locationId,
			contactId: contactId(2),
		});
		const { error } = await run(parameters);
		expect(error?.message).toMatch(/already exists/);
		expect(error?.description).toMatch(/choose 'By Contact'/);
	});

	it('gets, updates and deletes a conversation', async () => {
		const id = firstConversation(sandbox);
		const got = await run(onConversation('get', { conversationId: byContact(contactId(0)) }));
		expect(got.items[0].json).toMatchObject({ id, contactId: contactId(0) });
		const updated = await run(
			onConversation('update', {
				updateFields: { starred: 'Yes', unreadCount: '3.0', feedback: '={{ {"rating": 5} }}' },
			}),
		);
		expect(updated.items[0].json).toMatchObject({ id, starred: true, unreadCount: 3 });
		expect(sent().at(-1)!.body).toEqual({
			locationId: store.locationId,
			starred: true,
			unreadCount: 3,
			feedback: { rating: 5 },
		});
		await run(
			onConversation('update', {
				apiVersion: 'described',
				updateFields: { feedback: 'Negative' },
			}),
		);
		// One of two words is what v3 takes.
		expect(sent().at(-1)).toMatchObject({
			status: 200,
			headers: { version: 'v3' },
			body: { locationId: store.locationId, feedback: 'negative' },
		});
		const deleted = await run(onConversation('delete'));
		expect(deleted.items[0].json).toEqual({ deleted: true, conversationId: id });
		expect(store.conversations.size).toBe(0);
	});

	it.each([
		[{ returnAll: true }, 120],
		[{ returnAll: false, limit: 105 }, 105],
		[{ returnAll: true, filters: { query: 'Zoë' } }, 1],
		[{ returnAll: true, filters: { sort: 'asc', sortBy: 'last_message_date' } }, 120],
		[{ returnAll: true, filters: { query: 'nobody' } }, 0],
		[{ returnAll: true, filters: { sortBy: 'overdue_at' } }, 120],
		[{ returnAll: true, filters: { sortBy: 'due_at', sort: 'asc' } }, 120],
		[
			{
				returnAll: true,
				filters: { sortBy: 'score_profile', scoreProfile: 'score00001', scoreProfileMin: 5 },
			},
			120,
		],
	])('finds conversations, page by page: %j', async (values, count) => {
		for (let index = 1; index < 120; index++) store.addConversation(contactId(index));
		const { items: output, error } = await run({
			...common('conversation', 'getMany'),
			filters: {},
			...values,
		});
		expect(error).toBeUndefined();
		expect(new Set(output.map(({ json }) => json.id)).size).toBe(count);
	});

	it.each(['desc', 'asc'])(
		'loses none of many conversations with the same date: %s',
		async (sort) => {
			for (let index = 1; index < 120; index++) store.addConversation(contactId(index));
			const [first, ...others] = [...store.conversations.values()];
			// All pages end within them.
			for (const one of others.slice(0, 110)) one.lastMessageDate = first.lastMessageDate;
			const { items: output, error } = await run({
				...common('conversation', 'getMany'),
				returnAll: true,
				filters: { sort },
			});
			expect(error).toBeUndefined();
			expect(output.map(({ json }) => json.id).sort()).toEqual(
				[...store.conversations.keys()].sort(),
			);
		},
	);

	it('says so where the server gives fewer of them than there are', async () => {
		const rows = Array.from({ length: 100 }, (_, index) => ({
			id: `c${index}`,
			lastMessageDate: 7,
		}));
		const body = { conversations: rows, total: 150 };
		fail({ path: '/conversations/search', kind: 'answer', status: 200, body, times: 9 });
		const { error } = await run({
			...common('conversation', 'getMany'),
			returnAll: true,
			filters: {},
		});
		expect(error?.message).toMatch(/Only 100 of 150 results could be read/);
	});

	it.each([
		['query', '={{ $json.phone }}'],
		['contactId', byId('={{ $json.contact }}')],
		['startDate', '={{ $json.since }}'],
	])('refuses a filter that turned out empty: %s', async (name, value) => {
		const { error } = await run({
			...common('conversation', 'getMany'),
			returnAll: true,
			filters: { [name]: value },
		});
		expect(error?.message).toMatch(/is empty: no filter would match everything/);
		expect(sent()).toEqual([]);
	});

	it('finds a conversation by its ID', async () => {
		const { id } = store.addConversation(contactId(1));
		const { items: output } = await run({
			...common('conversation', 'getMany'),
			returnAll: true,
			filters: { conversationId: byId(id) },
		});
		expect(output.map(({ json }) => json.id)).toEqual([id]);
	});

	it('refuses an order by score that names no score profile', async () => {
		const { error } = await run({
			...common('conversation', 'getMany'),
			returnAll: true,
			filters: { sortBy: 'score_profile' },
		});
		expect(error?.message).toMatch(/'Order by Score Profile' is empty/);
		expect(sent()).toEqual([]);
	});

	it('sends filters as LeadConnector takes them', async () => {
		await run({
			...common('conversation', 'getMany'),
			returnAll: false,
			limit: 5,
			filters: {
				assignedTo: byId('unassigned'),
				contactId: byId('Contact0@example.com'),
				endDate: '2026-03-02T00:00:00',
				lastMessageType: 'TYPE_CALL',
				startDate: '2026-03-01T00:00:00',
				status: 'unread',
			},
		});
		const query = new URL(`http://x${sent().at(-1)!.url}`).searchParams;
		expect(Object.fromEntries(query)).toEqual({
			locationId: store.locationId,
			assignedTo: 'unassigned',
			contactId: contactId(0),
			endDate: String(Date.UTC(2026, 2, 2, 5)),
			lastMessageType: 'TYPE_CALL',
			limit: '5',
			sort: 'desc',
			sortBy: 'last_message_date',
			startDate: String(Date.UTC(2026, 2, 1, 5)),
			status: 'unread',
		});
	});

	it('reads from a contact without conversation nothing, and creates none', async () => {
		const { error } = await run({
			...common('message', 'getMany'),
			conversationId: byContact(contactId(3)),
			returnAll: true,
			filters: {},
		});
		expect(error?.message).toMatch(/names a contact that has no conversation/);
		expect(creations()).toEqual([]);
	});

	it('creates one conversation when ten items name the same contact at the same time', async () => {
		sandbox.answerMs = 30;
		const { error, items: output } = await run(
			outboundCall(sandbox, {
				conversationId: byContact('+1 503 708 1213'),
				callTo: '+1 503 708 1213',
			}),
			{ items: numbered(10) },
		);
		expect(error).toBeUndefined();
		expect(output).toHaveLength(10);
		expect(creations().map(({ status }) => status)).toEqual([201]);
		expect(new Set(output.map(({ json }) => json.conversationId)).size).toBe(1);
		expect(store.messages.size).toBe(10);
	});

	it('creates none for a call that cannot be sent', async () => {
		const { error } = await run(
			outboundCall(sandbox, { conversationId: byContact(contactId(2)), callTo: 'Zoë' }),
		);
		expect(error?.message).toMatch(/'Phone Number' has no digits/);
		expect(sent()).toEqual([]);
	});

	it('says so when it cannot read on', async () => {
		const rows = Array.from({ length: 100 }, (_, index) => ({ id: `c${index}` }));
		fail({
			path: '/conversations/search',
			kind: 'answer',
			status: 200,
			body: { conversations: rows, total: 300 },
		});
		const { error } = await run({
			...common('conversation', 'getMany'),
			returnAll: true,
			filters: {},
		});
		expect(error?.message).toMatch(/no date to read on from/);
		expect(error?.description).toMatch(/Set 'Limit' to 100 or less/);
	});

	it('creates one conversation for two workflows at the same time', async () => {
		sandbox.answerMs = 30;
		const parameters = outboundCall(sandbox, {
			conversationId: byContact(contactId(5)),
			callTo: '+1 503 708 1225',
		});
		await Promise.all([run(parameters), run(parameters)]);
		expect(creations()).toHaveLength(1);
		expect(store.messages.size).toBe(2);
	});

	it('takes the conversation that somebody else created in the meantime, though the search lags behind', async () => {
		store.searchLagMs = 1000;
		const { id } = store.addConversation(contactId(6));
		const { items: output, error } = await run(
			outboundCall(sandbox, {
				conversationId: byContact(contactId(6)),
				callTo: '+1 503 708 1228',
			}),
		);
		expect(error).toBeUndefined();
		expect(creations().map(({ status }) => status)).toEqual([400]);
		expect(output[0].json.conversationId).toBe(id);
	});

	it('says that a new conversation is not found yet, where the search lags behind for long', async () => {
		store.searchLagMs = 600_000;
		store.addConversation(contactId(6));
		const { error } = await run(
			outboundCall(sandbox, {
				conversationId: byContact(contactId(6)),
				callTo: '+1 503 708 1228',
			}),
		);
		expect(error?.message).toMatch(/already exists/);
		expect(error?.description).toMatch(/the search of LeadConnector does not show yet/);
		expect(error?.description).not.toMatch(/choose 'By Contact'/);
		expect(store.messages.size).toBe(0);
	});

	it('finds the conversation whose creation was not answered', async () => {
		fail({ path: '/conversations/', kind: 'drop', when: 'after' });
		const { error } = await run(
			outboundCall(sandbox, {
				conversationId: byContact(contactId(7)),
				callTo: '+1 503 708 1231',
			}),
		);
		expect(error).toBeUndefined();
		expect(creations()).toHaveLength(1);
		expect(store.messages.size).toBe(1);
	});

	it('tries again after a creation that was refused', async () => {
		const parameters = outboundCall(sandbox, {
			conversationId: byContact(contactId(8)),
			callTo: '+1 503 708 1234',
		});
		fail({
			path: '/conversations/',
			kind: 'answer',
			status: 422,
			body: { statusCode: 422, message: ['contactId is odd'] },
		});
		const { error } = await run(parameters);
		expect(error?.message).toMatch(/contactId is odd/);
		expect(store.messages.size).toBe(0);
		expect((await run(parameters)).error).toBeUndefined();
		expect(store.messages.size).toBe(1);
	});

	it('makes a new conversation after the first was deleted', async () => {
		const parameters = outboundCall(sandbox, {
			conversationId: byContact(contactId(9)),
			callTo: '+1 503 708 1237',
		});
		const { items: first } = await run(parameters);
		await run(
			onConversation('delete', { conversationId: byId(String(first[0].json.conversationId)) }),
		);
		const { error } = await run(parameters);
		expect(error).toBeUndefined();
		expect(creations()).toHaveLength(2);
	});

	it.each([
		['a phone as a sheet has it', '15037081210.0'],
		['a phone typed as a number', 15037081210],
		['a phone with invisible marks', '\u202a+1\u00a0503\u2011708\u20111210\u202c'],
		['a link', 'tel:+1-503-708-1210'],
		['an email with blanks', ' Contact0@Example.com '],
		['an email with its name', 'Zoë Hart <contact0@example.com>'],
		['an ID', ` ${contactId(0)} `],
	])('finds the contact by %s', async (_name, contact) => {
		const parameters = outboundCall(sandbox, { conversationId: byContact(contact as string) });
		const { error } = await run(parameters);
		expect(error).toBeUndefined();
		expect(store.messages.size).toBe(1);
	});

	it.each([
		['a phone that nobody has', '+1 503 000 0000', /'Conversation' names no contact/],
		['an email that nobody has', 'nobody@example.com', /'Conversation' names no contact/],
		['a phone without country', '503 708 1210', /'Conversation' has no country code/],
		['a phone with extension', '+1 503 708 1210 x12', /'Conversation' has an extension/],
		['two phones', '+1 503 708 1210, +1 503 708 1213', /'Conversation' holds several numbers/],
		['two emails', 'a@example.com; b@example.com', /'Conversation' holds several email/],
		['a rounded phone', '1.5037E+10', /'Conversation' is in scientific notation/],
	])('refuses %s', async (_name, contact, message) => {
		const { error } = await run(outboundCall(sandbox, { conversationId: byContact(contact) }));
		expect(error?.message).toMatch(message);
		expect(store.messages.size).toBe(0);
	});

	it('does not take a contact that the vendor finds by other means', async () => {
		fail({
			path: '/contacts/search/duplicate',
			kind: 'answer',
			status: 200,
			body: { contact: { id: contactId(1), phone: '+15037081213', email: 'x@example.com' } },
		});
		const { error } = await run(
			outboundCall(sandbox, { conversationId: byContact('+15037081210') }),
		);
		expect(error?.message).toMatch(/names no contact/);
		expect(store.messages.size).toBe(0);
	});
});

describe('lists', () => {
	const list = async (method: string, filter?: string, paginationToken?: string) =>
		await pick(method, {
			parameters: { authentication: 'privateIntegrationToken' },
			filter,
			paginationToken,
		});

	it.each([
		['searchConversations', 'Zoë', /^Zoë Hart, \+15037081210/],
		['searchContacts', 'ortiz', /^Ben Ortiz, \+15037081213$/],
		['searchUsers', 'nov', /^Ada Novak <ada\.novak@example\.com>$/],
		['searchNumbers', 'sales', /^\+15037081212 – Sales$/],
	])('%s finds by what people know', async (method, filter, name) => {
		const { results } = await list(method, filter);
		expect(results).toHaveLength(1);
		expect(results[0].name).toMatch(name);
		expect(results[0].value).not.toBe('');
	});

	it.each(['searchConversations', 'searchContacts'])(
		'%s goes on to further pages, each entry once',
		async (method) => {
			for (let index = 1; index < 120; index++) store.addConversation(contactId(index));
			const [first, ...others] = [...store.conversations.values()];
			for (const one of others.slice(0, 70)) one.lastMessageDate = first.lastMessageDate;
			const seen: unknown[] = [];
			let paginationToken: string | undefined;
			do {
				const page = await list(method, undefined, paginationToken);
				seen.push(...page.results.map(({ value }) => value));
				paginationToken = page.paginationToken as string | undefined;
			} while (paginationToken);
			expect(new Set(seen).size).toBe(120);
			expect(seen).toHaveLength(120);
		},
	);

	it.each([
		['searchConversations', '/conversations/search', 'conversations'],
		['searchContacts', '/contacts/search', 'contacts'],
		['searchUsers', '/users/', 'users'],
		['searchNumbers', /^\/phone-system/, 'numbers'],
	])('%s says so when entries are missing', async (method, path, rows) => {
		const entry = { id: 'x1', phoneNumber: '+15037081210' };
		for (const body of [{ [rows]: [entry], total: 7 }, { [rows]: 'none' }, {}]) {
			fail({ path, kind: 'answer', status: 200, body });
			await expect(list(method)).rejects.toMatchObject({
				message: expect.stringMatching(/only 1 of 7 entries came|no list came back/),
				description: expect.stringMatching(/type the value by hand/),
			});
		}
		fail({ path, kind: 'html' });
		await expect(list(method)).rejects.toMatchObject({
			message: expect.stringMatching(/a web page instead of data/),
		});
	});

	it('says that numbers of another phone system are typed', async () => {
		fail({
			path: /^\/phone-system/,
			kind: 'answer',
			status: 404,
			body: { message: 'Phone system is not connected to this account', statusCode: 404 },
		});
		await expect(list('searchNumbers')).rejects.toMatchObject({
			description: expect.stringMatching(/your own dialer or phone system are typed/),
		});
	});

	it.each([
		['searchConversations', /conversations\.readonly/],
		['searchContacts', /contacts\.readonly/],
		['searchUsers', /users\.readonly/],
		['searchNumbers', /phonenumbers\.read/],
	])('%s names the scope that is missing, and the way without it', async (method, scope) => {
		const listing = pick(method, {
			credentials: credentials({ privateIntegrationToken: tokens.writeOnly }),
			parameters: { authentication: 'privateIntegrationToken' },
		});
		await expect(listing).rejects.toMatchObject({
			description: expect.stringMatching(scope),
		});
		await expect(listing).rejects.toMatchObject({
			description: expect.stringMatching(/type the value by hand/),
		});
	});
});

describe('credential tests', () => {
	const token = (name: keyof typeof tokens) => ({ privateIntegrationToken: tokens[name] });

	it.each<[string, string, () => Record<string, unknown>, RegExp | 'OK']>([
		['a good token', 'leadConnectorApi', () => ({}), 'OK'],
		['a connected app', 'leadConnectorOAuth2Api', () => ({}), 'OK'],
		[
			'a base URL that ends in /',
			'leadConnectorApi',
			() => ({ baseUrl: `${sandbox.origin}/leadconnector/` }),
			'OK',
		],
		[
			'a wrong token',
			'leadConnectorApi',
			() => ({ privateIntegrationToken: 'pit-x' }),
			/does not know this Private Integration Token/,
		],
		['no location', 'leadConnectorApi', () => ({ locationId: ' ' }), /Fill in 'Location ID'/],
		[
			'another location',
			'leadConnectorApi',
			() => token('otherLocation'),
			/one of another sub-account/,
		],
		[
			'missing scopes',
			'leadConnectorApi',
			() => token('writeOnly'),
			/lacks the scope conversations\.readonly and conversations\/message\.readonly and contacts\.readonly/,
		],
		[
			'an app not connected',
			'leadConnectorOAuth2Api',
			() => ({ oauthTokenData: undefined }),
			/not connected yet/,
		],
		[
			'an agency',
			'leadConnectorOAuth2Api',
			() => ({ oauthTokenData: { access_token: 'x' } }),
			/choose a sub-account/,
		],
		[
			'an access token that has expired',
			'leadConnectorOAuth2Api',
			() => ({ oauthTokenData: { access_token: 'x', locationId: store.locationId } }),
			/renewed when a workflow runs/,
		],
		[
			'another address',
			'leadConnectorApi',
			() => ({ baseUrl: `${sandbox.origin}/convoso/v1` }),
			/no LeadConnector address/,
		],
		[
			'nobody there',
			'leadConnectorApi',
			() => ({ baseUrl: 'http://127.0.0.1:9' }),
			/could not be reached/,
		],
	])('tells %s', async (_name, type, change, expected) => {
		const result = await testCredential(change(), type);
		if (expected === 'OK') expect(result.status).toBe('OK');
		else
			expect(result).toMatchObject({ status: 'Error', message: expect.stringMatching(expected) });
	});

	it.each([
		[403, 'Forbidden resource', /Forbidden resource.*has the scope conversations\.readonly/],
		[401, 'This authClass type is not allowed to access this scope.', /not of the agency/],
		[503, 'Service Unavailable', /Service Unavailable.*Try again later/],
	])('tells what a %s means', async (status, message, expected) => {
		fail({
			path: '/conversations/search',
			kind: 'answer',
			status,
			body: { statusCode: status, message },
			times: 9,
		});
		const result = await testCredential();
		expect(result).toMatchObject({ status: 'Error', message: expect.stringMatching(expected) });
	});

	it('says of no other sub-account what a plain 403 does not say', async () => {
		fail({ path: '/conversations/search', kind: 'answer', status: 403, body: { message: 'No' } });
		const { message } = await testCredential();
		expect(message).not.toMatch(/another sub-account/);
	});
});
