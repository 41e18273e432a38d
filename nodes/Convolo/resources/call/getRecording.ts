import type { Operation } from '../../../shared/operation';
import { outputFileField } from '../../../shared/outputFile';
import { fetchRecording } from './recording';
import { asCall, callId, needsAccountKey, simple } from './report';

/**
 * GET /api/v1/calls/payload-end-call-webhook-by-call-id/{callId} (from a public client of the vendor's OpenAPI document): the
 * one answer about a call whose form is documented, by the end_call webhook.
 */
export const getRecording: Operation = {
	isRead: true,
	simple,
	advice: { 404: "Check 'Call': Convolo has no such call, or it is not over yet." },
	option: {
		name: 'Get Recording',
		value: 'getRecording',
		action: 'Get recording of call',
		description:
			'Download the recording of a call that is over. Needs the Account API Key in the credential.',
		routing: {
			request: {
				method: 'GET',
				url: '/api/v1/calls/payload-end-call-webhook-by-call-id/{callId}',
			},
			send: { preSend: [needsAccountKey] },
			output: { postReceive: [asCall, fetchRecording] },
		},
	},
	fields: [callId, outputFileField],
};
