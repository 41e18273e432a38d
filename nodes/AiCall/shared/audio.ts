import type { IDataObject, IExecuteSingleFunctions, INodeExecutionData } from 'n8n-workflow';

import { download } from '../../shared/download';

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
			const audio = await download(this, url);
			if (typeof audio === 'string') {
				participant.audioNote = `${audio} An address is valid for 30 minutes.`;
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
