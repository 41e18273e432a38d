import { lab } from '../support/lab';

const { sandbox, vendor, credentials, sent } = lab('convoso');

async function post(path: string, body: string, type = 'application/x-www-form-urlencoded') {
	const answer = await fetch(`${sandbox.origin}/convoso/v1${path}`, {
		method: 'POST',
		headers: { 'content-type': type },
		body,
	});
	const text = await answer.text();
	return { status: answer.status, type: answer.headers.get('content-type'), text };
}

const token = () => String(credentials().convosoApi.authToken);

describe('the simulated Convoso refuses what the vendor would', () => {
	it.each([
		['a missing token', '/leads/delete', () => 'lead_id=1', 200, /"code":5001/],
		['a token in JSON', '/leads/delete', () => `{"auth_token":"${token()}"}`, 200, /"code":5001/],
		[
			'a section the token has no right to',
			'/lists/search',
			() => `auth_token=${vendor.tokenLeadsOnly}&status=1`,
			200,
			/"code":403/,
		],
		[
			'an unknown parameter',
			'/leads/delete',
			() => `auth_token=${token()}&lead_id=1&leed=2`,
			400,
			/leed/,
		],
		['yes instead of 1', '/leads/insert', () => `auth_token=${token()}&hopper=yes`, 400, /hopper/],
		[
			'a field of this account where no lead is',
			'/lists/search',
			() => `auth_token=${token()}&policy_number=1`,
			400,
			/policy_number/,
		],
		[
			'a page over the maximum',
			'/leads/search',
			() => `auth_token=${token()}&limit=2001`,
			200,
			/"code":7230/,
		],
		['no phone and list', '/leads/insert', () => `auth_token=${token()}`, 200, /"code":6007/],
	])('%s', async (_name, path, body, status, text) => {
		const isJson = body().startsWith('{');
		const answer = await post(path, body(), isJson ? 'application/json' : undefined);
		expect(answer.status).toBe(status);
		expect(answer.text).toMatch(text);
	});

	it('an unknown address, with a web page', async () => {
		const answer = await post('/leeds/insert', `auth_token=${token()}`);
		expect(answer).toMatchObject({ status: 404, type: expect.stringContaining('text/html') });
	});

	it('and its journal tells where a token was, without keeping it', async () => {
		await post(`/leads/delete?auth_token=${token()}`, `auth_token=${token()}&lead_id=1`);
		const [entry] = sent();
		expect(entry.secretsIn).toEqual(['url', 'body']);
		expect(JSON.stringify(entry)).not.toContain(token());
	});
});

describe('the simulated Convoso takes what the documents and the published clients send', () => {
	const answerTo = async (path: string, fields: Record<string, string>) => {
		const form = new URLSearchParams({ auth_token: token(), ...fields });
		return JSON.parse((await post(path, form.toString())).text) as Record<string, unknown>;
	};
	const callback = { recipient: 'system', callback_time_zone: '-8.00' };
	const addLead = () => sandbox.vendors.convoso.store.addLead({ phone_number: '5551234567' }).id;

	it('flags as true and false, and reads them so', async () => {
		const lead = { list_id: '333', phone_number: '5551234567', check_dup: 'true' };
		await answerTo('/leads/insert', { ...lead, hopper: 'true' });
		expect(sandbox.vendors.convoso.store.recordings).toHaveLength(1);
		await answerTo('/leads/insert', { ...lead, phone_number: '5551234568', hopper: 'false' });
		expect(sandbox.vendors.convoso.store.recordings).toHaveLength(1);
		expect(await answerTo('/leads/insert', lead)).toMatchObject({ code: 6009 });
		await answerTo('/campaigns/status', { campaign_id: '101', status: 'false' });
		expect(sandbox.vendors.convoso.store.campaigns[0].status).toBe('N');
	});

	it.each(['asc', 'ASC', 'desc', 'DESC'])('the order %s', async (order) => {
		sandbox.vendors.convoso.store.addCalls(2, (index) => `2026-03-01 10:00:0${index}`);
		const day = { start_time: '2026-03-01 00:00:00', end_time: '2026-03-01 23:59:59' };
		const answer = await answerTo('/log/retrieve', { ...day, order });
		const { results } = answer.data as { results: Array<{ id: string }> };
		const isFirstFirst = results[0].id < results[1].id;
		expect(isFirstFirst).toBe(order.toLowerCase() === 'asc');
	});

	it.each([
		['-8.00', '2026-03-01 02:30 PM'],
		['-8', '2026-03-01 02:30 PM'],
		['-8.0', '2026-03-01 14:30:00'],
		['+1.5', '2026-03-02 12:00 AM'],
	])('a callback at zone %s and time %s', async (callback_time_zone, callback_time) => {
		const lead_id = addLead();
		const times = { callback_time_zone, callback_time };
		await answerTo('/callbacks/insert', { ...callback, ...times, lead_id });
		expect(sandbox.vendors.convoso.store.callbacks).toMatchObject([
			{ callback_time: '2026-03-01 22:30:00' },
		]);
	});

	it('recipients and statuses of callbacks whatever their case and name', async () => {
		const { store } = sandbox.vendors.convoso;
		const callback_time = '2026-03-01 02:30 PM';
		for (const recipient of ['System', 'PERSONAL']) {
			const lead_id = addLead();
			const fields = { ...callback, recipient, callback_time, lead_id, user_id: '1110000' };
			await answerTo('/callbacks/insert', fields);
		}
		expect(store.callbacks.map(({ recipient }) => recipient)).toEqual(['ANYONE', 'USERONLY']);
		const [first, second] = store.callbacks;
		await answerTo('/callbacks/update', { callback_id: first.id, callback_status: 'DISMISSED' });
		await answerTo('/callbacks/update', { callback_id: second.id, status: 'Dismissed' });
		expect(store.callbacks.map(({ stage }) => stage)).toEqual(['DISMISSED', 'DISMISSED']);
		expect(await answerTo('/callbacks/search', { stage: 'PAST_DUE' })).toMatchObject({
			success: true,
			data: { total: '0' },
		});
	});

	it.each(['dnc', 'sms-opt-out'])('campaign -1, and times, in %s', async (resource) => {
		const number = { phone_number: '5551234567', phone_code: '1', campaign_id: '-1' };
		expect(await answerTo(`/${resource}/insert`, number)).toMatchObject({ success: true });
		const wanted = { campaign_id: '-1', insert_date: sandbox.vendors.convoso.store.now() };
		expect(await answerTo(`/${resource}/search`, wanted)).toMatchObject({ success: true });
	});

	it('a search of lists without status, for all of them', async () => {
		const { data } = await answerTo('/lists/search', {});
		expect(data).toHaveLength(sandbox.vendors.convoso.store.lists.length);
	});

	it.each(['/leads/insert', '/leads/search', '/campaigns/search'])('%s as GET', async (path) => {
		const query = { auth_token: token(), list_id: '333', phone_number: '5551234567' };
		const wanted = path === '/campaigns/search' ? { auth_token: token() } : query;
		const address = `${sandbox.origin}/convoso/v1${path}?${String(new URLSearchParams(wanted))}`;
		const answer = await fetch(address, { headers: { 'content-type': 'application/json' } });
		expect(await answer.json()).toMatchObject({ success: true });
	});

	it.each([
		['/leads/insert', { list_id: '999', phone_number: '5551234567' }, 'List not found'],
		['/leads/insert', { list_id: '333', phone_number: '555' }, 'Invalid phone number'],
		['/leads/insert', { auth_token: 'x' }, 'Invalid authentication token'],
		[
			'/leads/insert',
			{ list_id: '333', phone_number: '5551234567', check_dup: '1' },
			'Lead already exists',
		],
	])('and answers as the document: %s %j', async (path, fields, error) => {
		addLead();
		sandbox.vendors.convoso.answers = 'document';
		expect(await answerTo(path, fields as Record<string, string>)).toEqual({
			success: false,
			error,
		});
	});

	it.each(['server', 'document'] as const)('a lead by its criteria, as the %s', async (answers) => {
		sandbox.vendors.convoso.answers = answers;
		const path = '/lead-post-validation/insert';
		const lead = { criteria_key: 'solar-west-buyers', phone_number: '5551234567', state: 'CA' };
		expect(await answerTo(path, lead)).toEqual(
			answers === 'server'
				? { success: true, data: { lead_id: '10001' } }
				: { result: true, lead_id: '10001' },
		);
		expect(await answerTo(path, { ...lead, state: 'TX' })).toEqual({
			result: false,
			error_description: expect.any(String),
		});
		expect(await answerTo(path, { ...lead, criteria_key: 'x' })).toMatchObject({ success: false });
		expect(sandbox.vendors.convoso.store.leads.size).toBe(1);
	});
});
