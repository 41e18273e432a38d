import type { INodeProperties } from 'n8n-workflow';

import type { Operation } from '../../../shared/operation';
import { optionsField } from '../../fields';
import { campaignCallFields, campaignCallSteps, scheduleOptions } from './campaignCall';
import { queueIdField } from './fields';
import { lookUpCall } from './lookUp';
import { queueing } from './queued';
import { untilFinished } from './untilFinished';
import { waitOptions } from './waitOptions';

const onlyFor = (
	callToWaitFor: 'new' | 'existing',
	field: INodeProperties,
	path = '',
): INodeProperties => ({
	...field,
	displayOptions: { show: { [`${path}callToWaitFor`]: [callToWaitFor] } },
});

/** Initiates a call, or takes one that is queued, and waits for its end. */
export const waitUntilFinished: Operation = {
	warns: 'a new call reaches a real person',
	sendsOnce: { callToWaitFor: ['new'] },
	option: {
		name: 'Wait Until Finished',
		value: 'waitUntilFinished',
		action: 'Wait until call is finished',
		description:
			'Call with a campaign, or take a queued call, and wait for its outcome and transcript. A new call reaches a real person.',
		routing: queueing,
	},
	finish: campaignCallSteps,
	lookUp: lookUpCall,
	follow: untilFinished,
	simple: [
		'queueId',
		'recipientNumber',
		'callStatus',
		'finished',
		'endReason',
		'completedAt',
		'sessionId',
		'metadata',
		'transcript',
		'transcriptNote',
	],
	fields: [
		{
			displayName: 'Call to Wait For',
			name: 'callToWaitFor',
			type: 'options',
			options: [
				{
					name: 'New Call',
					value: 'new',
					description: 'Initiate a call from a campaign, then wait for its end',
				},
				{
					name: 'Existing Call',
					value: 'existing',
					description: 'Wait for the end of a call that is queued already',
				},
			],
			default: 'new',
		},
		onlyFor('existing', queueIdField),
		...campaignCallFields.map((field) => onlyFor('new', field)),
		optionsField([...scheduleOptions.map((field) => onlyFor('new', field, '/')), ...waitOptions]),
	],
};
