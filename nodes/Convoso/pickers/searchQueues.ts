import type { IDataObject, ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import { askForRecords, pickList } from './ask';

/** The queues of the account. Convoso has no address for them; the agent monitor names them beside the agents. */
export async function searchQueues(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	const { entries } = (await askForRecords(this, '/agent-monitor/search')) as {
		entries?: { queues?: IDataObject[] };
	};
	return pickList(
		entries?.queues ?? [],
		filter,
		({ value }) => value,
		({ name }) => String(name ?? 'Queue'),
	);
}
