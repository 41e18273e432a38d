import type { IExecuteSingleFunctions, INodeProperties, PostReceiveAction } from 'n8n-workflow';

import type { Operation } from '../../../shared/describe';
import { unreadableAnswer } from '../../../shared/errors';
import { inPath } from '../../../shared/send';
import { locationInPath } from '../../shared/account';
import { idOf } from '../../shared/answer';
import { messageIdField } from '../../shared/fields';

const outputField: INodeProperties = {
	displayName: 'Put Output File in Field',
	name: 'binaryPropertyName',
	type: 'string',
	default: 'data',
	required: true,
	hint: 'The name of the output binary field to put the file in',
};

const asFile: PostReceiveAction = async function (
	this: IExecuteSingleFunctions,
	_items,
	{ statusCode, headers, body },
) {
	const bytes = Buffer.from(body as ArrayBuffer);
	const mimeType = String(headers['content-type'] ?? 'audio/x-wav').split(';')[0];
	const isPage = /^(text\/html|application\/json)$/.test(mimeType);
	if (bytes.length === 0 || isPage) {
		throw unreadableAnswer(this, 'LeadConnector', statusCode, bytes.toString('utf8'));
	}
	const messageId = idOf(this, 'messageId');
	const named = /filename="?([^";]+)/i.exec(String(headers['content-disposition'] ?? ''))?.[1];
	const fileName = named ?? `${messageId}.wav`;
	const file = await this.helpers.prepareBinaryData(bytes, fileName, mimeType);
	return [
		{
			json: { messageId, fileName, mimeType, bytes: bytes.length },
			binary: { [String(this.getNodeParameter('binaryPropertyName'))]: file },
		},
	];
};

/** GET /conversations/messages/{messageId}/locations/{locationId}/recording; audio/x-wav. */
export const getRecording: Operation = {
	isRead: true,
	option: {
		name: 'Get Recording',
		value: 'getRecording',
		action: 'Get recording of call',
		description: 'Download the recording of a call',
		routing: {
			request: {
				method: 'GET',
				url: '/conversations/messages/{messageId}/locations/{locationId}/recording',
				encoding: 'arraybuffer',
			},
			send: { preSend: [inPath('messageId', 'Message ID'), locationInPath] },
			output: { postReceive: [asFile] },
		},
	},
	fields: [messageIdField, outputField],
};
