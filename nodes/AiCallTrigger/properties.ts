import type { INodeProperties } from 'n8n-workflow';

import { ENDINGS } from '../AiCall/callStates';
import { byId, optionsField } from '../AiCall/fields';
import { filters, locator } from '../shared/fields';
import { notice } from '../shared/notice';

const DOCS =
	'https://github.com/lead-dialer/n8n-nodes-lead-dialer/blob/main/docs/ai-call-trigger.md';

/** Set-up and filters of the AI Call Trigger. */
export const properties: INodeProperties[] = [
	notice(
		'firstNotice',
		"1. 'Execute step' shows your latest finished call: use it to build the workflow.",
	),
	notice(
		'activationNotice',
		'2. Publish the workflow: from then on each outbound call that finishes comes out once.',
	),
	notice(
		'instantNotice',
		`The server is asked as often as 'Poll Times' says. To hear of a call at once, let a Custom Tool of the campaign call a Webhook node. <a href="${DOCS}#at-once" target="_blank">How</a>`,
	),
	{
		displayName: 'Include Transcript',
		name: 'transcript',
		type: 'boolean',
		default: false,
		description:
			'Whether to add what was said. It takes one more request for each call that was answered.',
	},
	filters([
		{
			displayName: 'Call Statuses',
			name: 'statuses',
			type: 'multiOptions',
			default: [],
			options: ENDINGS.map((status) => ({
				name: status.replace(/\b\w/g, (letter) => letter.toUpperCase()),
				value: status,
			})),
			description: 'Only calls that ended so',
		},
		{
			displayName: 'Campaign',
			name: 'campaignId',
			type: 'resourceLocator',
			...locator('searchCampaigns', byId),
			default: { mode: 'list', value: '' },
			description: 'Only calls of this campaign',
		},
	]),
	optionsField(),
];
