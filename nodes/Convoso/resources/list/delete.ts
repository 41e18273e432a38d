import type { Operation } from '../../../shared/operation';
import { asDone } from '../../answer';
import { picked } from '../../fields';
import { post } from '../../routing';

/** POST /lists/delete (public clients of the API). */
export const del: Operation = {
	warns: 'cannot be undone',
	advice: {
		102: 'Convoso is deleting this list already. Wait until it is gone.',
		6002: "Choose another 'List': this one does not exist in the account, or is deleted already.",
	},
	option: {
		name: 'Delete',
		value: 'delete',
		action: 'Delete list',
		description: 'Take a list out of the account. What becomes of its leads is up to Convoso.',
		routing: post('/lists/delete', asDone('deleted', 'list_id')),
	},
	fields: [picked('list_id', 'List', 'searchAllLists', { required: true })],
};
