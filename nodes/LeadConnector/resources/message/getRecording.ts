import type { PostReceiveAction } from 'n8n-workflow';

import { given } from '../../../shared/fields';
import { fileNameOf, mimeTypeOf } from '../../../shared/files';
import type { Operation } from '../../../shared/operation';
import { asOutputFile, outputFileField } from '../../../shared/outputFile';
import { locationInPath } from '../../account';
import { without } from '../../outputs';
import { messageIdField } from './fields';

/** The answer's bytes as a file. */
const asFile: PostReceiveAction = async function ([{ json }], response) {
	const bytes: unknown = json;
	const mimeType = mimeTypeOf(response.headers) || 'audio/x-wav';
	const isText = /^text\/|json$/.test(mimeType);
	if (!Buffer.isBuffer(bytes) || bytes.length === 0 || isText) {
		throw without(this, response, 'a recording');
	}
	const messageId = given(this, 'messageId');
	const fileName = fileNameOf(`${messageId}.wav`, response.headers);
	return [
		{
			json: { messageId, fileName, mimeType, bytes: bytes.length },
			binary: await asOutputFile(this, { bytes, fileName, mimeType }),
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
	fields: [messageIdField, outputFileField],
	finish: [locationInPath],
};
