import fc from 'fast-check';

import { leadConnectorHook } from '../../nodes/LeadConnectorTrigger/hook';
import { appEvents, signatureOf, workflowPayload } from '../../sandbox/leadconnector/webhooks';
import { runs } from '../support/runs';
import { hostileBodies, hostileRecords } from '../webhook/hostile';
import { SECRET } from '../webhook/intruders';
import { survive } from '../webhook/survival';
import { key } from './intruders';

/** How many bodies are tried in each way. */
const RUNS = runs(10_000, 20);

const base = {
	hook: leadConnectorHook,
	credential: { secret: SECRET, publicKey: key.publicKey },
	runs: RUNS,
	isItem: (item: object) =>
		Object.keys(item).join() === 'event,locationId,contact,message,call,customData,other,raw',
};
const filters = { channels: ['SMS'], directions: ['inbound'], locations: 'x', events: 'y' };
const settings = { includeRaw: true, timeWindow: 0 };

/** Real events with hostile values in the place of some of theirs. */
const twisted = (event: object) =>
	hostileRecords([...Object.keys(event), 'data', 'id', 'customData']).map((record) => ({
		contentType: 'application/json',
		body: Buffer.from(JSON.stringify({ ...event, ...record })),
	}));

it('survives hostile bodies of workflows', async () => {
	const outcomes = await survive({
		...base,
		parameters: {
			source: 'workflow',
			authentication: 'header',
			headerName: 'Authorization',
			settings,
			filters,
		},
		headers: () => ({ authorization: `Bearer ${SECRET}` }),
		bodies: fc.oneof(hostileBodies, twisted(workflowPayload())),
	});
	expect(outcomes.started).toBeGreaterThan(RUNS / 10);
	expect(outcomes[400]).toBeGreaterThan(RUNS / 100);
}, 300_000);

it('survives hostile bodies that are signed', async () => {
	const outcomes = await survive({
		...base,
		parameters: { source: 'app', settings, filters, triggerOn: ['InboundMessage'] },
		headers: (body) => ({ 'x-ghl-signature': signatureOf(body, key.privateKey) }),
		bodies: fc.oneof(hostileBodies, twisted(appEvents.outboundCall())),
	});
	expect(outcomes['left out']).toBeGreaterThan(RUNS / 10);
	expect(outcomes[400]).toBeGreaterThan(RUNS / 100);
}, 300_000);
