import type {
	IDataObject,
	IExecuteSingleFunctions,
	PostReceiveAction,
	PreSendAction,
} from 'n8n-workflow';

import type { Operation } from '../../../shared/describe';
import { unreadableAnswer } from '../../../shared/errors';
import { inPath } from '../../../shared/send';
import { locationInPath } from '../../shared/account';
import { idOf } from '../../shared/answer';
import { messageIdField } from '../../shared/fields';

const textPath: PreSendAction = async function (this: IExecuteSingleFunctions, request) {
	const isText = this.getNodeParameter('format') === 'text';
	return isText ? { ...request, url: `${request.url}/download`, encoding: 'text' } : request;
};

/** The document shows one sentence as the whole answer, where a call has many: one, a list, and a wrapped list are taken. */
const asTranscription: PostReceiveAction = async function (
	this: IExecuteSingleFunctions,
	_items,
	{ statusCode, body },
) {
	const messageId = idOf(this, 'messageId');
	const isPage = typeof body === 'string' && /^\s*<(!doctype|html)/i.test(body);
	if (this.getNodeParameter('format') === 'text' && typeof body === 'string' && !isPage) {
		return [{ json: { messageId, text: body } }];
	}
	if (typeof body !== 'object' || body === null) {
		throw unreadableAnswer(this, 'LeadConnector', statusCode, body);
	}
	const frame = body as IDataObject;
	const found = [body, frame.transcription, frame.sentences].find(Array.isArray);
	const sentences = (found ?? [frame]) as IDataObject[];
	return [{ json: { messageId, sentences } }];
};

/** GET /conversations/locations/{locationId}/messages/{messageId}/transcription, and …/download for text. */
export const getTranscription: Operation = {
	isRead: true,
	option: {
		name: 'Get Transcription',
		value: 'getTranscription',
		action: 'Get transcription of call',
		description: 'Get what was said in a call, as sentences with times or as one text',
		routing: {
			request: {
				method: 'GET',
				url: '/conversations/locations/{locationId}/messages/{messageId}/transcription',
			},
			send: { preSend: [inPath('messageId', 'Message ID'), locationInPath, textPath] },
			output: { postReceive: [asTranscription] },
		},
	},
	fields: [
		messageIdField,
		{
			displayName: 'Format',
			name: 'format',
			type: 'options',
			options: [
				{ name: 'Sentences', value: 'sentences', description: 'Each with its time and confidence' },
				{ name: 'Text', value: 'text', description: 'As the file that LeadConnector offers' },
			],
			default: 'sentences',
		},
	],
};
