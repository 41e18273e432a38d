import type { INodeParameters } from 'n8n-workflow';

import { holdings } from '../../sandbox/iqra/account';
import type { Part } from '../../sandbox/iqra/multipart';
import type { JournalEntry } from '../../sandbox/kit/journal';
import { byId } from '../support/lab';

export const [newLeads, appointments] = holdings.campaigns;
export const INITIATE = '/api/v1/business/12/call/initiate';
export const QUEUE = '/api/v1/business/12/queues/outbound';
export const RECIPIENT = '+14155550123';

/** Parameters of each operation, such as a user would fill in. */
export const initiate: INodeParameters = {
	resource: 'call',
	operation: 'initiate',
	recipientNumber: '+1 (415) 555-0123',
	numberId: byId(holdings.numbers[0].id),
	agentId: byId(holdings.agents[0].id),
	dynamicVariables: {},
	metadata: {},
	options: {},
	requestOptions: {},
};

export const fromCampaign: INodeParameters = {
	resource: 'call',
	operation: 'initiateFromCampaign',
	campaignId: byId(newLeads.id),
	recipientNumber: '+1 (415) 555-0123',
	campaignFields: { mappingMode: 'defineBelow', value: null },
	dynamicVariables: {},
	metadata: {},
	options: {},
	requestOptions: {},
};

export const waitForNew: INodeParameters = {
	...fromCampaign,
	operation: 'waitUntilFinished',
	callToWaitFor: 'new',
};

/** The parts of the one initiation that was sent. */
export function sentParts(sent: JournalEntry[]): Part[] {
	const initiations = sent.filter(({ path }) => path === INITIATE);
	expect(initiations).toHaveLength(1);
	return initiations[0].body as Part[];
}

/** The `config` of parts that hold nothing else. */
export function configOf(parts: Part[]) {
	expect(parts).toEqual([{ name: 'config', value: expect.any(String) }]);
	return JSON.parse(parts[0].value) as {
		campaignId: string;
		number: Record<string, unknown>;
		schedule: { dateTimeUTC: string; maxDateTimeUTC: string };
		dynamicVariables: Record<string, string>;
		metadata: Record<string, string>;
	};
}
