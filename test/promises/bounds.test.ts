import type { INodeParameters } from 'n8n-workflow';

import { nodeType } from '../support/engine';
import { shownFields } from '../support/parameters';
import { promisesLab } from './walk';

const lab = promisesLab();
const { begin, credentials, everyOperation, run, sandbox, someOperations } = lab;

const sent = () => lab.hostile.received.length + sandbox.journal.entries.length;

it.each<[option: string, value: unknown, name: string]>([
	['concurrentRequests', 'abc', 'Concurrent Requests'],
	['concurrentRequests', 0, 'Concurrent Requests'],
	['timeout', 'soon', 'Timeout'],
	['timeout', -1, 'Timeout'],
	['rateLimitWait', 'Infinity', 'Max Wait on Rate Limit (Ms)'],
	['requestInterval', 'NaN', 'Pause Between Requests (Ms)'],
	['largestDownload', 'big', 'Largest Download (MB)'],
	['proxy', 'ftp://proxy.example', 'Proxy'],
	['allowUnauthorizedCerts', 'perhaps', 'Ignore SSL Issues (Insecure)'],
])('the option %s = %p is refused by name, and nothing is sent', async (option, value, name) => {
	for (const one of await someOperations()) {
		begin(one.type, 'none');
		const parameters = { ...one.parameters, requestOptions: { [option]: value } };
		const { error } = await run({ ...one, parameters: parameters as INodeParameters });
		expect([one.name, error?.message, sent()]).toEqual([
			one.name,
			expect.stringContaining(`'${name}' under 'Request Options'`),
			0,
		]);
	}
});

const ADDRESSES: Record<string, string> = { convoloApi: 'Server' };

it.each([
	['a query', (url: string) => `${url}?x=1`],
	['a fragment', (url: string) => `${url}#x`],
	['another protocol', (url: string) => url.replace('http:', 'ftp:')],
	['a name and password', (url: string) => url.replace('http://', 'http://me:secret-word@')],
	['no address', () => 'api.example.com'],
	['nothing', () => ' '],
])('an address with %s is refused by name, and nothing is sent', async (_what, change) => {
	for (const one of await someOperations()) {
		begin(one.type, 'none');
		const own = await credentials(one.type, one.parameters);
		const [type] = Object.keys(own);
		const changed = { ...own[type], baseUrl: change(String(own[type].baseUrl)) };
		const { error } = await run(one, { credentials: { ...own, [type]: changed } });
		const name = ADDRESSES[type] ?? 'Base URL';
		expect([one.name, error?.message, sent()]).toEqual([
			one.name,
			expect.stringContaining(`'${name}'`),
			0,
		]);
		expect(error?.message).not.toContain('secret-word');
	}
});

it('an address with blanks around it and slashes behind it is used without them', async () => {
	for (const one of await everyOperation()) {
		begin(one.type, 'none');
		const own = await credentials(one.type, one.parameters);
		const [type] = Object.keys(own);
		const changed = { ...own[type], baseUrl: ` ${String(own[type].baseUrl)}// ` };
		const { error } = await run(one, { credentials: { ...own, [type]: changed } });
		expect([one.name, error?.message]).toEqual([one.name, undefined]);
		expect(lab.hostile.received[0].url).not.toMatch(/\/\//);
	}
});

it.each(['.', '..', ' .. '])('an ID of %p, which changes the path, is refused', async (value) => {
	let tried = 0;
	for (const one of await everyOperation()) {
		const { description } = await nodeType(one.type);
		const ids = shownFields(description, one.parameters).filter(
			({ name, required, type }) =>
				required && /id$/i.test(name) && ['string', 'resourceLocator'].includes(type),
		);
		for (const { name, type, displayName } of ids) {
			begin(one.type, 'none');
			const id = type === 'string' ? value : { __rl: true, mode: 'id', value };
			const { error } = await run({ ...one, parameters: { ...one.parameters, [name]: id } });
			expect([one.name, displayName, error?.message, sent()]).toEqual([
				one.name,
				displayName,
				expect.stringContaining(`'${displayName}'`),
				0,
			]);
			tried++;
		}
	}
	expect(tried).toBeGreaterThan(20);
});
