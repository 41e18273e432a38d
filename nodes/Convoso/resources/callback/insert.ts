import type { PreSendAction } from 'n8n-workflow';

import { invalidInput } from '../../../shared/errors';
import { bodyOf, collection } from '../../../shared/fields';
import type { Operation } from '../../../shared/operation';
import { asRecord, keepSent } from '../../answer';
import { leadId } from '../../fields';
import { callbackAdvice, callbackDetails, recipient } from './callbackFields';
import { NO_LEAD } from '../../hints';
import { post } from '../../routing';
import { callbackTime, inLocalTime, timeZone } from './callbackTime';

const hasCaller: PreSendAction = async function (request) {
	const { recipient: who, user_id } = bodyOf(request);
	if (who !== 'personal' || user_id !== undefined) return request;
	throw invalidInput(this, 'User', 'is empty', 'A personal callback needs one.');
};

/** POST /callbacks/insert (Callbacks Insert help article). */
export const insert: Operation = {
	warns: 'plans a call to a real person',
	sendsOnce: true,
	advice: {
		...callbackAdvice,
		6001: NO_LEAD,
		6023: "Fill in 'Lead ID', 'Callback Time' and 'Recipient'; a personal callback also needs 'User'.",
		6038: "Check 'Lead ID' and 'User': Convoso could not make this callback.",
		6070: NO_LEAD,
		6071: "Check 'Callback Time': Convoso cannot read it.",
		6072: "Check 'Time Zone': Convoso does not take it.",
	},
	option: {
		name: 'Insert',
		value: 'insert',
		action: 'Insert callback',
		description: 'Plan a call to a lead. At that time a real person is dialled.',
		routing: post('/callbacks/insert', asRecord('callback_id', true)),
	},
	fields: [
		leadId(),
		callbackTime(true),
		recipient({ required: true }),
		collection('Additional Fields', 'additionalFields', 'Add field', [
			...callbackDetails,
			timeZone,
		]),
	],
	finish: [hasCaller, inLocalTime, keepSent()],
};
