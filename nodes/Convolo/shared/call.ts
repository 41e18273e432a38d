import type { INodeProperties } from 'n8n-workflow';

/** A call of the account: picked from the last ones, or by its id. */
export const callId: INodeProperties = {
	displayName: 'Call',
	name: 'callId',
	type: 'resourceLocator',
	required: true,
	default: { mode: 'list', value: '' },
	description:
		'The call to read. Its ID is in the answer of Get Many and in the webhooks of Convolo.',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			typeOptions: { searchListMethod: 'searchCalls', searchable: true },
		},
		{
			displayName: 'By ID',
			name: 'id',
			type: 'string',
			placeholder: 'e.g. 35298eac05ef54b365e601f85d46afc1',
		},
	],
};
