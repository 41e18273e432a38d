import { Refused } from '../kit/refused';
import type { Answer } from './answer';

export const validationEndpoints = {
	'/lead-validation/search': ({ criteria_key, phone_number, state }, { criteria, dnc }) => {
		const states = criteria.get(criteria_key);
		if (!states) throw new Refused(6090, 'Invalid criteria key');
		const isBlocked = dnc.some((entry) => entry.phone_number === phone_number);
		const isAccepted = !isBlocked && (state === undefined || states.includes(state));
		return { success: true, result: isAccepted ? 'Accepted' : 'Denied' };
	},
} satisfies Record<string, Answer>;
