import type { PostReceiveAction } from 'n8n-workflow';

import { given, urls } from '../../../shared/fields';
import type { Operation } from '../../../shared/operation';
import { recordIn, soundsLikeNo } from '../../answer';
import { exchange, without } from '../../outputs';
import { messageIdField } from './fields';

/** The description names no body for this answer: its status is the vendor's word, and what there is goes out. */
const asAttached: PostReceiveAction = async function ([{ json }], response) {
	const answer = recordIn(json);
	if (answer && soundsLikeNo(answer)) throw without(this, response, 'the attachments');
	return [{ json: { messageId: given(this, 'messageId'), ...answer } }];
};

/** PUT /conversations/messages/{messageId}/attachments; it replaces what was there, 5 addresses at most. */
export const addAttachments: Operation = {
	noun: 'change',
	answer: 'nothing',
	advice: {
		// The description gives this status to a message of another kind. Without words for that, it may be the scope as well.
		403: [
			{
				says: /attachment|message type/i,
				hint: 'Attachments can be set only on a call that was logged from outside, not on a message of another kind.',
				isCredential: false,
			},
			{
				hint: 'Attachments can be set only on a call that was logged from outside. If this is one, check that the token has the scope conversations/message.write.',
				isCredential: false,
			},
		],
	},
	option: {
		name: 'Add Attachments',
		value: 'addAttachments',
		action: 'Add attachments to message',
		description:
			'Give a logged call its recording or other files. They replace the attachments it has.',
		routing: exchange('PUT', '/conversations/messages/{messageId}/attachments', asAttached),
	},
	fields: [
		messageIdField,
		urls('attachments', 'Attachments', {
			max: 5,
			required: true,
			description: 'Web addresses of files, one a line, at most 5',
		}),
	],
};
