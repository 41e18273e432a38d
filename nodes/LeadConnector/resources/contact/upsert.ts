import type { PreSendAction } from 'n8n-workflow';

import { invalidInput } from '../../../shared/errors';
import { bodyOf, collection, flag, text } from '../../../shared/fields';
import type { Operation } from '../../../shared/operation';
import { locationInBody } from '../../account';
import { email, phoneNumber } from '../../fields';
import { asDone, exchange } from '../../outputs';
import { channelSettings, contactFields, customFields } from './fields';

/** Without both there would be a new contact each time, which nobody could find again. */
const isNamed: PreSendAction = async function (request) {
	const { email: address, phone } = bodyOf(request);
	if (address !== undefined || phone !== undefined) return request;
	throw invalidInput(
		this,
		'Email',
		'is empty',
		"Fill in 'Email' or 'Phone': LeadConnector finds by them whether it has the contact.",
	);
};

/** POST /contacts/upsert. Which of two contacts is meant, the location's setting "Allow Duplicate Contact" says. */
export const upsert: Operation = {
	noun: 'contact',
	option: {
		name: 'Create or Update',
		value: 'upsert',
		action: 'Create or update contact',
		description: 'Create a new record, or update the current one if it already exists (upsert)',
		routing: exchange(
			'POST',
			'/contacts/upsert',
			asDone({
				wrapper: 'contact',
				isKept: ({ id }) => Boolean(id),
				missing: 'the contact',
				output: (contact, frame) => ('new' in frame ? { ...contact, new: frame.new } : contact),
			}),
		),
	},
	fields: [
		email('email', 'Email'),
		phoneNumber('phone', 'Phone', {
			description: 'In any form, with country code',
		}),
		collection('Additional Fields', 'additionalFields', 'Add field', [
			...contactFields,
			flag(
				'createNewIfDuplicateAllowed',
				'Always Create',
				'Whether to create a new contact even if there is one with this email or phone, where the location allows duplicates',
			),
			text('companyName', 'Company Name'),
			text('gender', 'Gender'),
		]),
		channelSettings,
		customFields,
	],
	finish: [isNamed, locationInBody],
};
