import type { IExecutePaginationFunctions, INodeExecutionData } from 'n8n-workflow';

import { returnAllFields, type Operation } from '../../../shared/describe';
import { offsetPages } from '../../../shared/paging';
import { required } from '../../../shared/send';
import { asPage } from '../../shared/answer';
import { collection, moment, text } from '../../shared/fields';
import { downloadAudio } from '../../shared/recordings';

/** POST /leads/get-recordings (Get Recordings help article); 100 rows a page at most. */
export const getRecordings: Operation = {
	isRead: true,
	option: {
		name: 'Get Recordings',
		value: 'getRecordings',
		action: 'Get recordings of lead',
		description: 'List the call recordings of a lead, with their audio if wanted',
		routing: {
			request: { method: 'POST', url: '/leads/get-recordings' },
			send: { paginate: true },
			output: { postReceive: [asPage] },
			operations: {
				pagination: offsetPages({
					place: 'body',
					window: (offset, limit) => ({ offset, limit }),
					pageSize: 100,
					maxLimit: 100,
					pagesInFlight: 5,
					idOf: (recording) => recording.recording_id,
					complete: async function (
						this: IExecutePaginationFunctions,
						items: INodeExecutionData[],
					) {
						return this.getNodeParameter('downloadAudio')
							? await downloadAudio(this, items)
							: items;
					},
				}),
			},
		},
	},
	fields: [
		text('lead_id', 'Lead ID', {
			required: true,
			placeholder: 'e.g. 12345',
			description: 'Enter 0 for the recordings of all leads',
			preSend: [required('lead_id', 'Lead ID')],
		}),
		...returnAllFields,
		{
			displayName: 'Download Audio',
			name: 'downloadAudio',
			type: 'boolean',
			default: false,
			description: 'Whether to put the audio of each recording into a binary field',
		},
		{
			displayName: 'Put Output File in Field',
			name: 'binaryPropertyName',
			type: 'string',
			default: 'data',
			required: true,
			hint: 'The name of the output binary field to put the file in',
			displayOptions: { show: { downloadAudio: [true] } },
		},
		collection('Filters', 'filters', 'Add filter', [
			moment('end_time', 'Until'),
			moment('start_time', 'Since'),
		]),
	],
};
