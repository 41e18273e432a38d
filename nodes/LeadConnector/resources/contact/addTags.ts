import type { Operation } from '../../../shared/operation';
import { asTagged, tagFields } from './tags';

/** POST /contacts/{contactId}/tags; the tags that the contact has stay. */
export const addTags: Operation = {
	noun: 'change',
	option: {
		name: 'Add Tags',
		value: 'addTags',
		action: 'Add tags to contact',
		description: 'Give a contact further tags; those that it has stay',
		routing: {
			request: { method: 'POST', url: '/contacts/{contactId}/tags' },
			output: { postReceive: [asTagged] },
		},
	},
	fields: tagFields,
};
