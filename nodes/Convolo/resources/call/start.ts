import omit from 'lodash/omit';
import type {
	IDataObject,
	INodePropertyOptions,
	PostReceiveAction,
	PreSendAction,
} from 'n8n-workflow';

import { invalidInput } from '../../../shared/errors';
import {
	bodyOf,
	collection,
	emails,
	field,
	longText,
	readChoice,
	text,
} from '../../../shared/fields';
import type { Operation } from '../../../shared/operation';
import { isEmpty } from '../../../shared/values/read';
import { framesOf } from '../../signs';
import { countries, readCountry } from './countries';
import { customAgents } from './customAgents';
import { customParameters } from './customParameters';
import { phone } from './fields';

const methods: INodePropertyOptions[] = [
	{
		name: 'POST',
		value: 'POST',
		description: 'Everything is sent in the body of the request',
	},
	{
		name: 'GET (Exposes the Keys)',
		value: 'GET',
		description:
			'Everything is sent in the address: both keys, the phone numbers and all else end up in the logs of proxies and servers',
	},
];

/** What came of starting a call: Convolo's answer as it is. */
const asStarted: PostReceiveAction = async ([{ json: answer }], { statusCode }) => {
	const [frame, ...others] = framesOf(answer);
	if (frame) return [{ json: others.length === 0 ? frame : { answer } }];
	const note = `Convolo accepted the request (HTTP ${statusCode}) and answered with text instead of data.`;
	return [{ json: { accepted: true, answer: String(answer as unknown), note } as IDataObject }];
};

/** Leaves out a second number that is the first one again, so that nobody is dialled twice. */
const dropRepeatedNumber: PreSendAction = async (request) => {
	const { lc_number_2: second, ...body } = bodyOf(request);
	return second === body.lc_number ? { ...request, body } : request;
};

/** Moves the whole body into the query where the user wants a GET. */
const byChosenMethod: PreSendAction = async function (request) {
	const { requestMethod } = this.getNodeParameter('options') as IDataObject;
	const read = isEmpty(requestMethod) ? { value: 'POST' } : readChoice(methods, requestMethod);
	if ('fault' in read) throw invalidInput(this, 'Request Method', read.fault, read.hint ?? '');
	if (read.value !== 'GET') return request;
	const headers = omit(request.headers, 'Content-Type');
	return { ...request, method: 'GET' as const, headers, qs: bodyOf(request), body: {} };
};

/** The mistake that keeps calls from starting most often, in the vendor's own help. */
const WIDGET_KEYS =
	"Check 'Widget Key' and 'API Key of the Widget' in the credential. The API key is the one of the widget (settings of the widget, Integrations tab), not the one of the account.";

const CALL_VALUES = "Check 'Phone Number', 'Country' and the custom parameters of this item.";

/** POST /rest/v1/ext/add_call_api/ ("Initiating a Convolo Leads call with API"). */
export const start: Operation = {
	warns: 'calls real people',
	sendsOnce: true,
	advice: {
		400: CALL_VALUES,
		401: WIDGET_KEYS,
		403: WIDGET_KEYS,
		422: CALL_VALUES,
		any: {
			// The widget of the credential itself.
			says: /\bwidget\b.*\bnot found\b|\b(unknown|invalid|no such|disabled|inactive) widget\b/i,
			hint: WIDGET_KEYS,
			isCredential: true,
		},
	},
	option: {
		name: 'Start',
		value: 'start',
		action: 'Start call',
		description:
			'Have a lead called now by the call group of the widget or by your own agents. Real people are dialled.',
		routing: {
			request: {
				method: 'POST',
				url: '/rest/v1/ext/add_call_api/',
				headers: { 'Content-Type': 'application/json' },
			},
			output: { postReceive: [asStarted] },
		},
	},
	fields: [
		phone('lc_number', 'Phone Number', {
			required: true,
			placeholder: 'e.g. +1 (555) 123-4567',
			description:
				"Phone number of the lead, who is called at once. In any form, without extension. Without country code it is taken as a number of 'Country', else of the default country of the account.",
		}),
		collection('Additional Fields', 'additionalFields', 'Add field', [
			field('country', 'Country', 'options', {
				options: countries,
				default: 'US',
				description: 'Country of phone numbers that are given without country code',
				read: readCountry,
			}),
			emails('lc_param_email', 'Lead Email'),
			text('lc_param_name', 'Lead Name', { placeholder: 'e.g. John Doe' }),
			longText('lc_message', 'Message (Obsolete)', {
				description:
					"Replaces the voice message to the agent. Convolo advises 'Custom Parameters' instead.",
			}),
			phone('lc_number_2', 'Second Phone Number', {
				placeholder: 'e.g. +1 (555) 765-4321',
				description:
					'Another phone number of the lead, which Convolo can call too. The same number a second time is left out.',
			}),
		]),
		customParameters,
		customAgents,
		collection('Options', 'options', 'Add option', [
			{
				displayName: 'Request Method',
				name: 'requestMethod',
				type: 'options',
				options: methods,
				default: 'POST',
				description:
					'How the call is ordered. Both work the same, but GET puts the keys and the data of the lead into the address, where logs keep them. Take it only for a server that refuses POST.',
			},
		]),
	],
	finish: [dropRepeatedNumber, byChosenMethod],
};
