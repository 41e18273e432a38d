import type { IDataObject, PostReceiveAction } from 'n8n-workflow';

import {
	choice,
	collection,
	day,
	filters as filterFields,
	given,
	id,
	plain,
	text,
} from '../shared/fields';
import { readPhone } from '../shared/values/phone';
import { mainPhone, phoneCode, phoneFilter, picked } from './fields';
import { OTHER_CAMPAIGN, US_PHONE } from './hints';

/** What a number is blocked for: the values of the DNC help articles, which the SMS opt-outs share. */
const purposes = Object.entries({
	COLLECT: 'Collection',
	COMMNOTM: 'Commercial, Not Telemarketing',
	CONFIRM: 'Confirmation',
	ESIGN: 'E-Signature',
	HIPAA: 'Health Data',
	INFORM: 'Information',
	NONCOMM: 'Non-Commercial',
	NONPROF: 'Non-Profit',
	NOTFOUND: 'Not Found',
	NOTIFY: 'Notification',
	TELEMKT: 'Telemarketing',
	VERIFY: 'Verification',
}).map(([value, words]) => ({ name: `${words} (${value})`, value }));

const empty = { name: 'Empty', value: '-BLANK-' };
const filled = { name: 'Not Empty', value: '-NOTBLANK-' };

const blockedIn = {
	description: 'The campaign the number is blocked in; 0 stands for all campaigns',
};

const reason = { placeholder: 'e.g. ConsentRevoked' };

/** Names the number and where it is blocked; Convoso wants all three. */
export const blockedNumber = [
	mainPhone({ required: true, description: 'In any form, without extension' }),
	phoneCode({ required: true, default: '1' }),
	picked('campaign_id', 'Campaign', 'searchDncCampaigns', { ...blockedIn, required: true }),
];

/** Insert: why it is blocked. */
export const details = collection('Additional Fields', 'additionalFields', 'Add field', [
	choice('purpose', 'Purpose', purposes),
	text('reason', 'Reason', reason),
]);

/** Update: everything may change. */
export const changes = collection('Update Fields', 'updateFields', 'Add field', [
	picked('campaign_id', 'Campaign', 'searchDncCampaigns', blockedIn),
	phoneCode(),
	mainPhone(),
	choice('purpose', 'Purpose', [empty, ...purposes]),
	text('reason', 'Reason', { ...reason, description: 'Enter -BLANK- to empty it' }),
]);

/** Search. */
export const filters = filterFields([
	picked('campaign_id', 'Campaign', 'searchDncCampaigns'),
	id('id', 'ID'),
	day('insert_date', 'Inserted On'),
	phoneCode(),
	phoneFilter('phone_number', 'Phone Number'),
	choice('purpose', 'Purpose', [empty, filled, ...purposes]),
	text('reason', 'Reason', {
		...reason,
		description: 'Enter -BLANK- for entries without a reason, -NOTBLANK- for those with one',
	}),
]);

/** Pages of 1,000, up to row 100,000 (DNC Search help article). */
export const pages = { pageSize: 1000, maxOffset: 100_000 };

const commonAdvice = {
	6026: "Check 'Phone Code': it is the country code in digits, e.g. 1.",
	6056: 'Choose another entry: Convoso knows none with this ID.',
	6057: "Choose another 'Purpose': Convoso does not know this one.",
	6058: "Change 'Reason': Convoso does not take this one.",
};

/** The codes of Insert. */
export const insertAdvice = {
	...commonAdvice,
	6006: OTHER_CAMPAIGN,
	6007: US_PHONE,
	6008: "This number is blocked in this 'Campaign' already, so there is nothing to do.",
};

/** The codes of Update. */
export const updateAdvice = {
	...commonAdvice,
	6004: OTHER_CAMPAIGN,
	6008: US_PHONE,
	6059: "Another entry blocks this number in this 'Campaign' already. Delete one of the two, or choose another 'Campaign'.",
};

/** The codes of Search. */
export const searchAdvice = {
	...commonAdvice,
	6006: OTHER_CAMPAIGN,
	6008: "Check 'Phone Number': Convoso takes only whole numbers.",
};

/** The entry that a write was about, in the form in which it was sent, with its id where Convoso tells it. */
export function asEntry(outcome: 'success' | 'deleted'): PostReceiveAction {
	return async function ([{ json: body }]) {
		const { id: entryId } = { ...(body.data as IDataObject | undefined), ...body };
		const phone = readPhone(plain(this.getNodeParameter('phoneNumber')), {
			code: given(this, 'phoneCode'),
		});
		const { national = '', code = '' } = 'value' in phone ? phone.value : {};
		const json = {
			[outcome]: true,
			...(entryId === undefined ? {} : { id: String(entryId) }),
			phone_number: national,
			phone_code: code,
			campaign_id: given(this, 'campaignId'),
		};
		return [{ json }];
	};
}
