import type { Operation } from '../../../shared/operation';
import { exchange } from '../../outputs';
import { asTagged, tagFields } from './tags';

/** POST /contacts/{contactId}/tags; the tags that the contact has stay. */
export const addTags: Operation = {
	noun: 'change',
	option: {
		name: 'Add Tags',
		value: 'addTags',
		action: 'Add tags to contact',
		description: 'Give a contact further tags; those that it has stay',
		routing: exchange('POST', '/contacts/{contactId}/tags', asTagged),
	},
	fields: tagFields,
};
