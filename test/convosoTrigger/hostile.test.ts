import { convosoHook } from '../../nodes/ConvosoTrigger/hook';
import { runs } from '../support/runs';
import { survive } from '../webhook/survival';

/** How many bodies are tried. */
const RUNS = runs(50_000, 20);

const SECRET = 'a-secret-of-the-test-bench';

it(`survives ${RUNS.toLocaleString('en')} random and hostile bodies, each with and without filters`, async () => {
	const outcomes = await survive({
		hook: convosoHook,
		parameters: {
			authentication: 'header',
			headerName: 'Authorization',
			responseMode: 'onReceived',
			settings: { includeRaw: true },
			filters: { statuses: 'null', campaigns: '0', lists: 'true', callTypes: 'x', events: 'y' },
		},
		credential: { secret: SECRET },
		headers: () => ({ authorization: `Bearer ${SECRET}` }),
		runs: RUNS,
		isItem: (item) => {
			const values = [...Object.values(item.lead!), ...Object.values(item.call!)] as unknown[];
			return (
				Object.keys(item).join() === 'event,lead,call,other,raw' &&
				values.every((value) => value === null || ['string', 'number'].includes(typeof value))
			);
		},
	});
	// All ways must really have been gone.
	expect(outcomes.started).toBeGreaterThan(RUNS / 10);
	expect(outcomes['left out']).toBeGreaterThan(RUNS / 10);
	expect(outcomes[400]).toBeGreaterThan(RUNS / 100);
}, 300_000);
