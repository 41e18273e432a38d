import type { IDataObject } from 'n8n-workflow';

/** How often a transcript is asked for: it may be stored a moment after the call is over. */
export const TRANSCRIPT_TRIES = 3;

/**
 * A call that is over, with what was said in it as `transcript` and `conversation`. Where there is no conversation,
 * `transcript` is null, and `transcriptNote` says why, unless the call never came to one.
 *
 * @param note why there is none
 */
export function withTranscript(
	call: IDataObject,
	conversation?: IDataObject,
	note = 'AI Call gave no conversation for this call.',
): IDataObject {
	if (conversation) {
		return { ...call, transcript: conversation.transcript ?? null, conversation };
	}
	return { ...call, transcript: null, ...(call.sessionId ? { transcriptNote: note } : {}) };
}
