import type { Operation } from '../../../shared/describe';
import { required } from '../../../shared/send';
import { asQueued } from '../../shared/answer';
import { asInstant, ID_PLACEHOLDER, optionsField, pickedBy, sent } from '../../shared/fields';
import { asPublishedForm } from '../../shared/forms';
import { asE164 } from '../../shared/recipient';
import { schedule } from '../../shared/schedule';
import { asTexts, pairsField, withRequestId } from '../../shared/variables';

/** POST /business/{businessId}/call/initiate, in the form of the published "Initiate call" page. */
export const initiate: Operation = {
	option: {
		name: 'Initiate',
		value: 'initiate',
		action: 'Initiate call',
		description:
			'Have an agent call a number, in the form of the published API page. A real person is called.',
		routing: {
			request: { method: 'POST', url: '/business/{businessId}/call/initiate' },
			send: {
				preSend: [
					required('RecipientNumber', 'Recipient'),
					asE164('RecipientNumber', 'Recipient'),
					required('NumberId', 'Calling Number'),
					required('AgentId', 'Agent'),
					asInstant('ScheduledTime', 'Scheduled Time'),
					schedule({ start: 'ScheduledTime' }),
					asTexts('DynamicVariables', 'Dynamic Variables'),
					asTexts('Metadata', 'Metadata'),
					withRequestId('Metadata'),
					asPublishedForm,
				],
			},
			output: { postReceive: [asQueued] },
		},
	},
	fields: [
		{
			displayName:
				"If your server answers that it wants 'config', use 'Initiate From Campaign' instead",
			name: 'serverNotice',
			type: 'notice',
			default: '',
		},
		sent('recipientNumber', 'RecipientNumber', 'Recipient', {
			required: true,
			placeholder: 'e.g. +1 (415) 555-0123',
			description: 'Number to call, with country code, in any form',
		}),
		sent('numberId', 'NumberId', 'Calling Number', {
			...pickedBy('searchNumbers', ID_PLACEHOLDER),
			required: true,
			description: 'The number of the business that the call comes from',
		}),
		sent('agentId', 'AgentId', 'Agent', {
			...pickedBy('searchAgents', ID_PLACEHOLDER),
			required: true,
			description: 'The agent that talks',
		}),
		pairsField(
			'dynamicVariables',
			'DynamicVariables',
			'Dynamic Variables',
			'What the agent knows during the call, e.g. the name of the customer. Sent as text.',
		),
		pairsField(
			'metadata',
			'Metadata',
			'Metadata',
			'What you want to find on the call later, e.g. the ID of the lead. Sent as text.',
		),
		optionsField([
			sent('campaignId', 'CampaignId', 'Campaign', {
				...pickedBy('searchCampaigns', ID_PLACEHOLDER),
				description: 'Campaign to count the call under',
			}),
			sent('scheduledTime', 'ScheduledTime', 'Scheduled Time', {
				type: 'dateTime',
				description: 'When to call. At once when left out.',
			}),
		]),
	],
};
