import type { INodeProperties } from 'n8n-workflow';

import type { Operation } from '../../../shared/describe';
import { asQueued } from '../../shared/answer';
import { optionsField, queueIdField } from '../../shared/fields';
import { DEFAULT_LOOKS_PER_MINUTE, DEFAULT_TIME_LIMIT } from '../../shared/untilFinished';
import { campaignCallFields, campaignCallSteps, scheduleOptions } from './campaignCall';

/**
 * Initiates a call, or takes one that is queued, and waits for its end. The request is described here as everywhere; the
 * waiting is one of n8n's custom operations (see AiCall.node.ts).
 */
export const waitUntilFinished: Operation = {
	option: {
		name: 'Wait Until Finished',
		value: 'waitUntilFinished',
		action: 'Wait until call is finished',
		description:
			'Call with a campaign, or take a queued call, and wait for its outcome and transcript. A new call reaches a real person.',
		routing: {
			request: { method: 'POST', url: '/business/{businessId}/call/initiate' },
			send: { preSend: campaignCallSteps },
			output: { postReceive: [asQueued] },
		},
	},
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
		{ ...queueIdField, displayOptions: { show: { callToWaitFor: ['existing'] } } },
		...campaignCallFields.map(
			(field): INodeProperties => ({
				...field,
				displayOptions: { show: { callToWaitFor: ['new'] } },
			}),
		),
		optionsField([
			...scheduleOptions.map(
				(field): INodeProperties => ({
					...field,
					displayOptions: { show: { '/callToWaitFor': ['new'] } },
				}),
			),
			{
				displayName: 'Fail at Time Limit',
				name: 'failAtTimeLimit',
				type: 'boolean',
				default: true,
				description:
					'Whether the item fails at the time limit. Without this option it goes on with what is known, and finished is false.',
			},
			{
				displayName: 'Looks per Minute',
				name: 'looksPerMinute',
				type: 'number',
				typeOptions: { minValue: 1 },
				default: DEFAULT_LOOKS_PER_MINUTE,
				description:
					'How often a minute the server is asked how the calls stand, for all calls of this node together. Raise it for many calls on a server of your own.',
			},
			{
				displayName: 'Time Limit (Minutes)',
				name: 'timeLimit',
				type: 'number',
				typeOptions: { minValue: 1 },
				default: DEFAULT_TIME_LIMIT,
				description: 'How long to wait for the end of each call',
			},
		]),
	],
};
