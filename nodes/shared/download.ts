import type { IExecuteSingleFunctions, IN8nHttpFullResponse } from 'n8n-workflow';

/**
 * Fetches a file from an address that a vendor gave, without the credential: the address need not belong to the vendor.
 *
 * @returns the answer with the bytes as body, or a sentence about why there is none
 */
export async function download(
	context: IExecuteSingleFunctions,
	url: string,
): Promise<IN8nHttpFullResponse | string> {
	const options = context.getNodeParameter('requestOptions', {}) as {
		allowUnauthorizedCerts?: boolean;
	};
	try {
		const answer = (await context.helpers.httpRequest({
			url,
			skipSslCertificateValidation: options.allowUnauthorizedCerts === true,
			encoding: 'arraybuffer',
			returnFullResponse: true,
			ignoreHttpStatusErrors: true,
		})) as IN8nHttpFullResponse;
		return answer.statusCode < 300
			? answer
			: `Not downloaded: the address answers HTTP ${answer.statusCode}.`;
	} catch {
		return 'Not downloaded: the address could not be reached.';
	}
}
