import { duplicateContact, numbersQuery, searchContacts, usersQuery } from './contract';
import { endpoint } from './endpoint';

/** Contacts, users and phone numbers: what the lists of the node ask for. */
export const accountEndpoints = [
	endpoint({
		method: 'POST',
		path: '/contacts/search',
		scope: 'contacts.readonly',
		body: searchContacts,
		answer: ({ store, body: { page = 1, pageLimit, query = '' } }) => {
			const found = [...store.contacts.values()].filter(({ contactName, phone, email }) =>
				`${contactName} ${phone} ${email}`.toLowerCase().includes(query.toLowerCase()),
			);
			const from = (page - 1) * pageLimit;
			return { contacts: found.slice(from, from + pageLimit), total: found.length };
		},
	}),
	endpoint({
		method: 'GET',
		path: '/contacts/search/duplicate',
		scope: 'contacts.readonly',
		query: duplicateContact,
		answer: ({ store, query }) => ({
			contact:
				[...store.contacts.values()].find(({ email, phone }) =>
					query.email ? email === query.email : phone === query.number,
				) ?? null,
		}),
	}),
	endpoint({
		method: 'GET',
		path: '/users/',
		scope: 'users.readonly',
		query: usersQuery,
		answer: ({ store }) => ({ users: store.users }),
	}),
	endpoint({
		method: 'GET',
		path: '/phone-system/numbers/location/:locationId',
		scope: 'phonenumbers.read',
		query: numbersQuery,
		answer: ({ store, query }) => ({
			numbers: store.numbers,
			isUnderGhl: true,
			pageSize: Number(query.pageSize),
			page: Number(query.page),
			accountStatus: 'active',
		}),
	}),
];
