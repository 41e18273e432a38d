import { randomUUID } from 'node:crypto';

import { ConvosoConnect, shapes, type Shape } from '../../sandbox/convoso/connect';
import { sale, saleEvent } from '../convosoTrigger/events';
import { attempts, SECRET } from '../convosoTrigger/intruders';
import { sharedN8n, type WorkflowNode } from './harness';
import {
	authorization,
	createTriggerCredential,
	headers,
	NODE,
	pathOf,
	post,
	Published,
	triggerWorkflow,
} from './published';
import { describeTriggerLoad, itLosesNothingInARestart } from './triggerLoad';

const n8n = sharedN8n();
let credentialId: string;

beforeAll(async () => (credentialId = await createTriggerCredential(n8n)));
afterAll(async () => await n8n.deleteCredential(credentialId));

let open: Published | undefined;
afterEach(async () => {
	await open?.remove();
	open = undefined;
});
const published = async (parameters: object = {}, behind: WorkflowNode[] = []) =>
	(open = await Published.create(n8n, parameters, behind));

describe('Convoso Trigger at its production address', () => {
	it('gives the same lead and call for every shape, by GET and by POST', async () => {
		const { url } = await published({ settings: { ignoreRepeats: false } });
		for (const requestMethod of ['GET', 'POST'] as const) {
			for (const shape of Object.keys(shapes) as Shape[]) {
				const connect = new ConvosoConnect({
					apiUrl: `${url}?event=disposition`,
					authorizationHeader: `Authorization: ${authorization}`,
					requestMethod,
					shape,
				});
				expect(await connect.fire(sale)).toMatchObject({ status: 200, reply: { success: true } });
				connect.close();
			}
		}
		const expected = { ...saleEvent, event: 'disposition' };
		const count = 2 * Object.keys(shapes).length;
		expect(await open!.events(count)).toEqual(Array(count).fill(expected));
	});

	it('takes a test event at the test address', async () => {
		const { url, workflowId } = await published();
		await n8n.listenForTestEvent(workflowId);
		const test = url.replace('/webhook/', '/webhook-test/');
		expect(await post(test, { body: '{}' })).toMatchObject({ status: 401 });
		expect(await post(test, { body: JSON.stringify(sale), headers })).toEqual({
			status: 200,
			text: '{"success":true}',
		});
		expect(await open!.events(1)).toEqual([saleEvent]);
	});

	it('lets the last node answer', async () => {
		const { url } = await published({ responseMode: 'lastNode' }, [set('Answer', 'lead')]);
		const answer = await post(url, { body: JSON.stringify(sale), headers });
		expect(JSON.parse(answer.text)).toEqual({ answer: '10001' });
	});

	it('lets a Respond to Webhook node answer, with a disabled Webhook node beside it', async () => {
		const webhookId = randomUUID();
		const workflow = triggerWorkflow(webhookId, { responseMode: 'responseNode' }, [
			node('Respond', 'respondToWebhook', 1.5, {
				respondWith: 'text',
				responseBody: '=got {{ $json.lead.id }}',
			}),
		]);
		workflow.nodes.push({
			...node('Webhook', 'webhook', 2, { path: randomUUID(), responseMode: 'responseNode' }),
			disabled: true,
		});
		workflow.connections.Webhook = workflow.connections[NODE];
		const workflowId = await n8n.createWorkflow(workflow);
		await n8n.publish(workflowId);
		const address = n8n.url + pathOf(webhookId);
		const answer = await post(address, { body: JSON.stringify(sale), headers });
		expect(answer).toEqual({ status: 200, text: 'got 10001' });
		await n8n.deleteWorkflow(workflowId);
	});

	it('lets nobody in without the secret, in forty attempts', async () => {
		for (const place of ['header', 'query'] as const) {
			const { url } = await published({ authentication: place });
			const list = attempts(place);
			expect(list).toHaveLength(20);
			for (const { path, init, name } of list) {
				expect([name, (await post(url + path, init)).status]).toEqual([name, 401]);
			}
			expect(await open!.settled(0)).toEqual([]);
			await open!.remove();
		}
		open = undefined;
		expect(n8n.logs().join('\n')).not.toContain(SECRET);
	});

	it.each([
		['16 MB', 'x'.repeat(16 * 1024 * 1024), 413],
		['20 MB', 'x'.repeat(20 * 1024 * 1024), 413],
		['a depth of 10,000', '{"a":'.repeat(10_000) + '1' + '}'.repeat(10_000), 400],
		['a million fields', 'a=&'.repeat(1_000_000), 413],
		['a million fields, short', `[${'0,'.repeat(500_000)}0]`, 413],
		['bad UTF-8', Buffer.from([0x69, 0x64, 0x3d, 0x31, 0x26, 0x61, 0x3d, 0xff, 0xfe]), 200],
		[
			'names of prototypes',
			'{"__proto__":{"x":1},"constructor":{"prototype":{"x":1}},"id":"1"}',
			200,
		],
	])('refuses or survives %s', async (_name, body, status) => {
		const { url } = await published();
		expect(await post(url, { body, headers })).toMatchObject({ status });
		const count = status === 200 ? 1 : 0;
		expect(await open!.settled(count)).toHaveLength(count);
	});
});

// The same in full: npm run soak.
describe('Convoso Trigger under load, in short', () => {
	describeTriggerLoad({ hostile: 150, hostileStarting: 30, events: 60 });
});
itLosesNothingInARestart(45);

function node(
	name: string,
	type: string,
	typeVersion: number,
	parameters: Record<string, unknown>,
) {
	return {
		id: name,
		name,
		type: `n8n-nodes-base.${type}`,
		typeVersion,
		position: [220, 0] as [number, number],
		parameters,
	};
}

function set(name: string, field: string) {
	return node(name, 'set', 3.4, {
		mode: 'raw',
		jsonOutput: `={{ { answer: $json.${field}.id } }}`,
	});
}
