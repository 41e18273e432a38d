import type { IExecuteSingleFunctions } from 'n8n-workflow';

import type { Operation } from '../../../shared/describe';
import { invalidInput } from '../../../shared/errors';
import { bodyOf } from '../../../shared/send';
import { asRecord } from '../../shared/answer';
import { collection, text } from '../../shared/fields';
import { callbackDetails, recipient } from './callbackFields';
import { callbackTime, timeZone } from './callbackTime';

/** POST /callbacks/insert (Callbacks Insert help article). */
export const insert: Operation = {
	option: {
		name: 'Insert',
		value: 'insert',
		action: 'Insert callback',
		description: 'Plan a call to a lead. At that time a real person is dialled.',
		routing: {
			request: { method: 'POST', url: '/callbacks/insert' },
			output: { postReceive: [asRecord('callback_id')] },
		},
	},
	fields: [
		text('lead_id', 'Lead ID', {
			required: true,
			placeholder: 'e.g. 12345',
			preSend: [
				async function (this: IExecuteSingleFunctions, request) {
					const { recipient: who, user_id } = bodyOf(request);
					if (who !== 'personal' || user_id !== undefined) return request;
					throw invalidInput(this, 'User', 'is empty', 'A personal callback needs one.');
				},
			],
		}),
		callbackTime(true),
		recipient({ required: true }),
		collection('Additional Fields', 'additionalFields', 'Add field', [
			...callbackDetails,
			timeZone,
		]),
	],
};
