import type { IDataObject } from 'n8n-workflow';

import { listSearches, type Search } from '../shared/pickers';
import { callsIn } from './answer';
import { NO_ACCOUNT_KEY } from './hints';
import { readParameterName } from './parameterNames';
import { getMany } from './resources/call/getMany';
import { start } from './resources/call/start';
import { convolo, hasAccountKey } from './service';

const PAGE_SIZE = 50;

/** Whom, when and how it went, e.g. "+15551234567, 2026-03-01 14:30, answered". */
function titleOf({ lead, called_lead_phone, ...call }: IDataObject): string {
	const { lead_phone, phone } = (lead ?? {}) as IDataObject;
	const started = String(call.time_started_iso_string ?? '')
		.slice(0, 16)
		.replace('T', ' ');
	const parts = [lead_phone ?? phone ?? called_lead_phone, started, call.call_status];
	return parts.filter(Boolean).join(', ');
}

function pageNumber({ cursor }: Search): number {
	return Number(cursor ?? 1);
}

function checkAccountKey({ client }: Search): void {
	if (hasAccountKey(client.credentials)) return;
	throw client.refused({
		message: 'the credential has no key for reports',
		hint: NO_ACCOUNT_KEY,
		status: 0,
		outcome: 'refused',
	});
}

/** A list of names, a list of records with a name each, an object whose keys are the names, or one of these inside. */
function namesIn(answer: unknown): string[] {
	if (Array.isArray(answer)) {
		return answer.flatMap((entry: unknown) => {
			if (typeof entry === 'string') return [entry];
			const { name, param_name, key } = (entry ?? {}) as IDataObject;
			return [name, param_name, key].filter((value) => typeof value === 'string').slice(0, 1);
		});
	}
	if (typeof answer !== 'object' || answer === null) return [];
	const { data, custom_params, customParams, params } = answer as IDataObject;
	const inner = [data, custom_params, customParams, params].find(
		(value) => typeof value === 'object' && value !== null,
	);
	if (inner) return namesIn(inner);
	return Object.keys(answer).filter((key) => key !== 'success' && key !== 'status');
}

export const listSearch = listSearches(convolo, {
	/** The calls of the last 30 days, page by page; Convolo itself searches in ids, names and numbers. */
	searchCalls: {
		method: 'GET',
		path: '/api/v2/calls/payload-data-list',
		about: 'call.getMany',
		advice: getMany.advice,
		params: (search) => {
			checkAccountKey(search);
			return {
				max_calls: PAGE_SIZE,
				page: pageNumber(search),
				...(search.filter ? { search_string: search.filter } : {}),
			};
		},
		page: (data, search) => {
			const rows = callsIn(data);
			const next = rows?.length === PAGE_SIZE ? pageNumber(search) + 1 : null;
			return rows && { rows, next };
		},
		id: 'call_id',
		name: titleOf,
		isPaged: true,
		otherwise: "You can also type the ID ('By ID').",
	},
	/**
	 * The custom parameters that the widget knows, by name. get-custom-params takes the keys of the widget in the query only,
	 * and the form of its answer is not documented, so every usual one is read.
	 */
	searchCustomParameters: {
		method: 'GET',
		path: '/api/v2/ext/get-custom-params',
		about: 'call.start',
		advice: start.advice,
		page: (data) => {
			const names = namesIn(data).map(readParameterName);
			const known = new Set(names.flatMap((read) => ('value' in read ? [read.value] : [])));
			return { rows: [...known].map((name) => ({ name })) };
		},
		id: 'name',
		name: ({ name }) => String(name),
		otherwise: "You can also type the name ('By Name').",
	},
});
