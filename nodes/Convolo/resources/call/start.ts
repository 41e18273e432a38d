import omit from 'lodash/omit';
import type { IExecuteSingleFunctions, INodeProperties, PreSendAction } from 'n8n-workflow';

import type { Operation } from '../../../shared/describe';
import { invalidInput } from '../../../shared/errors';
import { bodyOf, required } from '../../../shared/send';
import { asStarted } from '../../shared/answer';
import { countries } from '../../shared/countries';
import { asTextBody, converted, field } from '../../shared/fields';
import { customAgents, customParameters } from '../../shared/parameters';
import { dropRepeatedNumber, phone } from '../../shared/phone';

const bodyText = (property: string, displayName: string, extra: Partial<INodeProperties> = {}) =>
	field('body', property, displayName, {
		...extra,
		preSend: [asTextBody(property, displayName)],
	});

/** POST /rest/v1/ext/add_call_api/ ("Initiating a Convolo Leads call with API"). */
export const start: Operation = {
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
		field('body', 'lc_number', 'Phone Number', {
			required: true,
			placeholder: 'e.g. +1 (555) 123-4567',
			description:
				"Phone number of the lead, who is called at once. In any form, without extension. Without country code it is taken as a number of 'Country', else of the default country of the account.",
			preSend: [required('lc_number', 'Phone Number'), phone('lc_number', 'Phone Number')],
		}),
		{
			displayName: 'Additional Fields',
			name: 'additionalFields',
			type: 'collection',
			placeholder: 'Add field',
			default: {},
			options: [
				field('body', 'country', 'Country', {
					type: 'options',
					options: countries,
					default: 'US',
					description: 'Country of phone numbers that are given without country code',
					preSend: [
						converted('country', (context, value) => asCountry(context, String(value).trim())),
					],
				}),
				bodyText('lc_param_email', 'Lead Email', { placeholder: 'e.g. nathan@example.com' }),
				bodyText('lc_param_name', 'Lead Name', { placeholder: 'e.g. John Doe' }),
				bodyText('lc_message', 'Message (Obsolete)', {
					typeOptions: { rows: 3 },
					description:
						"Replaces the voice message to the agent. Convolo advises 'Custom Parameters' instead.",
				}),
				field('body', 'lc_number_2', 'Second Phone Number', {
					placeholder: 'e.g. +1 (555) 765-4321',
					description:
						'Another phone number of the lead, which Convolo can call too. The same number a second time is left out.',
					preSend: [phone('lc_number_2', 'Second Phone Number'), dropRepeatedNumber],
				}),
			],
		},
		customParameters,
		customAgents,
		{
			displayName: 'Options',
			name: 'options',
			type: 'collection',
			placeholder: 'Add option',
			default: {},
			options: [
				{
					displayName: 'Request Method',
					name: 'requestMethod',
					type: 'options',
					options: [
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
					],
					default: 'POST',
					description:
						'How the call is ordered. Both work the same, but GET puts the keys and the data of the lead into the address, where logs keep them. Take it only for a server that refuses POST.',
					routing: { send: { preSend: [byChosenMethod] } },
				},
			],
		},
	],
};

function asCountry(context: IExecuteSingleFunctions, code: string): string {
	if (/^[a-z]{2}$/i.test(code)) return code.toUpperCase();
	throw invalidInput(
		context,
		'Country',
		`is no country code of two letters: "${code}"`,
		'Choose a country from the list, or enter a code like US or DE.',
	);
}

/** Moves the whole body into the query where the user wants a GET. Runs last, since the field stands last. */
async function byChosenMethod(
	this: IExecuteSingleFunctions,
	request: Parameters<PreSendAction>[0],
) {
	const { requestMethod } = this.getNodeParameter('options') as { requestMethod?: string };
	if (requestMethod !== 'GET') return request;
	const headers = omit(request.headers, 'Content-Type');
	return { ...request, method: 'GET' as const, headers, qs: bodyOf(request), body: {} };
}
