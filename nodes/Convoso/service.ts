import type { Service } from '../shared/service';
import { readAnswer } from './answer';

/** What is to be known of Convoso. No limit is published; ten at once is what running integrations keep to. */
export const convoso: Service = {
	name: 'Convoso',
	noun: 'change',
	concurrency: 10,
	credentials: ['convosoApi'],
	addressField: 'Base URL',
	headers: {
		Accept: 'application/json',
		'Content-Type': 'application/x-www-form-urlencoded',
	},
	account: ({ baseUrl, authToken }) => [baseUrl, authToken],
	secrets: ({ authToken }) => [authToken],
	read: readAnswer,
};
