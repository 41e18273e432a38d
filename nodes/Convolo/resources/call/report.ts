import type { IDataObject, PostReceiveAction, PreSendAction } from 'n8n-workflow';

import { answerUnreadable } from '../../../shared/answers';
import { invalidInput } from '../../../shared/errors';
import { picked } from '../../../shared/fields';
import { callsIn } from '../../answer';
import { NO_ACCOUNT_KEY } from '../../hints';
import { hasAccountKey } from '../../service';
import { framesOf, isFilled, signsOf } from '../../signs';

/** A call of the account: picked from the last ones, or by its id. */
export const callId = picked(
	'call_id',
	'Call',
	'searchCalls',
	{ label: 'By ID', name: 'id', example: '35298eac05ef54b365e601f85d46afc1' },
	{
		place: 'path',
		required: true,
		description:
			'The call to read. Its ID is in the answer of Get Many and in the webhooks of Convolo.',
	},
);

/** What is left of the record of a call, which is that of the end_call webhook (its help article). */
export const simple = [
	'call_id',
	'call_status',
	'called_lead_phone',
	'time_started_iso_string',
	'talk_duration_sec',
	'disconnected_by',
	'recording_link',
	'widget_name',
	'agent',
	'lead',
];

/** Refuses a report when the credential has no key for it. */
export const needsAccountKey: PreSendAction = async function (request) {
	if (hasAccountKey(await this.getCredentials('convoloApi'))) return request;
	throw invalidInput(this, 'Account API Key', 'of the credential is empty', NO_ACCOUNT_KEY);
};

/** One call, out of the frame that the answer may have around it. */
export const asCall: PostReceiveAction = async function ([{ json: answer }], response) {
	const call = callIn(answer);
	if (call) return [{ json: call }];
	throw answerUnreadable(this, response);
};

/** Where an answer keeps its one call, beside the places of a list. */
const FRAMES = ['data', 'call', 'result', 'payload'];

/** The call that an answer names, in whatever frame; else what may be the record of one without its ID. */
function callIn(answer: unknown): IDataObject | undefined {
	const [frame, ...others] = framesOf(answer);
	if (!frame || others.length > 0) return undefined;
	const framed = FRAMES.map((name) => framesOf(frame[name])).find(({ length }) => length === 1);
	const [inner = frame] = framed ?? [];
	const rows = callsIn(frame) ?? [];
	const named = [frame, inner, ...(rows.length === 1 ? rows : [])].find(
		(part) => signsOf(part, false).hasId,
	);
	const isRecord = !('endCallPayloadList' in frame) && signsOf(inner, false).content.some(isFilled);
	return named ?? (isRecord ? inner : undefined);
}
