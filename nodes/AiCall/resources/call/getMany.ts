import { returnAllFields, type Operation } from '../../../shared/describe';
import { asCallPage } from '../../shared/answer';
import {
	asList,
	dateBound,
	filtersField,
	ID_PLACEHOLDER,
	members,
	optionsField,
	pickedBy,
	sent,
} from '../../shared/fields';
import { listPages } from '../../shared/paging';
import { asE164 } from '../../shared/recipient';

/** POST /business/{businessId}/queues/outbound, newest first. The server gives 50 rows a page at most. */
export const getMany: Operation = {
	isRead: true,
	option: {
		name: 'Get Many',
		value: 'getMany',
		action: 'Get many calls',
		description: 'List outbound calls, newest first',
		routing: {
			request: { method: 'POST', url: '/business/{businessId}/queues/outbound' },
			send: { paginate: true },
			output: { postReceive: [asCallPage] },
			operations: { pagination: listPages(50, 'queueId') },
		},
	},
	fields: [
		...returnAllFields,
		filtersField([
			sent('callingNumberId', 'callingNumberIds', 'Calling Number', {
				...pickedBy('searchNumbers', ID_PLACEHOLDER),
				preSend: [asList('callingNumberIds')],
			}),
			sent('campaignId', 'campaignIds', 'Campaign', {
				...pickedBy('searchCampaigns', ID_PLACEHOLDER),
				preSend: [asList('campaignIds')],
			}),
			dateBound('startCompletedAtDate', 'Dialled Since'),
			dateBound('endCompletedAtDate', 'Dialled Until'),
			dateBound('startCreatedDate', 'Created Since'),
			dateBound('endCreatedDate', 'Created Until'),
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
			sent('recipientNumber', 'recipientNumbers', 'Recipient', {
				placeholder: 'e.g. +1 (415) 555-0123',
				description: 'With country code, in any form',
				preSend: [asE164('recipientNumbers', 'Recipient'), asList('recipientNumbers')],
			}),
			dateBound('startScheduledDate', 'Scheduled Since'),
			dateBound('endScheduledDate', 'Scheduled Until'),
		]),
		optionsField(),
	],
};
