import type { Operation } from '../../../shared/operation';
import { exchange } from '../../outputs';
import { asTagged, tagFields } from './tags';

/** DELETE /contacts/{contactId}/tags, with the tags in the body. */
export const removeTags: Operation = {
	noun: 'change',
	option: {
		name: 'Remove Tags',
		value: 'removeTags',
		action: 'Remove tags from contact',
		description: 'Take some of its tags from a contact',
		routing: exchange('DELETE', '/contacts/{contactId}/tags', asTagged),
	},
	fields: tagFields,
};
