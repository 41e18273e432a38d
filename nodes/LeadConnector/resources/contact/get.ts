import type { Operation } from '../../../shared/operation';
import { contactField } from '../../contact';
import { asRecord, exchange } from '../../outputs';
import { simple } from './simple';

/** GET /contacts/{contactId}. */
export const get: Operation = {
	isRead: true,
	simple,
	option: {
		name: 'Get',
		value: 'get',
		action: 'Get contact',
		description: 'Get one contact, by phone, email or ID',
		routing: exchange('GET', '/contacts/{contactId}', asRecord('contact')),
	},
	fields: [contactField({ place: 'path', required: true })],
};
