import type { IDataObject, ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import { rowsOf } from '../shared/answer';
import { hasAccountKey, NO_ACCOUNT_KEY } from '../shared/keys';
import { askForEntries, noList } from './ask';

const PAGE_SIZE = 50;

/** The calls of the last 30 days, page by page; Convolo itself searches in ids, names and numbers. */
export async function searchCalls(
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	const otherwise = "You can also type the ID ('By ID').";
	if (!hasAccountKey(await this.getCredentials('convoloApi'))) {
		throw noList(this, 'the credential has no key for reports', NO_ACCOUNT_KEY);
	}
	const page = Number(paginationToken ?? 1);
	const answer = await askForEntries(
		this,
		'/api/v2/calls/payload-data-list',
		{ max_calls: PAGE_SIZE, page, ...(filter ? { search_string: filter } : {}) },
		{ operation: 'getAll', otherwise },
	);
	const calls = rowsOf(answer);
	if (!calls) throw noList(this, 'no list came back', otherwise);
	return {
		results: calls.map((call) => ({ name: titleOf(call), value: String(call.call_id) })),
		...(calls.length === PAGE_SIZE ? { paginationToken: String(page + 1) } : {}),
	};
}

/** Whom, when and how it went, e.g. "+15551234567, 2026-03-01 14:30, answered". */
function titleOf({ call_id, lead, called_lead_phone, ...call }: IDataObject): string {
	const { lead_phone, phone } = (lead ?? {}) as IDataObject;
	const started = String(call.time_started_iso_string ?? '')
		.slice(0, 16)
		.replace('T', ' ');
	const parts = [lead_phone ?? phone ?? called_lead_phone, started, call.call_status];
	return parts.filter(Boolean).join(', ') || String(call_id);
}
