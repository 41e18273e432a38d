import type { INodePropertyRouting, PostReceiveAction } from 'n8n-workflow';

import { apiError } from '../../../shared/errors';
import { isTaken, queueIdsIn } from '../../answer';

/** Whether words may mean that a call was queued. Read from the whole of an answer, since they only keep us from denying it. */
export function soundsAccepted(words: string): boolean {
	return /\b(queued|accepted|initiated|scheduled|started|created|received|success(ful(ly)?)?|ok|done)\b/i.test(
		words,
	);
}

/** The queue ids of the calls that a request made, an item each; one request makes one call. */
const asQueued: PostReceiveAction = async function ([{ json }], { body, statusCode }) {
	const ids = [...new Set(queueIdsIn(json))];
	if (ids.length > 0) return ids.map((queueId) => ({ json: { queueId } }));
	const isAccepted = isTaken(body) || soundsAccepted(JSON.stringify(body));
	const error = apiError(this.getNode(), this.getItemIndex(), {
		message: `AI Call ${isAccepted ? 'took the call but' : 'answered and'} gave no queue ID for it`,
		description: '',
		httpCode: String(statusCode),
		outcome: 'unknown',
	});
	// So that nobody says afterwards that it was not: see lookUp.ts.
	error.context.isAccepted = isAccepted;
	throw error;
};

/** The routing of every operation that initiates a call; they differ in the form of what is sent. */
export const queueing: INodePropertyRouting = {
	request: { method: 'POST', url: '/call/initiate' },
	output: { postReceive: [asQueued] },
};
