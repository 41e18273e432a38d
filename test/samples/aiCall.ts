import fc from 'fast-check';

import { holdings } from '../../sandbox/iqra/account';
import type { Sandbox } from '../../sandbox/sandbox';
import type { Samples } from '../support/parameters';

const QUEUE_IDS = ['665f0c2b9d1e4a0012ee0001', '665f0c2b9d1e4a0012ee0002'];
const SESSION_IDS = ['665f0c2b9d1e4a0012ff0001', '665f0c2b9d1e4a0012ff0002'];

/** Noon, some days from now: a call is planned for a time to come. */
const inDays = (days: number) => {
	const day = new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
	return fc.constant(`${day}T12:00:00.000Z`);
};

/** Values that the simulated business knows. */
export const samples: Samples = {
	queueId: fc.constantFrom(...QUEUE_IDS),
	conversationId: fc.constantFrom(...SESSION_IDS),
	campaignId: fc.constant(holdings.campaigns[0].id),
	agentId: fc.constantFrom(...holdings.agents.map(({ id }) => id)),
	numberId: fc.constant(holdings.numbers[0].id),
	callingNumberId: fc.constant(holdings.numbers[0].id),
	business: fc.constantFrom('7', '12'),
	campaignFields: fc.constant({
		mappingMode: 'defineBelow',
		value: { customer_name: 'Zoë', 'lead_id (Metadata, May Be Empty)': '' },
		schema: [],
	}),
	startTime: inDays(2),
	scheduledTime: inDays(2),
	giveUpTime: inDays(4),
	binaryPropertyPrefix: fc.constant('audio_'),
	limit: fc.integer({ min: 1, max: 120 }),
};

/** Two calls that are long over, in the business of the credential; new ones are taken in either form. */
export function prepare({ vendors: { aiCall } }: Sandbox): void {
	aiCall.contract = 'both';
	const enqueuedAt = Date.parse('2026-03-01T10:00:00Z');
	for (const [index, queueId] of QUEUE_IDS.entries()) {
		aiCall.addCall({
			queueId,
			sessionId: SESSION_IDS[index],
			recipientNumber: `+1415555012${index}`,
			enqueuedAt,
			startAt: enqueuedAt,
			giveUpAt: enqueuedAt + 3_600_000,
		});
	}
}
