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
	phoneNumber: fc.constantFrom('+1 555 000 0001', '(555) 000-0002', '5550000003'),
	campaignId: fc.constantFrom('101', '102'),
	campaignIds: fc.subarray(['101', '102']),
	listIds: fc.constantFrom('333', '333,334'),
	queueId: fc.constant('501'),
	queueIds: fc.subarray(['501', '502']),
	userIds: fc.subarray(['1110000', '1110004']),
	statusIds: fc.subarray(['NEW', 'SALE']),
	callLogId: fc.constantFrom('900001', '900002'),
	callbackId: fc.constant('70005'),
	id: fc.constantFrom('70001', '70002'),
	user: fc.constantFrom('ada.novak@example.com', 'ada.novak@example.com, elena.sosa@example.com'),
	agentEmails: fc.constant('ada.novak@example.com'),
	leadStatus: fc.constant('NEW'),
	criteriaKey: fc.constant('solar-west-buyers'),
	hexColor: fc.constantFrom('#6711d1', '6711D1'),
	callbackTimeZone: fc.constantFrom('-7', '5.5', 'America/New_York'),
};

/** Three leads to work on, the first with recordings, and something of everything else. */
export function prepare({ vendors: { convoso } }: Sandbox): void {
	const { store } = convoso;
	store.statuses.find(({ status }) => status === 'SALE')!.custom_status = 'Y';
	store.loggedIn.add('1110004');
	store.addCalls(3, () => store.now());
	for (const phone_number of ['5550000001', '5550000002']) {
		for (const campaign_id of ['101', '102']) {
			const entry = { phone_number, phone_code: '1', campaign_id, campaign_name: '' };
			const why = { insert_date: store.now(), reason: 'DNC', purpose: '' };
			const id = store.newId();
			store.dnc.push({ id, ...entry, ...why });
			store.smsOptOuts.push({ id, ...entry, ...why });
		}
	}
	store.callbacks.push({
		id: store.newId(),
		lead_id: '10001',
		list_id: '333',
		campaign_id: '101',
		callback_time: store.now(),
		recipient: 'ANYONE',
		comments: '',
		stage: 'PENDING',
		user: '0',
		user_name: '',
		phone_number: '5550000001',
	});
	for (const phone_number of ['5550000001', '5550000002', '5550000003']) {
		store.addLead({
			list_id: '333',
			phone_number,
			first_name: 'Zoë',
			last_name: 'Hart',
			email: 'zoe@example.com',
			city: 'Austin',
			state: 'TX',
		});
	}
	for (let index = 0; index < 3; index++) {
		convoso.store.recordings.push({
			recording_id: `rec${index}`,
			lead_id: '10001',
			user_id: '1110000',
			start_time: '2026-03-01 10:00:00',
			end_time: '',
			seconds: 30,
			url: `${index}-all.wav`,
		});
	}
}
