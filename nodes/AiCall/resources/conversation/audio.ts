import type {
	IDataObject,
	IExecuteSingleFunctions,
	INodeExecutionData,
	INodeProperties,
	PostReceiveAction,
	PreSendAction,
} from 'n8n-workflow';

import { invalidInput } from '../../../shared/errors';
import { download } from '../../../shared/files';
import { isOn } from '../../../shared/switches';
import { readText } from '../../../shared/values/text';

/** Whether the audio is wanted. */
export const downloadField: INodeProperties = {
	displayName: 'Download Audio',
	name: 'downloadAudio',
	type: 'boolean',
	default: false,
	description:
		'Whether to put the audio into binary fields, one for each participant. The addresses in the output are valid for 30 minutes.',
};

/** Beginning of the names of the binary fields; nothing where no audio is wanted. */
function prefixOf(context: IExecuteSingleFunctions): string | undefined {
	if (!isOn(context, downloadField)) return undefined;
	const read = readText(context.getNodeParameter('binaryPropertyPrefix', ''));
	if ('value' in read) return read.value;
	const hint = read.hint ?? 'Check the value.';
	throw invalidInput(context, 'Put Output Files in Fields', read.fault, hint);
}

/** Checks what {@link downloadAudio} will need, before anything is asked. */
export const checkAudioFields: PreSendAction = async function (request) {
	prefixOf(this);
	return request;
};

/**
 * Puts the audio of each participant of a conversation into a binary field of its own, and that field's name into the
 * participant as `audioField`. Audio that cannot be had is told in `audioNote`.
 *
 * The addresses are signed for 30 minutes and belong to the server's storage: they are fetched without the API key, which
 * such a storage refuses.
 */
export const downloadAudio: PostReceiveAction = async function (items) {
	const prefix = prefixOf(this);
	if (prefix === undefined) return items;
	const [item] = items;
	const { clients = [], agents = [] } = item.json as Record<string, IDataObject[] | undefined>;
	const binary: INodeExecutionData['binary'] = {};
	for (const [kind, participants] of [
		['customer', clients],
		['agent', agents],
	] as const) {
		for (const participant of participants) {
			const { audioUrl } = participant;
			if (typeof audioUrl !== 'string' || audioUrl === '') {
				participant.audioNote = 'Not downloaded: there is no recording of this participant.';
				continue;
			}
			const audio = await download(this, audioUrl);
			if ('note' in audio) {
				participant.audioNote = `${audio.note} An address is valid for 30 minutes.`;
				continue;
			}
			const number = Object.keys(binary).length;
			const field = `${prefix}${number}`;
			participant.audioField = field;
			binary[field] = await this.helpers.prepareBinaryData(
				audio.bytes,
				`${String(item.json.id)}-${kind}-${number}.wav`,
				audio.mimeType || 'audio/wav',
			);
		}
	}
	return [Object.keys(binary).length > 0 ? { ...item, binary } : item];
};
