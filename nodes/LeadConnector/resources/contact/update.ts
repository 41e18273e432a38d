import { collection } from '../../../shared/fields';
import type { Operation } from '../../../shared/operation';
import { contactField } from '../../contact';
import { email, phoneNumber } from '../../fields';
import { asChanged, exchange } from '../../outputs';
import { channelSettings, contactFields, customFields } from './fields';

/** PUT /contacts/{contactId}. */
export const update: Operation = {
	noun: 'change',
	option: {
		name: 'Update',
		value: 'update',
		action: 'Update contact',
		description: 'Change what is known of a contact; what is left out stays as it is',
		routing: exchange('PUT', '/contacts/{contactId}', asChanged('contact')),
	},
	fields: [
		contactField({ place: 'path', required: true }),
		collection('Update Fields', 'updateFields', 'Add field', [
			...contactFields,
			email('email', 'Email'),
			phoneNumber('phone', 'Phone'),
		]),
		channelSettings,
		customFields,
	],
};
