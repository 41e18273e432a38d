import type { IDataObject, IExecuteSingleFunctions, PreSendAction } from 'n8n-workflow';

import { invalidInput } from '../shared/errors';
import * as kit from '../shared/fields';
import { bodyOf, mapped, type Extra, type Reader } from '../shared/fields';
import { readFlag } from '../shared/values/flag';
import { readPhone, readPhoneCode } from '../shared/values/phone';
import { isEmpty } from '../shared/values/read';
import { readZone } from '../shared/values/zone';

/** Convoso's own generated requests carry 1 and 0 for yes and no (Lead Insert help article). */
export const flag = (property: string, displayName: string, description: string) =>
	kit.flag(property, displayName, description, (isOn) => (isOn ? 1 : 0));

/** On and off, sent as 1 and 0. The Y and N that Convoso's own answers hold are understood too. */
export const onOff = (
	property: string,
	displayName: string,
	[on, off]: [on: string, off: string],
	extra: Extra = {},
) =>
	kit.field(property, displayName, 'options', {
		options: [
			{ name: on, value: 1 },
			{ name: off, value: 0 },
		],
		default: 1,
		advice: `Choose ${on} or ${off}.`,
		...extra,
		read: mapped(readFlag, (isOn) => (isOn ? 1 : 0)),
	});

/** The lead that an operation is about. */
export const leadId = (extra: Extra = {}) =>
	kit.id('lead_id', 'Lead ID', { required: true, placeholder: 'e.g. 12345', ...extra });

/** A country code, such as stands apart from a phone number. */
export const phoneCode = (extra: Extra = {}) =>
	kit.field('phone_code', 'Phone Code', 'string', {
		placeholder: 'e.g. 1',
		description: 'Country code of the phone number',
		...extra,
		read: readPhoneCode,
	});

/** An id of the account: picked from one of its lists, or typed. */
export const picked = (property: string, displayName: string, search: string, extra: Extra = {}) =>
	kit.picked(property, displayName, search, { label: 'By ID', name: 'id', example: '333' }, extra);

const PHONE: Extra = {
	placeholder: 'e.g. +1 (555) 123-4567',
	advice: 'Enter one phone number without extension, e.g. +1 (555) 123-4567.',
};

/** The digits of a phone number that stands alone: without the country code where that is 1, which Convoso takes for granted. */
const readDigits: Reader = mapped(readPhone, ({ national, code }) =>
	code === undefined || code === '1' ? national : `${code}${national}`,
);

/** A phone number beside the main one, which has no country code of its own. */
export const phoneNumber = kit.kind('string', readDigits, PHONE);

/** The number that a filter looks for: Convoso keeps the country code apart from it. */
export const phoneFilter = kit.kind(
	'string',
	mapped(readPhone, ({ national }) => national),
	PHONE,
);

/** The main phone number, with its country code in `phone_code`: the one that the user set, else the number's own. */
export const mainPhone = (extra: Extra = {}) =>
	kit.field('phone_number', 'Phone Number', 'string', { ...PHONE, ...extra, read: readMainPhone });

const readMainPhone: Reader = (value, { phone_code: given }: IDataObject) => {
	const code = isEmpty(given) ? undefined : String(given);
	const result = readPhone(value, { code });
	if ('fault' in result) return result;
	const { national, code: found } = result.value;
	if (found === undefined && national.length !== 10) {
		return {
			fault: `has ${national.length} digits and no country code: "${String(value)}"`,
			hint: "Write it with + and its country code, or fill in 'Phone Code'. Without one it is dialled as a US number.",
		};
	}
	return { value: national, ...(found === undefined ? {} : { also: { phone_code: found } }) };
};

/** Where Convoso understands a moment: in the time zone of the account. */
export async function accountZone(context: IExecuteSingleFunctions): Promise<string> {
	const { timeZone } = await context.getCredentials<{ timeZone?: string }>('convosoApi');
	const result = readZone(timeZone);
	if ('value' in result) return result.value;
	throw invalidInput(
		context,
		'Account Time Zone',
		'of the credential is no time zone',
		'Choose the time zone of the Convoso account in the credential.',
	);
}

/** A moment, sent in account time as YYYY-MM-DD HH:MM:SS. */
export const moment = (property: string, displayName: string, extra: Extra = {}) =>
	kit.moment(property, displayName, extra, {
		zone: accountZone,
		send: (date) => date.toFormat('yyyy-MM-dd HH:mm:ss'),
	});

/**
 * A last step that refuses the item when none of several optional parameters is filled in.
 *
 * @param collection display name of the collection that holds them
 * @param parameters their display names, by their names in the body
 */
export function atLeastOne(collection: string, parameters: Record<string, string>): PreSendAction {
	return async function (request) {
		const body = bodyOf(request);
		if (Object.keys(parameters).some((property) => body[property] !== undefined)) return request;
		const names = Object.values(parameters).map((name) => `'${name}'`);
		throw invalidInput(this, collection, 'is empty', `Fill in ${names.join(' or ')}.`);
	};
}
