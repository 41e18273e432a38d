import type { IDataObject, IExecuteSingleFunctions, PostReceiveAction } from 'n8n-workflow';

import { answerRefused } from '../../../shared/answers';
import { itemClient } from '../../../shared/client';
import type { NoDownload } from '../../../shared/files';
import { recordingAt } from '../../../shared/outputFile';
import { adviceFor } from '../../hints';
import { convolo } from '../../service';

/**
 * Fetches the recording of a call into the binary field that the user named. The account's key goes only to the server of
 * the credential, never to the storage that it may send on to.
 *
 * The answer is the data of Convolo's end_call webhook, in which `recording_link` is an address (webhook help article).
 */
export const fetchRecording: PostReceiveAction = async function ([{ json }], { body, statusCode }) {
	const client = await itemClient(this, convolo);
	const link = recordingLink(body);
	if (!link || !URL.canParse(link, client.address)) {
		throw answerRefused(this, {
			message: 'the call has no recording',
			hint: "Check 'Call': there is a recording once the call is over, if somebody answered and recording is on for the widget.",
			status: statusCode,
			outcome: 'refused',
		});
	}
	const file = await recordingAt(this, new URL(link, client.address).href, client);
	if ('note' in file) throw notToBeHad(this, file);
	return [{ json, ...file }];
};

function notToBeHad(context: IExecuteSingleFunctions, { reason, status = 0 }: NoDownload) {
	const { hint, isCredential } = adviceFor(undefined, status);
	return answerRefused(context, {
		message: `the recording is not to be had: ${reason}`,
		hint: isCredential ? hint : 'Try again later. Convolo may have deleted the recording.',
		status,
		outcome: isCredential ? 'credential' : 'refused',
	});
}

/** The address of the recording, wherever in the answer it stands. */
function recordingLink(answer: unknown): string | undefined {
	if (typeof answer !== 'object' || answer === null) return undefined;
	const { recording_link: link } = answer as IDataObject;
	if (typeof link === 'string' && link.trim() !== '') return link.trim();
	return Object.values(answer).map(recordingLink).find(Boolean);
}
