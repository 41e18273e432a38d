import { numbersQuery, usersQuery } from './contract';
import { endpoint } from './endpoint';

/** Users and phone numbers: what the lists of the node ask for. */
export const accountEndpoints = [
	endpoint({
		method: 'GET',
		path: '/users/',
		version: '2021-07-28',
		scope: 'users.readonly',
		query: usersQuery,
		answer: ({ store }) => ({ users: store.users }),
	}),
	endpoint({
		method: 'GET',
		path: '/phone-system/numbers/location/:locationId',
		version: '2021-07-28',
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
