import type { IDataObject, ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import { locationOf } from '../shared/account';
import { askForRecords } from './ask';

const PAGE_SIZE = 50;

/** How much of the last message is shown, in characters. */
const PREVIEW = 40;

/** The conversations of the location, newest first; LeadConnector itself searches names, phones and texts. */
export async function searchConversations(
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	const { conversations, total } = await askForRecords(
		this,
		{
			method: 'GET',
			url: '/conversations/search',
			qs: {
				locationId: await locationOf(this),
				limit: PAGE_SIZE,
				sortBy: 'last_message_date',
				sort: 'desc',
				...(filter ? { query: filter } : {}),
				...(paginationToken ? { startAfterDate: paginationToken } : {}),
			},
		},
		'conversations.readonly',
	);
	const rows = (conversations ?? []) as IDataObject[];
	const next = rows.length < Number(total) ? rows.at(-1)?.lastMessageDate : undefined;
	return {
		results: rows.map((row) => ({ name: nameOf(row), value: String(row.id) })),
		...(rows.length === PAGE_SIZE && next ? { paginationToken: String(next) } : {}),
	};
}

function nameOf({ fullName, contactName, phone, email, lastMessageBody, id }: IDataObject): string {
	const text = String(lastMessageBody ?? '');
	const preview = text.length > PREVIEW ? `${text.slice(0, PREVIEW)}…` : text;
	const who = [fullName ?? contactName, phone ?? email].filter(Boolean).join(', ');
	return [who || String(id), preview].filter(Boolean).join(' – ');
}
