import { returnAllFields } from '../../../shared/describe';
import { filters, moment } from '../../../shared/fields';
import type { Operation } from '../../../shared/operation';
import { CALLS_ON_A_PAGE, callRecord } from '../../callStates';
import { members, optionsField } from '../../fields';
import { listRouting } from '../../lists';
import { pickedAsList, recipientAsList } from './fields';
import { simple } from './simple';

/** POST /business/{businessId}/queues/outbound, newest first. */
export const getMany: Operation = {
	isRead: true,
	simple,
	option: {
		name: 'Get Many',
		value: 'getMany',
		action: 'Get many calls',
		description: 'List outbound calls, newest first',
		routing: listRouting('/queues/outbound', CALLS_ON_A_PAGE, callRecord),
	},
	fields: [
		...returnAllFields,
		filters([
			pickedAsList('callingNumberIds', 'Calling Number', 'searchNumbers', {
				name: 'callingNumberId',
			}),
			pickedAsList('campaignIds', 'Campaign', 'searchCampaigns', { name: 'campaignId' }),
			moment('startCompletedAtDate', 'Dialled Since'),
			moment('endCompletedAtDate', 'Dialled Until'),
			moment('startCreatedDate', 'Created Since'),
			moment('endCreatedDate', 'Created Until'),
			members('queueStatusTypes', 'Queue Status', [
				{ name: 'Cancelled', value: 6 },
				{ name: 'Expired', value: 7 },
				{ name: 'Failed', value: 5 },
				{ name: 'Handed to the Carrier', value: 4 },
				{ name: 'Processing', value: 1 },
				{ name: 'Processing: Assigned', value: 2 },
				{ name: 'Processing: Dialling', value: 3 },
				{ name: 'Queued', value: 0 },
			]),
			recipientAsList('recipientNumbers'),
			moment('startScheduledDate', 'Scheduled Since'),
			moment('endScheduledDate', 'Scheduled Until'),
		]),
		optionsField(),
	],
};
