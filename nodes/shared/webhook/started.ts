import type { IWebhookFunctions } from 'n8n-workflow';

import { clock } from '../clock';

type Response = ReturnType<IWebhookFunctions['getResponseObject']>;

/** How long the end of an answer is waited for that nobody hears any more, ms. */
const PATIENCE = 60_000;

const PAUSE = 100;

/**
 * Whether n8n has stored the execution that an event asked for. n8n answers after it has, and with an error where it could
 * not. It goes on where the sender has hung up: only the answer that it would have given tells how it went.
 *
 * @param isByWorkflow true where the workflow answers: then an error may be the workflow's own, so that the event counts
 * @returns false where the event may be sent again
 */
export async function hasStarted(response: Response, isByWorkflow: boolean): Promise<boolean> {
	if (isByWorkflow) return true;
	return await new Promise((resolve) => {
		const onClose = () => void answerUnheard(response).then(resolve);
		response.once('finish', () => resolve(isGood(response)));
		if (response.closed) onClose();
		else response.once('close', onClose);
	});
}

async function answerUnheard(response: Response): Promise<boolean> {
	const end = clock.now() + PATIENCE;
	while (!response.writableEnded && clock.now() < end) await clock.sleep(PAUSE);
	return response.writableEnded && isGood(response);
}

function isGood({ statusCode }: Response): boolean {
	return statusCode < 500;
}
