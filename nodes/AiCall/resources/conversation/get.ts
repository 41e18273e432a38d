import type { Operation } from '../../../shared/describe';
import { inPath } from '../../../shared/send';
import { asConversation } from '../../shared/answer';
import { downloadAudio } from '../../shared/audio';
import { ID_PLACEHOLDER, optionsField } from '../../shared/fields';

/** GET /business/{businessId}/conversations/{sessionId}. */
export const get: Operation = {
	isRead: true,
	option: {
		name: 'Get',
		value: 'get',
		action: 'Get conversation',
		description: 'Get what was said in a call, with its audio if wanted',
		routing: {
			request: { method: 'GET', url: '/business/{businessId}/conversations/{conversationId}' },
			send: { preSend: [inPath('conversationId', 'Conversation ID')] },
			output: { postReceive: [asConversation, downloadAudio] },
		},
	},
	fields: [
		{
			displayName: 'Conversation ID',
			name: 'conversationId',
			type: 'string',
			default: '',
			required: true,
			placeholder: ID_PLACEHOLDER,
			description: 'The sessionId that Call: Get gives. It is there from dialling on.',
		},
		{
			displayName: 'Download Audio',
			name: 'downloadAudio',
			type: 'boolean',
			default: false,
			description:
				'Whether to put the audio into binary fields, one for each participant. The addresses in the output are valid for 30 minutes.',
		},
		{
			displayName: 'Put Output Files in Fields',
			name: 'binaryPropertyPrefix',
			type: 'string',
			default: 'audio_',
			required: true,
			placeholder: 'e.g. audio_',
			description: 'Beginning of the names of the binary fields; a number follows',
			displayOptions: { show: { downloadAudio: [true] } },
		},
		optionsField(),
	],
};
