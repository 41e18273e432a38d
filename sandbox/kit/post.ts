/** What a trigger answered. */
export interface PostAnswer {
	status: number;
	text: string;
}

/** Sends JSON as it stands, as vendors send their webhooks: once, whatever comes of it. */
export async function post(
	url: string,
	body: Buffer | string,
	headers: Record<string, string> = {},
): Promise<PostAnswer> {
	const answer = await fetch(url, {
		method: 'POST',
		// A connection of its own: on a busy machine nobody notices that n8n closes an idle one.
		headers: { 'content-type': 'application/json', connection: 'close', ...headers },
		body: typeof body === 'string' ? body : new Uint8Array(body),
		redirect: 'manual',
		signal: AbortSignal.timeout(60_000),
	});
	return { status: answer.status, text: await answer.text() };
}
