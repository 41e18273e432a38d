import type { INodeProperties } from 'n8n-workflow';

import { notice } from '../shared/notice';
import { ANY_EVENT } from '../shared/webhook/filters';
import {
	addressNotice,
	filtersField,
	fixed,
	optionsField,
	textFilter,
	unparsedBody,
} from '../shared/webhook/properties';

const DOCS =
	'https://github.com/lead-dialer/n8n-nodes-lead-dialer/blob/main/docs/convolo-trigger.md';

/** Set-up and filters of the Convolo Trigger. None of it may depend on the request, so none takes an expression. */
export const properties: INodeProperties[] = [
	addressNotice,
	fixed('queryName', 'Parameter Name', 'string', {
		default: 'secret',
		required: true,
		placeholder: 'e.g. secret',
		description: 'The parameter of the address that holds the secret of the credential',
	}),
	notice(
		'secretNotice',
		'2. Put ?secret=YOUR_SECRET behind the address, with the secret of the credential in place of YOUR_SECRET: Convolo signs nothing, so that only the address keeps others out.',
	),
	notice(
		'widgetNotice',
		'3. In Convolo open Speed To Lead > Widgets, choose the widget, open its Integrations tab, and enter the address there.',
	),
	notice(
		'formatNotice',
		`4. Switch on 'Send a webhook in post json in new format (beta)' beside it: the old format has no start of a call. <a href="${DOCS}" target="_blank">All steps</a>`,
	),
	fixed('triggerOn', 'Trigger On', 'multiOptions', {
		default: ['end_call'],
		required: true,
		options: [
			ANY_EVENT,
			{ name: 'Call Ended', value: 'end_call' },
			{ name: 'Call Started', value: 'start_call' },
		],
	}),
	filtersField([
		textFilter(
			'Call Statuses',
			'statuses',
			'answered, missed',
			'Statuses as Convolo sends them (a call that starts has none),',
		),
		textFilter('Widgets', 'widgets', 'Website', 'Names or keys of widgets'),
	]),
	optionsField({ default: '', about: 'Convolo publishes none.' }),
	unparsedBody,
];
