import { collection, formed } from '../../../shared/fields';
import type { Operation } from '../../../shared/operation';
import { asRecord } from '../../answer';
import { picked } from '../../fields';
import { listAdvice, listDetails, listName } from './listFields';
import { OTHER_LIST } from '../../hints';
import { post } from '../../routing';

/** POST /lists/update (Lists Update help article). */
export const update: Operation = {
	advice: { ...listAdvice, 6002: OTHER_LIST },
	option: {
		name: 'Update',
		value: 'update',
		action: 'Update list',
		description: 'Rename a list, switch it on or off, or move it to another campaign',
		routing: post('/lists/update', asRecord('list_id')),
	},
	fields: [
		picked('list_id', 'List', 'searchAllLists', { required: true }),
		collection('Update Fields', 'updateFields', 'Add field', [
			picked('campaign_id', 'Campaign', 'searchCampaigns'),
			...listDetails,
			formed('name', 'Name', listName, { placeholder: 'e.g. Web Form Leads' }),
		]),
	],
};
