import { collection, formed } from '../../../shared/fields';
import type { Operation } from '../../../shared/operation';
import { asRecord, keepSent } from '../../answer';
import { picked } from '../../fields';
import { post } from '../../routing';
import { listAdvice, listDetails, listName } from './listFields';

/** POST /lists/insert (Lists Insert help article). */
export const insert: Operation = {
	advice: { ...listAdvice, 6003: "Fill in 'Name'." },
	option: {
		name: 'Insert',
		value: 'insert',
		action: 'Insert list',
		description: 'Add an empty lead list to a campaign',
		routing: post('/lists/insert', asRecord('list_id', true)),
	},
	fields: [
		formed('name', 'Name', listName, {
			required: true,
			placeholder: 'e.g. Web Form Leads',
			description: '10 to 30 characters, unique in the account',
		}),
		picked('campaign_id', 'Campaign', 'searchCampaigns', {
			required: true,
			description: 'The campaign the list is assigned to',
		}),
		collection('Additional Fields', 'additionalFields', 'Add field', listDetails),
	],
	finish: [keepSent()],
};
