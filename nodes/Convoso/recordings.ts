import type {
	IExecutePaginationFunctions,
	INodeExecutionData,
	INodeProperties,
	INodePropertyOptions,
} from 'n8n-workflow';

import { returnAllFields } from '../shared/describe';
import { filters } from '../shared/fields';
import { outputFileField, recordingAt } from '../shared/outputFile';
import { checkedSwitch, isOn } from '../shared/switches';
import { inFlight } from '../shared/workers';
import { moment } from './fields';
import { pagedSearch } from './routing';

/** Downloads at once: audio files are large, and all of them are held in memory. */
const DOWNLOADS_IN_FLIGHT = 3;

/** The most recordings Convoso gives at once (Get Recordings help article). */
const PAGE_SIZE = 100;

/** The routing of an operation that lists recordings, and fetches their audio if the user wants it. */
export function recordingSearch(url: string): INodePropertyOptions['routing'] {
	return pagedSearch(url, {
		pageSize: PAGE_SIZE,
		maxLimit: PAGE_SIZE,
		idOf: (recording) => recording.recording_id,
		complete: async function (items) {
			return isOn(this, downloadField) ? await downloadAudio(this, items) : items;
		},
	});
}

const downloadField = checkedSwitch({
	displayName: 'Download Audio',
	name: 'downloadAudio',
	type: 'boolean',
	default: false,
	description: 'Whether to put the audio of each recording into a binary field',
});

/** Its fields, after those that say whose recordings. */
export const recordingFields: INodeProperties[] = [
	...returnAllFields,
	downloadField,
	{ ...outputFileField, displayOptions: { show: { downloadAudio: [true] } } },
	filters([moment('end_time', 'Until'), moment('start_time', 'Since')]),
];

/**
 * Puts the audio of each recording into the binary field that the user named. A recording without audio keeps its place
 * and says why in `audio_note`.
 *
 * Convoso's `url` may be a web address or only a file name. The address is fetched without the auth token, since it
 * need not belong to Convoso.
 */
async function downloadAudio(
	context: IExecutePaginationFunctions,
	items: INodeExecutionData[],
): Promise<INodeExecutionData[]> {
	await inFlight(items.length, DOWNLOADS_IN_FLIGHT, async (index) => {
		const item = items[index];
		const url = typeof item.json.url === 'string' ? item.json.url.trim() : '';
		if (!/^https?:\/\//i.test(url)) {
			item.json.audio_note = url
				? `Not downloaded: Convoso gives only the file name ${url}. Get the address from Call Log, Retrieve with recordings.`
				: 'Not downloaded: Convoso gives no address for this recording.';
			return;
		}
		const audio = await recordingAt(context, url);
		if ('note' in audio) item.json.audio_note = audio.note;
		else item.binary = audio.binary;
	});
	return items;
}
