import type {
	IDataObject,
	IExecuteSingleFunctions,
	IN8nHttpFullResponse,
	INodeExecutionData,
	PostReceiveAction,
	PreSendAction,
} from 'n8n-workflow';

import { toAnswer, unreadable } from '../../../shared/answers';
import { invalidInput, refusedBy } from '../../../shared/errors';
import { picked } from '../../../shared/fields';
import { NO_ACCOUNT_KEY } from '../../hints';
import { convolo, hasAccountKey } from '../../service';
import { framesOf, signsOf } from '../../signs';

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

/** Refuses a report when the credential has no key for it. */
export const needsAccountKey: PreSendAction = async function (
	this: IExecuteSingleFunctions,
	request,
) {
	if (hasAccountKey(await this.getCredentials('convoloApi'))) return request;
	throw invalidInput(this, 'Account API Key', 'of the credential is empty', NO_ACCOUNT_KEY);
};

/** Where an answer keeps its one call. */
const PLACES = ['data', 'call', 'result', 'payload', 'endCallPayloadList'];

/** One call, out of the frame that the answer may have around it. */
export const asCall: PostReceiveAction = async function (
	this: IExecuteSingleFunctions,
	[{ json: answer }]: INodeExecutionData[],
	response: IN8nHttpFullResponse,
) {
	const call = callIn(answer);
	if (call) return [{ json: call }];
	throw unknownForm(this, response);
};

function callIn(answer: unknown): IDataObject | undefined {
	const frames = framesOf(answer);
	if (frames.length !== 1) return undefined;
	const [frame] = frames;
	const parts = [
		frame,
		...PLACES.map((name) => framesOf(frame[name]))
			.filter(isOne)
			.flat(),
	];
	return (
		parts.find((part) => signsOf(part, false).hasId) ??
		parts.find((part) => signsOf(part, false).hasContent)
	);
}

function isOne({ length }: unknown[]): boolean {
	return length === 1;
}

/** The error for a report that holds nothing of the kind that was asked for. */
export function unknownForm(context: IExecuteSingleFunctions, response: IN8nHttpFullResponse) {
	const { addressField, name } = convolo;
	return refusedBy(context, name, unreadable(toAnswer(response), { isRead: true }, addressField));
}
