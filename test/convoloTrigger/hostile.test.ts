import fc from 'fast-check';

import { convoloHook } from '../../nodes/ConvoloTrigger/hook';
import { widgetEvents } from '../../sandbox/convolo/webhooks';
import { runs } from '../support/runs';
import { hostileBodies, hostileRecords } from '../webhook/hostile';
import { SECRET } from '../webhook/intruders';
import { survive } from '../webhook/survival';

/** How many bodies are tried. */
const RUNS = runs(10_000, 20);

it('survives hostile bodies', async () => {
	const event = widgetEvents.callEnded('c1');
	const twisted = hostileRecords([...Object.keys(event), 'eventType']).map((record) => ({
		contentType: 'application/json',
		body: Buffer.from(JSON.stringify({ ...event, ...record })),
	}));
	const outcomes = await survive({
		hook: convoloHook,
		parameters: {
			queryName: 'secret',
			triggerOn: ['*'],
			settings: { includeRaw: true },
			filters: { statuses: 'answered', widgets: 'Website' },
		},
		credential: { secret: SECRET },
		query: `secret=${SECRET}`,
		bodies: fc.oneof(hostileBodies, twisted),
		runs: RUNS,
		isItem: (item) =>
			Object.keys(item).join() === 'event,call,lead,agent,customParams,other,raw' &&
			!JSON.stringify(item).includes(SECRET),
	});
	expect(outcomes.started).toBeGreaterThan(RUNS / 10);
	expect(outcomes[400]).toBeGreaterThan(RUNS / 100);
}, 300_000);
