import { post, type PostAnswer } from '../kit/post';

/**
 * What a campaign's Custom Tool sends when a call ends, with the body that docs/ai-call-trigger.md gives. The server tries
 * once and waits five seconds.
 */
export async function sendCallEnded(url: string, secret: string): Promise<PostAnswer> {
	const ids = ['ee', 'ff'].map((kind) => `665f0c2b9d1e4a00${kind}000001`);
	const body = `{ "queueId": "${ids[0]}", "sessionId": "${ids[1]}", "endType": "UserEndedCall" }`;
	return await post(url, body, { 'x-secret': secret });
}
