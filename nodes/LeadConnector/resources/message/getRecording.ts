import type { INodeExecutionData, PostReceiveAction } from 'n8n-workflow';

import type { Operation } from '../../../shared/describe';
import { fileNameOf, mimeTypeOf } from '../../../shared/files';
import { locationInPath } from '../../account';
import { messageIdField } from '../../fields';
import { idOf, without } from '../../outputs';

/** The answer's bytes as a file in the binary field that the user named. */
const asFile: PostReceiveAction = async function (
	this,
	[{ json }]: INodeExecutionData[],
	response,
) {
	const bytes: unknown = json;
	const mimeType = mimeTypeOf(response.headers) || 'audio/x-wav';
	const isText = /^text\/|json$/.test(mimeType);
	if (!Buffer.isBuffer(bytes) || bytes.length === 0 || isText) {
		throw without(this, response, { missing: 'a recording', isRead: true });
	}
	const messageId = idOf(this, 'messageId');
	const fileName = fileNameOf(`${messageId}.wav`, response.headers);
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
			output: { postReceive: [asFile] },
		},
	},
	fields: [
		messageIdField,
		{
			displayName: 'Put Output File in Field',
			name: 'binaryPropertyName',
			type: 'string',
			default: 'data',
			required: true,
			hint: 'The name of the output binary field to put the file in',
		},
	],
	finish: [locationInPath],
};
