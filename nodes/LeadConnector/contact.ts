import type { IDataObject, IExecuteSingleFunctions } from 'n8n-workflow';

import { itemClient, type Client } from '../shared/client';
import { apiError, invalidInput, outcomeOf } from '../shared/errors';
import { field, locator, type Extra } from '../shared/fields';
import { looksLikePhone } from '../shared/values/phoneText';
import { readEmails, readId } from '../shared/values/text';
import { locationOf } from './account';
import { recordIn } from './answer';
import { byId, readNumber } from './fields';
import { Memory } from './memory';
import { leadConnector } from './service';

const EXAMPLE = '+1 503 708 1210';

/** What the user may name a contact by. */
type Named = { id: string } | Identity;

type Identity = { email: string } | { number: string };

/** The contacts that were created here, by account and what they are named by. */
const created = new Memory();

/** The contact of an item, by its `this`. */
const sent = new WeakMap<object, string>();

/** How a contact is looked for. */
export interface ContactSearch {
	/** Display name of the parameter, for errors. */
	parameter: string;
	/** Whether a contact that is not there is created. */
	mayCreate?: boolean;
	/** What to do where it is not there. */
	otherwise?: string;
}

/**
 * The contact that a user names.
 *
 * @param value a contact ID, an email address, or a phone number with country code
 * @returns its ID
 * @throws NodeOperationError when no contact has exactly this email or phone number
 */
export async function contactIdFor(
	context: IExecuteSingleFunctions,
	value: unknown,
	search: ContactSearch,
): Promise<string> {
	const named = readNamed(context, value, search.parameter);
	const id = 'id' in named ? named.id : await findContact(context, value, named, search);
	sent.set(context, id);
	return id;
}

/** The ID of the contact that this item has named. */
export function contactSent(context: IExecuteSingleFunctions): string | undefined {
	return sent.get(context);
}

async function findContact(
	context: IExecuteSingleFunctions,
	value: unknown,
	named: Identity,
	{
		parameter,
		mayCreate,
		otherwise = "Create it with 'Contact: Create or Update' first",
	}: ContactSearch,
): Promise<string> {
	const client = await itemClient(context, leadConnector);
	const locationId = await locationOf(context);
	const key = [client.address, locationId, ...Object.values(named)].join(' ');
	const before = await created.get(key);
	if (before !== undefined) return before;
	const answer = await client.ask({
		path: '/contacts/search/duplicate',
		qs: { locationId, ...named },
		about: 'contact.find',
	});
	const contact = contactIn(answer);
	if (contact && isSame(contact, named)) return String(contact.id);
	if (mayCreate) {
		return await created.getOr(key, async () => await create(context, client, locationId, named));
	}
	throw invalidInput(
		context,
		parameter,
		`names no contact: "${String(value)}"`,
		`LeadConnector has no contact with exactly this email or phone number. ${otherwise}, or enter the ID of a contact.`,
	);
}

/** Creates a contact of which nothing is known but this; one that is there all the same is found by the vendor. */
async function create(
	context: IExecuteSingleFunctions,
	client: Client,
	locationId: string,
	named: Identity,
): Promise<string> {
	const question = {
		method: 'POST',
		path: '/contacts/upsert',
		body: {
			locationId,
			...('email' in named ? { email: named.email } : { phone: named.number }),
		},
		about: 'contact.create',
		isRead: false,
	} as const;
	const answer = await client.ask(question).catch((error: unknown) => {
		if (outcomeOf(error) !== 'unknown') throw error;
		return undefined;
	});
	const contact = contactIn(answer);
	if (contact) return String(contact.id);
	// Whatever became of the contact, the item itself was not sent, and upserting it again makes no second one.
	throw apiError(context.getNode(), context.getItemIndex(), {
		message: 'LeadConnector did not say whether it created the contact',
		description: 'Nothing else was sent for this item. Run it again later.',
		outcome: 'refused',
	});
}

/** Tells an email, a phone number and an ID apart. */
function readNamed(context: IExecuteSingleFunctions, value: unknown, parameter: string): Named {
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
		const read = readNumber(value);
		if ('fault' in read) throw refuse(read);
		return { number: read.value };
	}
	const read = readId(value);
	if ('fault' in read) throw refuse(read);
	return { id: read.value };
}

function contactIn(answer: unknown): IDataObject | undefined {
	const contact = recordIn(recordIn(answer)?.contact);
	return contact?.id ? contact : undefined;
}

/** The vendor looks a contact up by what it takes for unique; the wrong person must not get the message. */
function isSame(contact: IDataObject, named: Identity): boolean {
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
			byId,
		),
		...extra,
		read: async function (value) {
			return { value: await contactIdFor(this, value, { parameter: displayName }) };
		},
	});
}
