import * as kit from '../shared/fields';
import type { Extra } from '../shared/fields';
import { readE164 } from '../shared/values/phone';
import type { Read } from '../shared/values/read';
import { readEmails } from '../shared/values/text';

/** How an ID is typed by hand. */
export const byId: kit.Typed = { label: 'By ID', name: 'id', example: 've9EPM428h8vShlRW1KT' };

const PHONE_ADVICE = 'Enter one phone number with country code, e.g. +1 503 708 1210.';

/** A phone number as E.164. */
export function readNumber(value: unknown): Read<string> {
	return readE164(value, PHONE_ADVICE);
}

/** A phone number in any form, sent as E.164. */
export const phoneNumber = (property: string, displayName: string, extra: Extra = {}) =>
	kit.field(property, displayName, 'string', {
		placeholder: 'e.g. +1 503 708 1210',
		advice: PHONE_ADVICE,
		...extra,
		read: readNumber,
	});

/** One email address. */
export const email = (property: string, displayName: string, extra: Extra = {}) =>
	kit.field(property, displayName, 'string', {
		placeholder: 'e.g. nathan@example.com',
		...extra,
		read: (value) => {
			const read = readEmails(value);
			if ('fault' in read) return read;
			const [first, ...others] = read.value;
			return others.length === 0
				? { value: first }
				: { fault: 'has several email addresses', hint: 'Enter one.' };
		},
	});

/** A record picked from the account, or typed as an ID. */
export const picked = (property: string, displayName: string, search: string, extra: Extra = {}) =>
	kit.picked(property, displayName, search, byId, extra);
