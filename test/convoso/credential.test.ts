import type { IAuthenticate, IHttpRequestOptions } from 'n8n-workflow';

import { loadedPackage } from '../support/engine';
import { lab } from '../support/lab';

const { vendor, testCredential } = lab('convoso');

it.each([
	['works', () => ({}), 'OK', /The Auth Token works/],
	['token unknown', () => ({ authToken: 'wrong' }), 'Error', /does not know the 'Auth Token'/],
	[
		'no right to the section',
		() => ({ authToken: vendor.tokenLeadsOnly }),
		'OK',
		/valid.*no right to the Campaigns section/,
	],
	[
		'nobody there',
		() => ({ baseUrl: 'http://127.0.0.1:9' }),
		'Error',
		/Check 'Base URL' in the credential/,
	],
])('the credential test tells: %s', async (_name, change, status, message) => {
	expect(await testCredential(change())).toEqual({
		status,
		message: expect.stringMatching(message),
	});
});

it.each([
	['these nodes send', { url: '/x', body: { list_id: '333' } }, 'body'],
	['the HTTP Request node sends', { url: '/x', form: { list_id: '333' } }, 'form'],
	['has no fields', { url: '/x' }, 'body'],
])(
	'the token goes into the form that %s, and leaves the request as it is',
	async (_name, request, place) => {
		const { type } = (await loadedPackage()).getCredential('convosoApi');
		const before = structuredClone(request);
		const signed = await (
			type.authenticate as Extract<IAuthenticate, (...args: never[]) => unknown>
		)({ authToken: 'token' }, request as IHttpRequestOptions);
		const fields = (request as Record<string, unknown>)[place] as object | undefined;
		expect(signed).toEqual({ ...request, [place]: { ...fields, auth_token: 'token' } });
		expect(request).toEqual(before);
	},
);
