import { notice } from '../../../shared/notice';
import type { Operation } from '../../../shared/operation';
import { optionsField, picked } from '../../fields';
import { plannedMoment, recipient } from './fields';
import { lookUpCall } from './lookUp';
import { queueing } from './queued';
import { asPublishedForm } from './requestForms';
import { schedule } from './schedule';
import { pairs, withRequestId } from './variables';

/** Of a server that reads no other form than that of a campaign's call. */
const WANTS_CAMPAIGN =
	"This server calls from a campaign only. Use the operation 'Initiate From Campaign'; agent and calling number then come from the campaign.";

/** POST /business/{businessId}/call/initiate, in the form of the published "Initiate call" page. */
export const initiate: Operation = {
	warns: 'calls a real person',
	sendsOnce: true,
	advice: {
		FORM_DATA_CONFIG_NOT_FOUND: WANTS_CAMPAIGN,
		FORM_DATA_CONFIG_EMPTY: WANTS_CAMPAIGN,
	},
	option: {
		name: 'Initiate With Agent (Some Servers)',
		value: 'initiate',
		action: 'Initiate call with agent',
		description:
			'Have an agent call from a number, both of your choice. Only some servers can; the others call from a campaign. A real person is called.',
		routing: queueing,
	},
	finish: [
		schedule({ start: { property: 'ScheduledTime', name: 'Scheduled Time' } }),
		withRequestId('Metadata'),
		asPublishedForm,
	],
	lookUp: lookUpCall,
	fields: [
		notice(
			'serverNotice',
			"Only some servers can do this. If yours refuses the call, use 'Initiate From Campaign'.",
		),
		recipient('RecipientNumber'),
		picked('NumberId', 'Calling Number', 'searchNumbers', {
			required: true,
			description: 'The number of the business that the call comes from',
		}),
		picked('AgentId', 'Agent', 'searchAgents', {
			required: true,
			description: 'The agent that talks',
		}),
		pairs(
			'DynamicVariables',
			'Dynamic Variables',
			'What the agent knows during the call, e.g. the name of the customer. Sent as text.',
		),
		pairs(
			'Metadata',
			'Metadata',
			'What you want to find on the call later, e.g. the ID of the lead. Sent as text.',
		),
		optionsField([
			picked('CampaignId', 'Campaign', 'searchCampaigns', {
				description: 'Campaign to count the call under',
			}),
			plannedMoment('ScheduledTime', 'Scheduled Time', {
				description: 'When to call. At once when left out.',
			}),
		]),
	],
};
