import { contactId } from '../../sandbox/leadconnector/store';
import { lab } from '../support/lab';

const { sandbox, vendor } = lab('leadConnector');

type Json = Record<string, unknown>;

const { store } = vendor;

interface Sending {
	token?: string;
	version?: string | null;
	body?: unknown;
}

async function ask(
	method: string,
	path: string,
	{ token = vendor.tokens.full, version = '2021-07-28', body }: Sending = {},
): Promise<{ status: number; body: Json }> {
	const answer = await fetch(`${sandbox.origin}/leadconnector${path}`, {
		method,
		headers: {
			authorization: `Bearer ${token}`,
			...(version === null ? {} : { version }),
			...(body === undefined ? {} : { 'content-type': 'application/json' }),
		},
		body: body === undefined ? undefined : JSON.stringify(body),
	});
	const text = await answer.text();
	return { status: answer.status, body: text ? (JSON.parse(text) as Json) : {} };
}

describe('contacts of the simulated LeadConnector', () => {
	const person = () => ({
		locationId: store.locationId,
		name: 'Ada Novak',
		email: 'Ada@Example.com',
		phone: '+1 (888) 888-8888',
	});
	const create = async (fields: Json = {}) =>
		await ask('POST', '/contacts/', { body: { ...person(), ...fields } });
	const upsert = async (fields: Json) =>
		await ask('POST', '/contacts/upsert', {
			body: { locationId: store.locationId, ...fields },
		});
	const idOf = ({ body }: { body: Json }) => (body.contact as { id: string }).id;

	it('are created, read, changed and deleted', async () => {
		const created = await create({
			tags: ['web', 'web'],
			dateOfBirth: '1990-09-25',
			country: 'US',
		});
		expect(created.status).toBe(201);
		const path = `/contacts/${idOf(created)}`;
		expect((await ask('GET', path)).body.contact).toMatchObject({
			firstName: 'Ada',
			lastName: 'Novak',
			email: 'ada@example.com',
			phone: '+18888888888',
			tags: ['web'],
			country: 'US',
			dateOfBirth: '1990-09-25',
		});
		const customFields = [{ id: 'cf1', field_value: 'gold' }];
		const changed = await ask('PUT', path, {
			body: { lastName: 'Ortiz', phone: null, customFields },
		});
		expect(changed.body).toMatchObject({
			succeded: true,
			contact: {
				name: 'Ada Ortiz',
				phone: null,
				email: 'ada@example.com',
				customFields: [{ id: 'cf1', value: 'gold' }],
			},
		});
		expect((await ask('DELETE', path)).body).toMatchObject({ succeded: true });
		expect(await ask('GET', path)).toMatchObject({
			status: 400,
			body: { message: `Contact with id ${idOf(created)} not found` },
		});
	});

	it('get tags, and lose them', async () => {
		const path = `/contacts/${contactId(0)}/tags`;
		expect(await ask('POST', path, { body: { tags: ['a', 'b'] } })).toMatchObject({
			status: 201,
			body: { tags: ['a', 'b'] },
		});
		expect((await ask('POST', path, { body: { tags: ['b', 'c'] } })).body.tags).toEqual([
			'a',
			'b',
			'c',
		]);
		expect((await ask('DELETE', path, { body: { tags: ['a', 'x'] } })).body.tags).toEqual([
			'b',
			'c',
		]);
	});

	it('are found again by an upsert, whose tags replace the old ones', async () => {
		const first = await upsert({ name: 'Ada Novak', email: 'ada@example.com', tags: ['old'] });
		expect(first).toMatchObject({ status: 200, body: { new: true } });
		const second = await upsert({ email: 'ADA@example.com', city: 'Oslo', tags: ['new'] });
		expect(second.body).toMatchObject({
			new: false,
			contact: { id: idOf(first), firstName: 'Ada', city: 'Oslo', tags: ['new'] },
		});
	});

	it.each([
		[['email', 'phone'], 0],
		[['phone', 'email'], 1],
	] as const)('by the first of %j where two of them match', async (order, match) => {
		store.duplicateOrder = [...order];
		const [zero, one] = [0, 1].map((index) => store.contacts.get(contactId(index))!);
		const { email } = zero;
		const { phone } = one;
		const before = [zero.phone, one.email];
		const { body } = await upsert({ email, phone, city: 'Oslo' });
		expect(body).toMatchObject({ new: false, contact: { id: contactId(match), city: 'Oslo' } });
		expect([zero.phone, one.email]).toEqual(before);
	});

	it('are refused as duplicates, with the contact that is there', async () => {
		const id = idOf(await create());
		expect(await create({ phone: '+18887776666' })).toMatchObject({
			status: 400,
			body: {
				message: 'This location does not allow duplicated contacts.',
				meta: { contactId: id, contactName: 'Ada Novak', matchingField: 'email' },
			},
		});
		expect(await create({ email: 'other@example.com' })).toMatchObject({
			body: { meta: { matchingField: 'phone' } },
		});
		const taken = await ask('PUT', `/contacts/${contactId(0)}`, {
			body: { email: 'ada@example.com' },
		});
		expect(taken).toMatchObject({ status: 400, body: { meta: { contactId: id } } });
	});

	it('may be there twice where the location allows it', async () => {
		store.allowDuplicateContact = true;
		const ids = [idOf(await create()), idOf(await create())];
		const { email } = person();
		expect((await upsert({ email })).body).toMatchObject({ new: false, contact: { id: ids[0] } });
		expect((await upsert({ email, createNewIfDuplicateAllowed: true })).body.new).toBe(true);
		store.allowDuplicateContact = false;
		expect((await upsert({ email, createNewIfDuplicateAllowed: true })).body.new).toBe(false);
	});

	const search = async (body: Json) => {
		const answer = await ask('POST', '/contacts/search', {
			body: { locationId: store.locationId, pageLimit: 20, ...body },
		});
		expect(answer.status).toBe(200);
		return answer.body as {
			contacts: Array<{ id: string; searchAfter: [number, string] }>;
			total: number;
		};
	};

	it('are searched page by page, either way', async () => {
		const byPage: string[] = [];
		for (const page of [1, 2, 3, 4]) {
			byPage.push(...(await search({ page, pageLimit: 50 })).contacts.map(({ id }) => id));
		}
		const byCursor: string[] = [];
		let searchAfter: [number, string] | undefined;
		do {
			const { contacts } = await search({ pageLimit: 50, ...(searchAfter ? { searchAfter } : {}) });
			byCursor.push(...contacts.map(({ id }) => id));
			searchAfter = contacts.at(-1)?.searchAfter;
		} while (searchAfter);
		expect(byPage).toHaveLength(store.contacts.size);
		expect(new Set(byCursor)).toEqual(new Set(byPage));
		expect(byCursor).toEqual(byPage);
	});

	it.each([
		[{ field: 'email', operator: 'eq', value: 'contact1@example.com' }, [1]],
		[{ field: 'firstNameLowerCase', operator: 'contains', value: 'zo' }, [0]],
		[
			{
				group: 'OR',
				filters: [
					{ field: 'lastNameLowerCase', operator: 'eq', value: 'hart' },
					{ field: 'lastNameLowerCase', operator: 'eq', value: 'ortiz' },
				],
			},
			[0, 1],
		],
		[{ field: 'tags', operator: 'eq', value: 'vip' }, [2]],
		[{ field: 'tags', operator: 'exists' }, [2]],
		[{ field: 'customFields.cf1', operator: 'range', value: { gte: 5, lt: 10 } }, [3]],
		[
			{
				group: 'AND',
				filters: [
					{ field: 'tags', operator: 'not_exists' },
					{ field: 'firstNameLowerCase', operator: 'contains', value: 'dmitri' },
					{ field: 'phone', operator: 'not_eq', value: '+10000000' },
				],
			},
			[3],
		],
	])('are filtered by %j', async (filter, expected) => {
		store.contacts.get(contactId(2))!.tags = ['vip', 'new'];
		store.contacts.get(contactId(3))!.customFields = [{ id: 'cf1', value: 7 }];
		const { contacts, total } = await search({ filters: [filter] });
		expect(contacts.map(({ id }) => id)).toEqual(expected.map(contactId));
		expect(total).toBe(expected.length);
	});

	it('are sorted', async () => {
		const sort = [{ field: 'lastNameLowerCase', direction: 'desc' }];
		const { contacts } = await search({ query: 'example.com', sort });
		const names = contacts.map(
			(contact) => (contact as unknown as Json).lastNameLowerCase as string,
		);
		expect(names).toEqual([...names].sort().reverse());
		expect(new Set(names).size).toBeGreaterThan(1);
	});

	it('come into the search a while after they are made', async () => {
		store.searchLagMs = 60_000;
		await create();
		expect((await search({ query: 'Ada Novak' })).total).toBe(0);
		expect((await create()).status).toBe(400);
	});

	it.each([
		['an unknown field', 'POST', '/contacts/', { name: 'Ada', nickname: 'A' }, /nickname/],
		['a country that is none', 'POST', '/contacts/upsert', { country: 'Norway' }, /country/],
		[
			'a birthday that is none',
			'POST',
			'/contacts/',
			{ dateOfBirth: '25 Sep 1990' },
			/dateOfBirth/,
		],
		['an email that is none', 'POST', '/contacts/upsert', { email: 'ada' }, /email/],
		[
			'a custom field without id',
			'POST',
			'/contacts/',
			{ customFields: [{ field_value: 1 }] },
			/id/,
		],
		[
			'what only an upsert takes',
			'POST',
			'/contacts/',
			{ createNewIfDuplicateAllowed: true },
			/create/,
		],
		['a location in an update', 'PUT', `/contacts/${contactId(0)}`, {}, /locationId/],
		[
			'an unknown operator',
			'POST',
			'/contacts/search',
			{ pageLimit: 1, filters: [{ field: 'email', operator: 'like', value: 'x' }] },
			/filters/,
		],
		[
			'an unknown filter field',
			'POST',
			'/contacts/search',
			{ pageLimit: 1, filters: [{ field: 'mail', operator: 'exists' }] },
			/filters/,
		],
		[
			'page and cursor',
			'POST',
			'/contacts/search',
			{ pageLimit: 1, page: 1, searchAfter: [1, contactId(0)] },
			/exclude/,
		],
		[
			'more than 10,000 by page',
			'POST',
			'/contacts/search',
			{ pageLimit: 500, page: 21 },
			/searchAfter/,
		],
		['pages that are too large', 'POST', '/contacts/search', { pageLimit: 501 }, /pageLimit/],
	])('refuse %s', async (_name, method, path, fields, words) => {
		const before = store.contacts.size;
		const answer = await ask(method, path, { body: { locationId: store.locationId, ...fields } });
		expect(answer.status).toBe(422);
		expect(JSON.stringify(answer.body.message)).toMatch(words);
		expect(store.contacts.size).toBe(before);
	});

	it('demand their scopes', async () => {
		const token = vendor.tokens.writeOnly;
		expect((await ask('GET', `/contacts/${contactId(0)}`, { token })).status).toBe(401);
		expect((await ask('DELETE', `/contacts/${contactId(0)}`, { token })).status).toBe(401);
		expect(store.contacts.has(contactId(0))).toBe(true);
	});
});

describe('messages of the simulated LeadConnector', () => {
	const conversation = () => store.conversationOf(contactId(0))!;
	const EMAIL_PROVIDER = '61d6d1f9cdac7612faf80756';
	const mail = (fields: Json = {}) => ({
		type: 'Custom',
		conversationId: conversation().id,
		conversationProviderId: EMAIL_PROVIDER,
		subject: 'Your quote',
		html: '<p>Hello</p>',
		emailFrom: 'ada@example.com',
		emailTo: 'contact0@example.com',
		...fields,
	});

	it.each([
		['/conversations/messages/inbound', {}],
		['/conversations/messages', { conversationId: undefined, contactId: contactId(0) }],
	])('are emails through a provider of the app: %s', async (path, fields) => {
		const { body } = await ask('POST', path, { body: mail(fields) });
		const id = String(body.emailMessageId);
		// Its description names no version.
		const email = await ask('GET', `/conversations/messages/email/${id}`, { version: null });
		expect(email.body).toMatchObject({
			id,
			threadId: body.messageId,
			subject: 'Your quote',
			body: '<p>Hello</p>',
			from: 'ada@example.com',
			to: ['contact0@example.com'],
			conversationProviderId: EMAIL_PROVIDER,
		});
		const message = await ask('GET', `/conversations/messages/${String(body.messageId)}`);
		expect(message.body.message).toMatchObject({
			messageType: 'TYPE_CUSTOM_EMAIL',
			meta: { email: { messageIds: [id] } },
		});
	});

	it.each([
		[undefined, 'outbound'],
		['inbound', 'inbound'],
		['outbound', 'outbound'],
	])('with direction %s are %s', async (direction, expected) => {
		await ask('POST', '/conversations/messages/inbound', { body: mail({ direction }) });
		expect([...store.messages.values()]).toMatchObject([{ direction: expected }]);
	});

	const exportAll = async (query: Json) => {
		const found: string[] = [];
		let cursor: string | undefined;
		let requests = 0;
		for (;;) {
			const search = new URLSearchParams({
				locationId: store.locationId,
				...(query as Record<string, string>),
				...(cursor ? { cursor } : {}),
			});
			const { body } = await ask('GET', `/conversations/messages/export?${String(search)}`);
			found.push(...(body.messages as Array<{ id: string }>).map(({ id }) => id));
			requests++;
			if (body.nextCursor === null) return { found, requests, total: body.total };
			cursor = String(body.nextCursor);
		}
	};
	const addMessages = () =>
		Array.from({ length: 45 }, (_, index) =>
			store.addMessage(conversation(), {
				messageType: ['TYPE_CALL', 'TYPE_SMS', 'TYPE_EMAIL'][index % 3],
				direction: 'outbound',
				dateAdded: new Date(Date.UTC(2026, 2, 1, index)).toISOString(),
			}),
		);

	it('are exported page by page, emails only when asked for, newest first', async () => {
		const added = addMessages();
		const ids = (wanted: RegExp) =>
			added
				.filter(({ messageType }) => wanted.test(messageType))
				.map(({ id }) => id)
				.reverse();
		expect(await exportAll({ limit: '10' })).toEqual({
			found: ids(/CALL|SMS/),
			requests: 3,
			total: 30,
		});
		expect((await exportAll({ limit: '10', channel: 'Email' })).found).toEqual(ids(/EMAIL/));
		expect((await exportAll({ limit: '500', channel: 'Call', sortOrder: 'asc' })).found).toEqual(
			ids(/CALL/).reverse(),
		);
		const dates = { startDate: '2026-03-01T05:00:00.000Z', endDate: '2026-03-01T07:00:00.000Z' };
		expect((await exportAll(dates)).found).toEqual([added[7].id, added[6].id]);
		expect((await exportAll({ contactId: contactId(1) })).total).toBe(0);
	});

	it('are not exported by what is no cursor, channel or limit', async () => {
		for (const query of [
			'cursor=x',
			'channel=Fax',
			'limit=5',
			'limit=501',
			'startDate=yesterday',
		]) {
			const path = `/conversations/messages/export?locationId=${store.locationId}&${query}`;
			expect((await ask('GET', path)).status).toBeGreaterThanOrEqual(400);
		}
	});

	it('take a list of one attachment', async () => {
		const form = new FormData();
		form.set('conversationId', conversation().id);
		form.set('locationId', store.locationId);
		form.set('attachmentUrls[]', 'https://example.com/a.mp3');
		form.set('fileAttachment', new Blob(['RIFF'], { type: 'audio/wav' }), 'a.wav');
		const answer = await fetch(`${sandbox.origin}/leadconnector/conversations/messages/upload`, {
			method: 'POST',
			headers: { authorization: `Bearer ${vendor.tokens.full}`, version: '2021-04-15' },
			body: form,
		});
		expect(answer.status).toBe(200);
	});
});

describe('versions of the simulated LeadConnector', () => {
	const feedback = async (version: string, value: unknown) =>
		await ask('PUT', `/conversations/${store.conversationOf(contactId(0))!.id}`, {
			version,
			body: { locationId: store.locationId, feedback: value },
		});

	it('take feedback as an object, and in v3 as a text', async () => {
		expect((await feedback('2021-04-15', { stars: 5 })).status).toBe(200);
		expect((await feedback('v3', 'positive')).status).toBe(200);
		expect((await feedback('2021-04-15', 'positive')).status).toBe(422);
		expect((await feedback('v3', { stars: 5 })).status).toBe(422);
		expect((await feedback('v3', 'good')).status).toBe(422);
	});

	it.each([
		['GET', `/contacts/${contactId(0)}`, '2021-07-28'],
		['GET', '/conversations/search', '2021-04-15'],
		['GET', '/users/', '2021-07-28'],
	])(
		'are held against the description where a test wants it: %s %s',
		async (method, path, described) => {
			const query = path.startsWith('/contacts') ? '' : `?locationId=${store.locationId}`;
			const status = async (version: string) =>
				(await ask(method, `${path}${query}`, { version })).status;
			expect(await status('2023-02-21')).toBe(200);
			expect(await status('2020-01-01')).toBe(401);
			vendor.onlyDescribedVersions = true;
			expect(await status(described)).toBe(200);
			expect(await status('v3')).toBe(200);
			expect(await status('2023-02-21')).toBe(400);
		},
	);
});

describe('the token server of the simulated LeadConnector', () => {
	const credential = () => sandbox.credentials().leadConnectorOAuth2Api as Record<string, string>;
	const tokens = () => (credential() as Json).oauthTokenData as Record<string, string>;
	const grant = async (fields: Record<string, string>, asJson = false) => {
		const { clientId, clientSecret, accessTokenUrl } = credential();
		const form = { client_id: clientId, client_secret: clientSecret, ...fields };
		const answer = await fetch(accessTokenUrl, {
			method: 'POST',
			...(asJson
				? { headers: { 'content-type': 'application/json' }, body: JSON.stringify(form) }
				: { body: new URLSearchParams(form) }),
		});
		return { status: answer.status, body: (await answer.json()) as Record<string, string> };
	};
	const renew = async (refresh_token: string) =>
		await grant({ grant_type: 'refresh_token', refresh_token });
	const contactStatus = async (token: string) =>
		(await ask('GET', `/contacts/${contactId(0)}`, { token })).status;

	it('changes a refresh token for new tokens once', async () => {
		const first = tokens();
		expect(await contactStatus(first.access_token)).toBe(200);
		const renewed = await renew(first.refresh_token);
		expect(renewed).toMatchObject({
			status: 200,
			body: {
				token_type: 'Bearer',
				expires_in: 86_399,
				userType: 'Location',
				locationId: store.locationId,
			},
		});
		expect(renewed.body.access_token).not.toBe(first.access_token);
		expect(await contactStatus(renewed.body.access_token)).toBe(200);
		expect(await renew(first.refresh_token)).toMatchObject({
			status: 400,
			body: { error: 'invalid_grant' },
		});
		expect((await renew(renewed.body.refresh_token)).status).toBe(200);
		expect(vendor.oauth.renewals).toBe(2);
		expect(tokens().refresh_token).not.toBe(first.refresh_token);
	});

	it('lets access tokens expire when the test says so', async () => {
		const { access_token, refresh_token } = tokens();
		vendor.oauth.expireTokens({ afterRequests: 2 });
		const statuses = [];
		for (let request = 0; request < 4; request++) statuses.push(await contactStatus(access_token));
		expect(statuses).toEqual([200, 200, 401, 401]);
		const { body } = await renew(refresh_token);
		expect(await contactStatus(body.access_token)).toBe(200);
		vendor.oauth.expireTokens();
		expect(await contactStatus(body.access_token)).toBe(401);
	});

	it('takes nothing any more once it is revoked', async () => {
		const { access_token, refresh_token } = tokens();
		vendor.oauth.revoke();
		expect(await contactStatus(access_token)).toBe(401);
		expect((await renew(refresh_token)).body.error).toBe('invalid_grant');
	});

	it('gives an agency a token without location, which opens no location', async () => {
		vendor.oauth.userType = 'Company';
		const { body } = await renew(tokens().refresh_token);
		expect(body).toMatchObject({ userType: 'Company', companyId: expect.any(String) });
		expect(body).not.toHaveProperty('locationId');
		expect(await contactStatus(body.access_token)).toBe(401);
	});

	it('hands a code over the page of consent, good once', async () => {
		const { authUrl, clientId } = credential();
		const redirect_uri = 'http://127.0.0.1:5678/rest/oauth2-credential/callback';
		const asked = new URLSearchParams({
			response_type: 'code',
			client_id: clientId,
			redirect_uri,
			state: 's1',
		});
		const page = await fetch(`${authUrl}?${String(asked)}`, { redirect: 'manual' });
		const back = new URL(page.headers.get('location')!);
		expect(page.status).toBe(302);
		expect(back.searchParams.get('state')).toBe('s1');
		const code = back.searchParams.get('code')!;
		const form = { grant_type: 'authorization_code', code, redirect_uri };
		const granted = await grant(form);
		expect(granted.status).toBe(200);
		expect(await contactStatus(granted.body.access_token)).toBe(200);
		expect(await grant(form)).toMatchObject({ status: 400, body: { error: 'invalid_grant' } });
	});

	it.each([
		['an empty grant type', { grant_type: '' }, 422],
		['an unknown grant type', { grant_type: 'password' }, 422],
		['a grant type the app does not have', { grant_type: 'client_credentials' }, 400],
		['another client', { client_id: 'x' }, 401],
		['a wrong secret', { client_secret: 'x' }, 401],
		['no secret', { client_secret: '' }, 422],
		['an unknown refresh token', { refresh_token: 'x' }, 400],
		['no refresh token', { refresh_token: '' }, 422],
		['a field that is none', { audience: 'x' }, 422],
	])('refuses %s, and the refresh token stays good', async (_name, fields, status) => {
		const form = { grant_type: 'refresh_token', refresh_token: tokens().refresh_token };
		expect((await grant({ ...form, ...(fields as Record<string, string>) })).status).toBe(status);
		expect((await grant(form, true)).status).toBe(422);
		expect(vendor.oauth.renewals).toBe(0);
		expect((await grant(form)).status).toBe(200);
	});

	it('leaves no token in the journal', async () => {
		await renew(tokens().refresh_token);
		await contactStatus(tokens().access_token);
		const journal = JSON.stringify(
			sandbox.journal.entries.map(({ url, headers, body }) => ({ url, headers, body })),
		);
		for (const secret of vendor.secrets) expect(journal).not.toContain(secret);
		expect(journal).toContain('***');
	});
});
