import type { ICredentialTestFunctions } from 'n8n-workflow';

/** An answer as n8n's request helper of credential tests gives it. */
export interface TestAnswer {
	status: number;
	/** Parsed JSON, or the text where it is none. */
	body: unknown;
}

/**
 * Sends one harmless request to test a credential.
 *
 * @param options for n8n's request helper, the only one that n8n offers here: `uri`, `method`, `headers`, `form` …
 * @returns the answer, whatever its status, or a sentence about why there was none
 */
export async function ask(
	context: ICredentialTestFunctions,
	options: object,
): Promise<TestAnswer | { unreachable: string }> {
	const { request } = context.helpers;
	try {
		const answer = (await request({
			timeout: 15_000,
			...options,
			simple: false,
			resolveWithFullResponse: true,
		})) as { statusCode: number; body: unknown };
		return { status: answer.statusCode, body: parsed(answer.body) };
	} catch (error) {
		const { code } = error as { code?: string };
		return {
			unreachable: `The address could not be reached${code ? ` (${code})` : ''}. Check the Base URL.`,
		};
	}
}

function parsed(body: unknown): unknown {
	if (typeof body !== 'string') return body;
	try {
		return JSON.parse(body);
	} catch {
		return body;
	}
}
