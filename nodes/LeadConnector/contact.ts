import type { IDataObject, IExecuteSingleFunctions } from 'n8n-workflow';

import { itemClient } from '../shared/client';
import { invalidInput } from '../shared/errors';
import { field, locator, type Extra } from '../shared/fields';
import { looksLikePhone } from '../shared/values/phone';
import { readEmails, readId } from '../shared/values/text';
import { locationOf } from './account';
import { record } from './answer';
import { readE164 } from './fields';
import { leadConnector } from './service';

const EXAMPLE = '+1 503 708 1210';

/** What the user may name a contact by. */
type Named = { id: string } | { email: string } | { number: string };

/**
 * The contact that a user names.
 *
 * @param value a contact ID, an email address, or a phone number with country code
 * @param parameter display name of the parameter, for errors
 * @returns its ID
 * @throws NodeOperationError when no contact has exactly this email or phone number
 */
export async function contactIdFor(
	context: IExecuteSingleFunctions,
	value: unknown,
	parameter: string,
): Promise<string> {
	const named = await readNamed(context, value, parameter);
	if ('id' in named) return named.id;
	const client = await itemClient(context, leadConnector);
	const answer = await client.ask({
		path: '/contacts/search/duplicate',
		qs: { locationId: await locationOf(context), ...named },
		about: 'contact.find',
	});
	const contact = contactIn(answer);
	if (contact && isSame(contact, named)) return String(contact.id);
	throw invalidInput(
		context,
		parameter,
		`names no contact: "${String(value)}"`,
		'LeadConnector has no contact with exactly this email or phone number. Create the contact first, or enter its ID.',
	);
}

/** Tells an email, a phone number and an ID apart. */
async function readNamed(
	context: IExecuteSingleFunctions,
	value: unknown,
	parameter: string,
): Promise<Named> {
	const refuse = ({ fault, hint }: { fault: string; hint?: string }) => {
		const other = `Enter a phone number with country code, e.g. ${EXAMPLE}, an email address, or the ID of the contact.`;
		return invalidInput(context, parameter, fault, hint ?? other);
	};
	if (String(value).includes('@')) {
		const read = readEmails(value);
		if ('fault' in read) throw refuse(read);
		const [email, ...others] = read.value;
		if (others.length > 0)
			throw refuse({ fault: `holds several email addresses: "${String(value)}"` });
		return { email: email.toLowerCase() };
	}
	if (looksLikePhone(value)) {
		const read = await readE164.call(context, value, {});
		if ('fault' in read) throw refuse({ ...read, fault: quoted(read.fault, value) });
		return { number: read.value };
	}
	const read = readId(value);
	if ('fault' in read) throw refuse(read);
	return { id: read.value };
}

function quoted(fault: string, value: unknown): string {
	return fault.includes('"') ? fault : `${fault}: "${String(value)}"`;
}

function contactIn(answer: unknown): IDataObject | undefined {
	const contact = record.safeParse(record.safeParse(answer).data?.contact);
	return contact.success && contact.data.id ? (contact.data as IDataObject) : undefined;
}

/** The vendor looks a contact up by what it takes for unique; the wrong person must not get the message. */
function isSame(contact: IDataObject, named: Exclude<Named, { id: string }>): boolean {
	const digits = (text: unknown) => String(text ?? '').replace(/\D/g, '');
	return 'email' in named
		? String(contact.email ?? '').toLowerCase() === named.email
		: digits(contact.phone) === digits(named.number);
}

/** A contact: picked, found by phone or email, or typed as an ID; sent as its ID. */
export function contactField(extra: Extra = {}) {
	const displayName = extra.displayName ?? 'Contact';
	return field('contactId', displayName, 'resourceLocator', {
		...locator(
			'searchContacts',
			{ label: 'By Phone or Email', name: 'find', example: EXAMPLE },
			{ label: 'By ID', name: 'id', example: 've9EPM428h8vShlRW1KT' },
		),
		...extra,
		read: async function (value) {
			return { value: await contactIdFor(this, value, displayName) };
		},
	});
}
