import type {
	IDataObject,
	IExecuteSingleFunctions,
	IHttpRequestOptions,
	IN8nHttpFullResponse,
	INodeExecutionData,
	PostReceiveAction,
} from 'n8n-workflow';

import { refusedBy } from '../../shared/errors';

/** How many addresses a recording may be sent on to. */
const MOST_HOPS = 5;

/**
 * Fetches the recording of a call into the binary field that the user named.
 *
 * The answer is the data of Convolo's end_call webhook, in which `recording_link` is an address (webhook help article).
 */
export const fetchRecording: PostReceiveAction = async function (
	this: IExecuteSingleFunctions,
	[{ json }]: INodeExecutionData[],
	response: IN8nHttpFullResponse,
) {
	const { baseUrl } = await this.getCredentials<{ baseUrl: string }>('convoloApi');
	const link = recordingLink(response.body);
	if (!link || !URL.canParse(link, baseUrl)) {
		throw refusedBy(this, 'Convolo', {
			message: 'the call has no recording',
			hint: "Check 'Call': there is a recording once the call is over, if somebody answered and recording is on for the widget.",
			status: response.statusCode,
			outcome: 'refused',
		});
	}
	const url = new URL(link, baseUrl);
	const audio = await download(this, url, new URL(baseUrl).origin);
	const type = String(audio?.headers['content-type'] ?? '').split(';')[0];
	if (!audio || audio.statusCode >= 300 || type === 'text/html') {
		throw refusedBy(this, 'Convolo', {
			message: audio
				? `the recording is not to be had: its address answers HTTP ${audio.statusCode}${type ? ` with ${type}` : ''}`
				: 'the address of the recording could not be reached',
			hint: 'Try again later. Convolo may have deleted the recording.',
			status: audio?.statusCode ?? 0,
			outcome: 'refused',
		});
	}
	const property = String(this.getNodeParameter('binaryPropertyName'));
	const binary = await this.helpers.prepareBinaryData(
		Buffer.from(audio.body as ArrayBuffer),
		fileNameOf(url),
		type || 'audio/mpeg',
	);
	return [{ json, binary: { [property]: binary } }];
};

function fileNameOf({ pathname }: URL): string {
	const name = pathname.split('/').pop() || 'recording';
	try {
		return decodeURIComponent(name);
	} catch {
		return name;
	}
}

/** The address of the recording, wherever in the answer it stands. */
function recordingLink(answer: unknown): string | undefined {
	if (typeof answer !== 'object' || answer === null) return undefined;
	const { recording_link: link } = answer as IDataObject;
	if (typeof link === 'string' && link.trim() !== '') return link.trim();
	for (const part of Object.values(answer)) {
		const inner = recordingLink(part);
		if (inner) return inner;
	}
	return undefined;
}

/**
 * Follows the address to the audio. The account's key goes only to the server of the credential, never to the storage that
 * it may send on to.
 *
 * @returns undefined when nothing answered
 */
async function download(
	context: IExecuteSingleFunctions,
	url: URL,
	ownOrigin: string,
	hops = 0,
): Promise<IN8nHttpFullResponse | undefined> {
	const { timeout, allowUnauthorizedCerts } = context.getNodeParameter('requestOptions', {}) as {
		timeout?: number;
		allowUnauthorizedCerts?: boolean;
	};
	const options: IHttpRequestOptions = {
		url: url.href,
		encoding: 'arraybuffer',
		timeout: timeout ?? 30_000,
		skipSslCertificateValidation: allowUnauthorizedCerts === true,
		returnFullResponse: true,
		ignoreHttpStatusErrors: true,
		disableFollowRedirect: true,
	};
	const { httpRequest, httpRequestWithAuthentication } = context.helpers;
	const asked =
		url.origin === ownOrigin
			? httpRequestWithAuthentication.call(context, 'convoloApi', options)
			: httpRequest(options);
	const answer = (await asked.catch(() => undefined)) as IN8nHttpFullResponse | undefined;
	const location = String(answer?.headers.location ?? '');
	const isMoved = answer && answer.statusCode >= 300 && answer.statusCode < 400;
	if (!isMoved || hops >= MOST_HOPS || !URL.canParse(location, url.href)) return answer;
	return await download(context, new URL(location, url), ownOrigin, hops + 1);
}
