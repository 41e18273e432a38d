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
		[
			'true instead of 1',
			'/leads/insert',
			() => `auth_token=${token()}&hopper=true`,
			400,
			/hopper/,
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
