import { randomUUID } from 'node:crypto';

import type { N8n } from '../../test/n8n/harness';
import {
	authorization,
	createTriggerCredential,
	fireAll,
	numbered,
	Published,
} from '../../test/n8n/published';
import { inSeconds, say } from '../progress';
import type { Stage } from '../stage';
import { figure, ratio, takeTurns } from '../statistics';

/** Events of one block. */
const EVENTS = 100;

const CONTENDERS = ['ours', 'webhookNode'] as const;

/** Events into Convoso Trigger, and into n8n's own Webhook node with the same secret: until each got its 200, in ms. */
export async function measureWebhook({ n8n }: Stage, rounds: number) {
	const credentialId = await createTriggerCredential(n8n);
	// Repeats are looked for, as by default, and so none is sent: each block has events of its own.
	const ours = await Published.create(n8n);
	const own = await ownWebhook(n8n);
	const urls = { ours: ours.url, webhookNode: own.url };
	const events = numbered(EVENTS * rounds);
	const times = await takeTurns(CONTENDERS, rounds, async (contender, round) => {
		const startedAt = Date.now();
		await fireAll(urls[contender], events.slice((round - 1) * EVENTS, round * EVENTS));
		const ms = Date.now() - startedAt;
		say(`${EVENTS} events, round ${round} of ${rounds}, ${contender}: ${inSeconds(ms)}`);
		return ms;
	});
	await ours.remove();
	await n8n.deleteCredential(credentialId);
	await own.remove();
	return {
		events: EVENTS,
		oursMs: figure(times.ours),
		webhookNodeMs: figure(times.webhookNode),
		vsWebhookNode: ratio(times.ours, times.webhookNode),
	};
}

/** n8n's own Webhook node with the same secret in the same header. */
async function ownWebhook(n8n: N8n) {
	const path = randomUUID();
	const credentialId = await n8n.createCredential('httpHeaderAuth', path, {
		name: 'Authorization',
		value: authorization,
	});
	const workflowId = await n8n.createWorkflow({
		name: 'Webhook',
		nodes: [
			{
				id: 'webhook',
				name: 'Webhook',
				type: 'n8n-nodes-base.webhook',
				typeVersion: 2,
				position: [0, 0],
				parameters: { path, httpMethod: 'POST', authentication: 'headerAuth' },
				webhookId: path,
				credentials: { httpHeaderAuth: { name: path } },
			},
		],
		connections: {},
		settings: { executionOrder: 'v1' },
	});
	await n8n.publish(workflowId);
	return {
		url: `${n8n.url}/webhook/${path}`,
		remove: async () => {
			await n8n.deleteWorkflow(workflowId);
			await n8n.deleteCredential(credentialId);
		},
	};
}
