import { setTimeout as sleep } from 'node:timers/promises';

import { startSandbox, type Sandbox } from '../../sandbox/sandbox';
import { sharedN8n } from './harness';
import { publishTrigger, type PublishedTrigger } from './oneTrigger';

const n8n = sharedN8n();
const CREDENTIAL = 'AI Call trigger';

/** How long the polls may take until all calls have come out, ms: they are a minute apart. */
const LONGEST_WAIT = 5 * 60_000;

let sandbox: Sandbox;
let credentialId: string;
let open: PublishedTrigger | undefined;

beforeAll(async () => {
	sandbox = await startSandbox();
	sandbox.vendors.aiCall.speed = 100;
	const data = sandbox.credentials().aiCallApi;
	credentialId = await n8n.createCredential('aiCallApi', CREDENTIAL, data);
});
afterAll(async () => {
	await open?.remove();
	await n8n.deleteCredential(credentialId);
	await sandbox.close();
});

const call = (recipientNumber: string) =>
	sandbox.vendors.aiCall.addCall({ recipientNumber }).queueId;

/** What the trigger has put out, once there are so many items: one poll may come before a call is over, and the next a minute later. */
async function allOf(trigger: PublishedTrigger, count: number) {
	const deadline = Date.now() + LONGEST_WAIT;
	for (;;) {
		const items = await trigger.items();
		if (items.length >= count || Date.now() > deadline) return items;
		await sleep(1_000);
	}
}

it('puts out what finishes after it was published, once, and the latest call by hand', async () => {
	call('+14155550123');
	await sleep(1_000);
	open = await publishTrigger(n8n, {
		type: 'aiCallTrigger',
		parameters: { pollTimes: { item: [{ mode: 'everyMinute' }] }, transcript: true },
		credentials: { aiCallApi: CREDENTIAL },
	});
	const ids = [call('+14155550104'), call('+14155550123')];
	const { nodes } = await n8n.runWorkflow(open.workflowId);
	expect(Object.values(nodes)[0][0].items).toHaveLength(1);
	const items = await allOf(open, 1 + ids.length);
	// The first was put out by hand.
	expect(items.slice(1).map(({ queueId }) => queueId)).toEqual(ids);
	expect(items.at(-1)).toMatchObject({
		callStatus: 'completed',
		transcript: expect.stringContaining('Customer'),
	});
});
