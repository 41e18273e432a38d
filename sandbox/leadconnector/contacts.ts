import type { z } from 'zod';

import { clock } from '../kit/clock';
import { Refused } from '../kit/refused';
import {
	createContact,
	duplicateContact,
	searchContacts,
	tags,
	updateContact,
	upsertContact,
	type ContactFields,
} from './contactContract';
import { order, passesAll, type Searchable } from './contactFilters';
import { endpoint, type LeadConnectorCall } from './endpoint';
import type { Contact, LeadConnectorStore } from './store';

const READ = { version: '2021-07-28', scope: 'contacts.readonly' } as const;
const WRITE = { version: '2021-07-28', scope: 'contacts.write' } as const;

/** Contacts: create, upsert, get, update, delete, tags, search. */
export const contactEndpoints = [
	endpoint({
		...READ,
		method: 'POST',
		path: '/contacts/search',
		body: searchContacts,
		answer: search,
	}),
	endpoint({
		...READ,
		method: 'GET',
		path: '/contacts/search/duplicate',
		query: duplicateContact,
		answer: ({ store, query: { email, number } }) => {
			const found = duplicateOf(store, { email, phone: number });
			return { contact: found ? publicPart(found.contact) : null };
		},
	}),
	endpoint({
		...WRITE,
		method: 'POST',
		path: '/contacts/upsert',
		body: upsertContact,
		answer: upsert,
	}),
	endpoint({
		...WRITE,
		method: 'POST',
		path: '/contacts/',
		body: createContact,
		answer: ({ store, reply, body: { locationId: _location, ...fields } }) => {
			refuseDuplicate(store, fields);
			reply.code(201);
			return { contact: publicPart(created(store, fields)) };
		},
	}),
	endpoint({
		...READ,
		method: 'GET',
		path: '/contacts/:contactId',
		answer: (call) => ({ contact: publicPart(contactOf(call)) }),
	}),
	endpoint({
		...WRITE,
		method: 'PUT',
		path: '/contacts/:contactId',
		body: updateContact,
		answer: (call) => {
			const contact = contactOf(call);
			refuseDuplicate(call.store, call.body, contact);
			// The spelling is the vendor's.
			return { succeded: true, contact: publicPart(changed(contact, call.body)) };
		},
	}),
	endpoint({
		...WRITE,
		method: 'DELETE',
		path: '/contacts/:contactId',
		answer: (call) => {
			call.store.deleteContact(contactOf(call).id);
			return { succeded: true };
		},
	}),
	endpoint({
		...WRITE,
		method: 'POST',
		path: '/contacts/:contactId/tags',
		body: tags,
		answer: (call) => {
			const contact = contactOf(call);
			contact.tags = [...new Set([...contact.tags, ...call.body.tags])];
			call.reply.code(201);
			return { tags: contact.tags };
		},
	}),
	endpoint({
		...WRITE,
		method: 'DELETE',
		path: '/contacts/:contactId/tags',
		body: tags,
		answer: (call) => {
			const contact = contactOf(call);
			contact.tags = contact.tags.filter((tag) => !call.body.tags.includes(tag));
			return { tags: contact.tags };
		},
	}),
];

function contactOf({ store, params }: LeadConnectorCall): Contact {
	const contact = store.contacts.get(params.contactId);
	if (!contact) throw new Refused(400, `Contact with id ${params.contactId} not found`);
	return contact;
}

type Identity = { email?: string | null; phone?: string | null };

/** The contact with the same email or phone, by whichever stands first in the setting of the location. */
function duplicateOf(store: LeadConnectorStore, given: Identity, except?: Contact) {
	for (const field of store.duplicateOrder) {
		const wanted = identity(field, given[field]);
		const contact = [...store.contacts.values()].find(
			(one) => wanted && one[field] === wanted && one !== except,
		);
		if (contact) return { contact, field };
	}
	return undefined;
}

function refuseDuplicate(store: LeadConnectorStore, given: Identity, except?: Contact): void {
	if (store.allowDuplicateContact) return;
	const found = duplicateOf(store, given, except);
	if (!found) return;
	const { contact, field } = found;
	throw new Refused(400, 'This location does not allow duplicated contacts.', {
		meta: { contactId: contact.id, contactName: contact.contactName, matchingField: field },
	});
}

function upsert({
	store,
	body: { locationId: _location, createNewIfDuplicateAllowed, ...fields },
}: LeadConnectorCall<z.infer<typeof upsertContact>>): object {
	const isAlwaysNew = createNewIfDuplicateAllowed === true && store.allowDuplicateContact;
	const found = isAlwaysNew ? undefined : duplicateOf(store, fields);
	if (!found) return { new: true, contact: publicPart(created(store, fields)) };
	const { contact } = found;
	// Where the other field belongs to a third contact, it is left as it is.
	const kept = Object.fromEntries(
		Object.entries(fields).filter(
			([name]) =>
				!(name === 'email' || name === 'phone') ||
				!duplicateOf(store, { [name]: fields[name] }, contact),
		),
	);
	return { new: false, contact: publicPart(changed(contact, kept)) };
}

function created(store: LeadConnectorStore, fields: ContactFields): Contact {
	const id = store.addContact({ contactName: '', email: '', phone: '' });
	return changed(store.contacts.get(id)!, fields);
}

/** Sets what was given; a null clears, tags replace those that were there. */
function changed(contact: Contact, fields: ContactFields): Contact {
	const { name, firstName, lastName, email, phone, tags: newTags, customFields, ...more } = fields;
	if (name !== undefined) {
		const [first, ...rest] = (name ?? '').split(' ');
		Object.assign(contact, { firstName: first, lastName: rest.join(' ') });
	}
	if (firstName !== undefined) contact.firstName = firstName ?? '';
	if (lastName !== undefined) contact.lastName = lastName ?? '';
	contact.contactName = `${contact.firstName} ${contact.lastName}`.trim();
	if (email !== undefined) contact.email = identity('email', email);
	if (phone !== undefined) contact.phone = identity('phone', phone);
	if (newTags) contact.tags = [...new Set(newTags)];
	for (const { id, key, field_value, fieldValue } of customFields ?? []) {
		const own = { id: id ?? key!, value: fieldValue ?? field_value };
		contact.customFields = [...contact.customFields.filter((one) => one.id !== own.id), own];
	}
	Object.assign(contact.more, more);
	contact.dateUpdated = clock.now();
	return contact;
}

/** An email in small letters, a phone in E.164; without a country code it is taken for a US one. */
function identity(field: 'email' | 'phone', value: string | null | undefined): string {
	if (!value) return '';
	if (field === 'email') return value.toLowerCase();
	const digits = value.replace(/\D/g, '');
	return value.startsWith('+') || digits.length > 10 ? `+${digits}` : `+1${digits}`;
}

function publicPart({ searchableFrom: _hidden, more, ...contact }: Contact): object {
	return {
		...more,
		...contact,
		name: contact.contactName,
		email: contact.email || null,
		phone: contact.phone || null,
		dateAdded: new Date(contact.dateAdded).toISOString(),
		dateUpdated: new Date(contact.dateUpdated).toISOString(),
	};
}

function searchable(contact: Contact): Searchable {
	return {
		...publicPart(contact),
		firstNameLowerCase: contact.firstName.toLowerCase(),
		lastNameLowerCase: contact.lastName.toLowerCase(),
		...Object.fromEntries(
			contact.customFields.map(({ id, value }) => [`customFields.${id}`, value]),
		),
	};
}

function search({
	store,
	body: { page = 1, pageLimit, searchAfter, query = '', filters, sort = [] },
}: LeadConnectorCall<z.infer<typeof searchContacts>>): object {
	const now = clock.now();
	const found = [...store.contacts.values()]
		.filter(({ searchableFrom }) => searchableFrom <= now)
		.filter(({ contactName, phone, email }) =>
			`${contactName} ${phone} ${email}`.toLowerCase().includes(query.toLowerCase()),
		)
		.filter((contact) => passesAll(searchable(contact), filters))
		.sort((a, b) => {
			for (const { field, direction } of sort) {
				const which = order(searchable(a)[field], searchable(b)[field]);
				if (which !== 0) return direction === 'asc' ? which : -which;
			}
			return 0;
		});
	const from = searchAfter
		? found.findIndex(({ id }) => id === searchAfter[1]) + 1
		: (page - 1) * pageLimit;
	return {
		contacts: found.slice(from, from + pageLimit).map((contact) => ({
			...searchable(contact),
			searchAfter: [contact.dateAdded, contact.id],
		})),
		total: found.length,
	};
}
