import type { IDataObject, IExecuteSingleFunctions, INodeProperties } from 'n8n-workflow';

import { invalidInput } from '../../shared/errors';
import { toE164 } from '../../shared/phone';
import { locationOf } from './account';
import { lookUp } from './answer';
import { change } from './fields';

/**
 * The contact that a user names.
 *
 * @param text a contact ID, an email address, or a phone number with country code
 * @param parameter display name of the parameter, for errors
 * @returns its ID
 * @throws NodeOperationError when no contact has exactly this email or phone number
 */
export async function contactIdFor(
	context: IExecuteSingleFunctions,
	text: string,
	parameter: string,
): Promise<string> {
	const isEmail = text.includes('@');
	const isPhone = !isEmail && /^[+\d][\d\s()./-]*$/.test(text);
	if (!isEmail && !isPhone) return text;

	const wanted = isEmail ? text.toLowerCase() : e164(context, text, parameter);
	const answer = await lookUp(
		context,
		{
			method: 'GET',
			url: '/contacts/search/duplicate',
			qs: {
				locationId: await locationOf(context),
				...(isEmail ? { email: wanted } : { number: wanted }),
			},
		},
		{ operation: 'contact.find', scope: 'contacts.readonly' },
	);
	const contact = answer.contact as IDataObject | null | undefined;
	// The vendor looks the contact up by what it takes for unique; the wrong person must not get the message.
	const seen = isEmail
		? String(contact?.email ?? '').toLowerCase()
		: digits(String(contact?.phone ?? ''));
	if (!contact?.id || seen !== (isEmail ? wanted : digits(wanted))) {
		throw invalidInput(
			context,
			parameter,
			`names no contact: "${text}"`,
			'LeadConnector has no contact with exactly this email or phone number. Create the contact first, or enter its ID.',
		);
	}
	return String(contact.id);
}

function e164(context: IExecuteSingleFunctions, text: string, parameter: string): string {
	const result = toE164(text);
	if ('number' in result) return result.number;
	throw invalidInput(
		context,
		parameter,
		`${result.fault}: "${text}"`,
		'Enter a phone number with country code, e.g. +1 503 708 1210, an email address, or the ID of the contact.',
	);
}

const digits = (text: string) => text.replace(/\D/g, '');

/** A contact: picked, found by phone or email, or typed as an ID; sent as its ID. */
export function contactField(extra: Partial<INodeProperties> & { place?: 'body' | 'query' } = {}) {
	const { place = 'body', ...rest } = extra;
	const displayName = rest.displayName ?? 'Contact';
	return {
		displayName,
		name: 'contactId',
		type: 'resourceLocator',
		default: { mode: 'list', value: '' },
		modes: [
			{
				displayName: 'From List',
				name: 'list',
				type: 'list',
				typeOptions: { searchListMethod: 'searchContacts', searchable: true },
			},
			{
				displayName: 'By Phone or Email',
				name: 'find',
				type: 'string',
				placeholder: 'e.g. +1 503 708 1210',
			},
			{
				displayName: 'By ID',
				name: 'id',
				type: 'string',
				placeholder: 'e.g. ve9EPM428h8vShlRW1KT',
			},
		],
		...rest,
		routing: {
			send: {
				type: place,
				property: 'contactId',
				propertyInDotNotation: false,
				preSend: [
					change('contactId', async function (value) {
						return await contactIdFor(this, String(value).trim(), displayName);
					}),
				],
			},
		},
	} as INodeProperties;
}
