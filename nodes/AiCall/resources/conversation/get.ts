import type { Operation } from '../../../shared/operation';
import { conversationRecord } from '../../conversations';
import { idInPath, optionsField } from '../../fields';
import { asRecord } from '../../lists';
import { checkAudioFields, downloadAudio, downloadField } from './audio';
import { simple } from './simple';

/** GET /business/{businessId}/conversations/{sessionId}. */
export const get: Operation = {
	isRead: true,
	simple,
	option: {
		name: 'Get',
		value: 'get',
		action: 'Get conversation',
		description: 'Get what was said in a call, with its audio if wanted',
		routing: {
			request: { method: 'GET', url: '/conversations/{conversationId}' },
			output: {
				postReceive: [
					asRecord('Conversation ID', 'conversationId', conversationRecord),
					downloadAudio,
				],
			},
		},
	},
	finish: [checkAudioFields],
	fields: [
		idInPath(
			'conversationId',
			'Conversation ID',
			'The sessionId that Call: Get gives. It is there from dialling on.',
		),
		downloadField,
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
