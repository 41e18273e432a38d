import type {
	ICredentialsDecrypted,
	ICredentialTestFunctions,
	INodeCredentialTestResult,
} from 'n8n-workflow';

import { ask } from '../shared/credentialTest';

/**
 * Tests an Auth Token with campaigns/search, which needs no parameters and changes nothing.
 *
 * Convoso tells a token it does not know (code 5001, or HTTP 401) from one without the right to the section (code 403).
 * The second is a good token: most tokens are made for a few sections only.
 */
export async function convosoApiTest(
	this: ICredentialTestFunctions,
	credential: ICredentialsDecrypted,
): Promise<INodeCredentialTestResult> {
	const { authToken, baseUrl } = credential.data as { authToken: string; baseUrl: string };
	const answer = await ask(this, {
		method: 'POST',
		uri: `${baseUrl.replace(/\/+$/, '')}/campaigns/search`,
		form: { auth_token: authToken },
	});
	if ('unreachable' in answer) return { status: 'Error', message: answer.unreachable };

	const body = (answer.body ?? {}) as {
		success?: boolean;
		code?: unknown;
		text?: string;
		error?: string;
	};
	const code = String(body.code ?? answer.status);
	if (code === '403') {
		return {
			status: 'OK',
			message:
				'The Auth Token is valid. It has no right to the Campaigns section; tick it for this token if you need it.',
		};
	}
	if (code === '5001' || code === '401' || /invalid authentication token/i.test(body.error ?? '')) {
		return {
			status: 'Error',
			message:
				'Convoso does not know this Auth Token. Copy it again from the API menu, Authorization Tokens.',
		};
	}
	if (body.success === true) return { status: 'OK', message: 'The Auth Token works.' };
	const refusal = body.success === false ? (body.text ?? body.error) : undefined;
	const noConvoso = `This is no Convoso address: it answered HTTP ${answer.status}. Check the Base URL.`;
	return { status: 'Error', message: refusal ?? noConvoso };
}
