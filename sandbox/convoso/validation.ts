import { Refused } from '../kit/refused';
import type { Answer, Form } from './answer';
import { fieldsOf } from './leads';
import type { ConvosoStore } from './store';

export const validationEndpoints = {
	'/lead-validation/search': (form, store) => ({
		success: true,
		result: isAccepted(form, store) ? 'Accepted' : 'Denied',
	}),
	'/lead-post-validation/insert': ({ criteria_key, ...form }, store) => {
		// The only form of a denial that is documented; the list is the one of the criteria.
		if (!isAccepted({ ...form, criteria_key }, store))
			return { result: false, error_description: 'Lead does not meet the criteria' };
		const lead = store.addLead({ ...fieldsOf(form), list_id: '333' });
		return { success: true, data: { lead_id: lead.id } };
	},
} satisfies Record<string, Answer>;

function isAccepted({ criteria_key, phone_number, state }: Form, store: ConvosoStore): boolean {
	const states = store.criteria.get(criteria_key);
	if (!states) throw new Refused(6090, 'Invalid criteria key');
	const isBlocked = store.dnc.some((entry) => entry.phone_number === phone_number);
	return !isBlocked && (state === undefined || states.includes(state));
}
