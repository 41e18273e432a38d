import type { INodeProperties, PreSendAction } from 'n8n-workflow';

import { picked } from '../../fields';
import { campaignFieldsField, withCampaignFields } from './campaignFields';
import { plannedMoment, recipient } from './fields';
import { asConfigForm } from './requestForms';
import { schedule } from './schedule';
import { pairs, withRequestId } from './variables';

/**
 * A call in the server's own form, for Initiate From Campaign and Wait Until Finished alike: what is done with its fields once
 * all are read.
 */
export const campaignCallSteps: PreSendAction[] = [
	schedule({
		start: { property: 'schedule.dateTimeUTC', name: 'Start Time' },
		giveUp: { property: 'schedule.maxDateTimeUTC', name: 'Give Up Time' },
	}),
	withCampaignFields,
	withRequestId('metadata'),
	asConfigForm,
];

/** What such a call needs, in the order of the form. */
export const campaignCallFields: INodeProperties[] = [
	picked('campaignId', 'Campaign', 'searchCampaigns', {
		required: true,
		description: 'Telephony campaign to call with. Agent and calling number are set in it.',
	}),
	recipient('number.toNumber'),
	campaignFieldsField,
	pairs(
		'dynamicVariables',
		'Dynamic Variables',
		'Further values that the agent knows during the call. Sent as text.',
	),
	pairs(
		'metadata',
		'Metadata',
		'Further values to find on the call later, e.g. the ID of the lead. Sent as text.',
	),
];

/** When to call, for the Options. */
export const scheduleOptions: INodeProperties[] = [
	plannedMoment('schedule.maxDateTimeUTC', 'Give Up Time', {
		name: 'giveUpTime',
		description:
			'When a call that could not be made until then expires. An hour after the start time when left out.',
	}),
	plannedMoment('schedule.dateTimeUTC', 'Start Time', {
		name: 'startTime',
		description: 'When to call. At once when left out.',
	}),
];
