import type { IDataObject, IExecuteSingleFunctions, PostReceiveAction } from 'n8n-workflow';

import { given } from './answer';
import { choice, collection, day, phoneNumber, picked, text } from './fields';
import { phone, toConvosoPhone } from './phone';

/** What a number is blocked for: the values of the DNC help articles, which the SMS opt-outs share. */
const purposes = [
	'COLLECT',
	'COMMNOTM',
	'CONFIRM',
	'ESIGN',
	'HIPAA',
	'INFORM',
	'NONCOMM',
	'NONPROF',
	'NOTFOUND',
	'NOTIFY',
	'TELEMKT',
	'VERIFY',
].map((value) => ({ name: value, value }));

const empty = { name: 'Empty', value: '-BLANK-' };
const filled = { name: 'Not Empty', value: '-NOTBLANK-' };

const phoneCode = {
	placeholder: 'e.g. 1',
	description: 'Country code of the phone number',
};

const reason = { placeholder: 'e.g. ConsentRevoked' };

/** Names the number and where it is blocked; Convoso wants all three. */
export const number = [
	text('phone_number', 'Phone Number', {
		required: true,
		placeholder: 'e.g. +1 (555) 123-4567',
		description: 'In any form, without extension',
		preSend: [phone('phone_number', 'Phone Number', 'phone_code')],
	}),
	text('phone_code', 'Phone Code', { ...phoneCode, required: true, default: '1' }),
	picked('campaign_id', 'Campaign', 'searchDncCampaigns', {
		required: true,
		description: 'The campaign the number is blocked in. 0 stands for all campaigns.',
	}),
];

/** Insert: why it is blocked. */
export const details = collection('Additional Fields', 'additionalFields', 'Add field', [
	choice('purpose', 'Purpose', purposes),
	text('reason', 'Reason', reason),
]);

/** Update: everything may change. */
export const changes = collection('Update Fields', 'updateFields', 'Add field', [
	picked('campaign_id', 'Campaign', 'searchDncCampaigns', {
		description: 'The campaign the number is blocked in. 0 stands for all campaigns.',
	}),
	text('phone_code', 'Phone Code', phoneCode),
	text('phone_number', 'Phone Number', {
		placeholder: 'e.g. +1 (555) 123-4567',
		preSend: [phone('phone_number', 'Phone Number', 'phone_code')],
	}),
	choice('purpose', 'Purpose', [empty, ...purposes]),
	text('reason', 'Reason', { ...reason, description: 'Enter -BLANK- to empty it' }),
]);

/** Search. */
export const filters = collection('Filters', 'filters', 'Add filter', [
	picked('campaign_id', 'Campaign', 'searchDncCampaigns'),
	text('id', 'ID'),
	day('insert_date', 'Inserted On'),
	text('phone_code', 'Phone Code', phoneCode),
	phoneNumber('phone_number', 'Phone Number', {
		preSend: [phone('phone_number', 'Phone Number', 'phone_code')],
	}),
	choice('purpose', 'Purpose', [empty, filled, ...purposes]),
	text('reason', 'Reason', {
		...reason,
		description: 'Enter -BLANK- for entries without a reason, -NOTBLANK- for those with one',
	}),
]);

/** Pages of 1,000, up to row 100,000 (DNC Search help article). */
export const pages = { pageSize: 1000, maxOffset: 100_000 };

/** The entry that a write was about, in Convoso's form, with its id where Convoso tells it. */
export function asEntry(outcome: 'success' | 'deleted'): PostReceiveAction {
	return async function (this: IExecuteSingleFunctions, _items, response) {
		const { id } = response.body as IDataObject;
		const read = toConvosoPhone(given(this, 'phone_number'), given(this, 'phone_code'));
		const entry = 'fault' in read ? {} : { phone_number: read.number, phone_code: read.code };
		const json = {
			[outcome]: true,
			...(id === undefined ? {} : { id: String(id) }),
			...entry,
			campaign_id: given(this, 'campaign_id'),
		};
		return [{ json }];
	};
}
