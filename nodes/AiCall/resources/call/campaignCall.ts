import type { INodeProperties, PreSendAction } from 'n8n-workflow';

import { required } from '../../../shared/send';
import { asInstant, ID_PLACEHOLDER, pickedBy, sent } from '../../shared/fields';
import { asConfigForm } from '../../shared/forms';
import { asE164 } from '../../shared/recipient';
import { schedule } from '../../shared/schedule';
import { asTexts, pairsField, spreadCampaignFields, withRequestId } from '../../shared/variables';

/**
 * A call in the server's own form, for Initiate From Campaign and Wait Until Finished alike: multipart with one part
 * `config`. Both objects are always in it, since the server skips its check of required variables without them.
 */
export const campaignCallSteps: PreSendAction[] = [
	required('campaignId', 'Campaign'),
	required('toNumber', 'Recipient'),
	asE164('toNumber', 'Recipient'),
	asInstant('dateTimeUTC', 'Start Time'),
	asInstant('maxDateTimeUTC', 'Give Up Time'),
	schedule({ start: 'dateTimeUTC', giveUp: 'maxDateTimeUTC' }),
	asTexts('dynamicVariables', 'Dynamic Variables'),
	asTexts('metadata', 'Metadata'),
	spreadCampaignFields,
	withRequestId('metadata'),
	asConfigForm,
];

/** What such a call needs, in the order of the form. */
export const campaignCallFields: INodeProperties[] = [
	sent('campaignId', 'campaignId', 'Campaign', {
		...pickedBy('searchCampaigns', ID_PLACEHOLDER),
		required: true,
		description: 'Telephony campaign to call with. Agent and calling number are set in it.',
	}),
	sent('recipientNumber', 'toNumber', 'Recipient', {
		required: true,
		placeholder: 'e.g. +1 (415) 555-0123',
		description: 'Number to call, with country code, in any form',
	}),
	sent('campaignFields', 'campaignFields', 'Campaign Fields', {
		type: 'resourceMapper',
		default: { mappingMode: 'defineBelow', value: null },
		noDataExpression: true,
		description: 'The variables and metadata that the campaign names. Sent as text.',
		typeOptions: {
			loadOptionsDependsOn: ['campaignId.value', 'options.business.value'],
			resourceMapper: {
				resourceMapperMethod: 'campaignFields',
				mode: 'add',
				fieldWords: { singular: 'campaign field', plural: 'campaign fields' },
				addAllFields: true,
				supportAutoMap: false,
				hideNoDataError: true,
			},
		},
	}),
	pairsField(
		'dynamicVariables',
		'dynamicVariables',
		'Dynamic Variables',
		'Further values that the agent knows during the call. Sent as text.',
	),
	pairsField(
		'metadata',
		'metadata',
		'Metadata',
		'Further values to find on the call later, e.g. the ID of the lead. Sent as text.',
	),
];

/** When to call, for the Options. */
export const scheduleOptions: INodeProperties[] = [
	sent('giveUpTime', 'maxDateTimeUTC', 'Give Up Time', {
		type: 'dateTime',
		description:
			'When a call that could not be made until then expires. An hour after the start time when left out.',
	}),
	sent('startTime', 'dateTimeUTC', 'Start Time', {
		type: 'dateTime',
		description: 'When to call. At once when left out.',
	}),
];
