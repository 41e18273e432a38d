import type {
	IDataObject,
	IExecuteSingleFunctions,
	IN8nHttpFullResponse,
	INodeExecutionData,
} from 'n8n-workflow';

/**
 * Puts the audio of each participant of a conversation into a binary field of its own, and that field's name into the
 * participant as `audioField`. Audio that cannot be had is told in `audioNote`.
 *
 * The addresses are signed for 30 minutes and belong to the server's storage: they are fetched without the API key, which
 * such a storage refuses.
 */
export const downloadAudio = async function (
	this: IExecuteSingleFunctions,
	items: INodeExecutionData[],
): Promise<INodeExecutionData[]> {
	if (this.getNodeParameter('downloadAudio') !== true) return items;
	const prefix = String(this.getNodeParameter('binaryPropertyPrefix'));
	const [item] = items;
	const { clients = [], agents = [] } = item.json as {
		clients?: IDataObject[];
		agents?: IDataObject[];
	};
	const binary: INodeExecutionData['binary'] = {};
	for (const [kind, participants] of [
		['customer', clients],
		['agent', agents],
	] as const) {
		for (const participant of participants) {
			const url = typeof participant.audioUrl === 'string' ? participant.audioUrl : '';
			if (!/^https?:\/\//i.test(url)) {
				participant.audioNote = 'Not downloaded: there is no recording of this participant.';
				continue;
			}
			const audio = await fetchAudio(this, url);
			if (typeof audio === 'string') {
				participant.audioNote = audio;
				continue;
			}
			const number = Object.keys(binary).length;
			const field = `${prefix}${number}`;
			participant.audioField = field;
			binary[field] = await this.helpers.prepareBinaryData(
				Buffer.from(audio.body as ArrayBuffer),
				`${String(item.json.id)}-${kind}-${number}.wav`,
				String(audio.headers['content-type'] ?? 'audio/wav').split(';')[0],
			);
		}
	}
	return [Object.keys(binary).length > 0 ? { ...item, binary } : item];
};

async function fetchAudio(
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
			: `Not downloaded: the address answers HTTP ${answer.statusCode}. It is valid for 30 minutes.`;
	} catch {
		return 'Not downloaded: the address could not be reached.';
	}
}
