import type { IDataObject, PostReceiveAction, PreSendAction } from 'n8n-workflow';

import { given } from '../../../shared/fields';
import type { Operation } from '../../../shared/operation';
import { locationInPath } from '../../account';
import { exchange, framesIn, without } from '../../outputs';
import { messageIdField } from './fields';

const textPath: PreSendAction = async function (request) {
	const isText = this.getNodeParameter('format') === 'text';
	return isText ? { ...request, url: `${request.url}/download`, encoding: 'text' } : request;
};

/** The document shows one sentence as the whole answer, where a call has many: one, a list, and a wrapped list are taken. */
const asTranscription: PostReceiveAction = async function ([{ json }], response) {
	const messageId = given(this, 'messageId');
	const answer: unknown = json;
	if (typeof answer === 'string' && this.getNodeParameter('format') === 'text') {
		return [{ json: { messageId, text: answer } }];
	}
	const frames = framesIn(answer);
	const places = frames.flatMap((one) => [one.transcription, one.sentences, one.data]);
	const list = [answer, ...places].find(Array.isArray);
	const sentences = (list ?? frames.filter((one) => 'transcript' in one)) as IDataObject[];
	if (list || sentences.length > 0) return [{ json: { messageId, sentences } }];
	throw without(this, response, 'a transcription');
};

/** GET /conversations/locations/{locationId}/messages/{messageId}/transcription, and …/download for text. */
export const getTranscription: Operation = {
	isRead: true,
	answer: 'text',
	option: {
		name: 'Get Transcription',
		value: 'getTranscription',
		action: 'Get transcription of call',
		description: 'Get what was said in a call, as sentences with times or as one text',
		routing: exchange(
			'GET',
			'/conversations/locations/{locationId}/messages/{messageId}/transcription',
			asTranscription,
		),
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
	finish: [locationInPath, textPath],
};
