import fc from 'fast-check';

import type { Sandbox } from '../../sandbox/sandbox';
import type { Samples } from '../support/parameters';

/** Values that the simulated Convoso account knows. */
export const samples: Samples = {
	listId: fc.constantFrom('333', '334', '335'),
	searchListId: fc.constantFrom('333', '334'),
	searchCampaignId: fc.constantFrom('101', '102'),
	leadId: fc.constantFrom('10001', '10002', '10003'),
	ownerId: fc.constant('1110001'),
	createdBy: fc.constant('1110002'),
	lastModifiedBy: fc.constant('1110003'),
	userId: fc.constant('1110004'),
	status: fc.constantFrom('NEW', 'SALE', 'NA'),
	phoneCode: fc.constantFrom('1', '44'),
	limit: fc.integer({ min: 1, max: 100 }),
	name: fc.constantFrom('policy_number', 'carrier_and_plan_1', 'Lieblingsfarbe'),
	binaryPropertyName: fc.constant('data'),
};

/** Three leads to work on, the first with recordings. */
export function prepare({ vendors: { convoso } }: Sandbox): void {
	for (const phone_number of ['5550000001', '5550000002', '5550000003']) {
		convoso.store.addLead({ list_id: '333', phone_number });
	}
	for (let index = 0; index < 3; index++) {
		convoso.store.recordings.push({
			recording_id: `rec${index}`,
			lead_id: '10001',
			start_time: '2026-03-01 10:00:00',
			end_time: '',
			seconds: 30,
			url: `${index}-all.wav`,
		});
	}
}
