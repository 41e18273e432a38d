import type { IDataObject } from 'n8n-workflow';
import { z } from 'zod';

import { isObject } from '../shared/object';
import type { Page } from '../shared/paging';
import { listSearches, type PickList, type Search } from '../shared/pickers';
import { inFlight } from '../shared/workers';
import { camelObject } from './answer';
import { businessOfNode, pathOf } from './business';
import { anyObject, readPage, type Listed } from './lists';
import { aiCall } from './service';

/** What the pick lists need of a business; the server sends much more. */
const businessSchema = camelObject({
	businessData: anyObject.nullish(),
	businessApp: anyObject.nullish(),
});

/** A record that a business holds. */
const heldRecord: Listed = {
	id: 'id',
	marks: ['general', 'number', 'name'],
	describe: (raw) => anyObject.safeParse(raw).data as IDataObject | undefined,
};

/** What is known of a business. */
export interface Business {
	name: string;
	/** The language in which its agents are named. */
	language: string;
	/** What it holds, by the server's names. */
	holdings: Record<string, unknown>;
}

/**
 * Reads the answer to "get business", which holds all there is: the server has no narrower question.
 *
 * @returns undefined when it is none
 */
export function businessIn(data: unknown): Business | undefined {
	const { businessData, businessApp } = businessSchema.safeParse(data).data ?? {};
	if (!businessData && !businessApp) return undefined;
	return {
		name: String(businessData?.name ?? ''),
		language: String(businessData?.defaultLanguage ?? ''),
		holdings: businessApp ?? {},
	};
}

/**
 * One kind of what a business holds.
 *
 * @param kind the server's name for it, such as `agents`
 * @returns undefined when it is no list
 */
export function holdingsOf(business: Business | undefined, kind: string): Page | undefined {
	const held = business?.holdings[kind];
	return held === null ? { rows: [] } : readPage(held, heldRecord);
}

const otherwise = "You can also type the ID ('By ID').";

/** A list of what the business holds. */
function ofBusiness(
	kind: string,
	nameOf: (one: IDataObject, business: Business) => string,
	isOffered: (one: IDataObject) => boolean = () => true,
): PickList {
	return {
		method: 'GET',
		path: ({ context, client }) => businessOfNode(context, client.credentials),
		page: (data) => {
			const business = businessIn(data);
			const held = holdingsOf(business, kind);
			// One without an id cannot be picked.
			if (!business || !held?.rows.every(({ id }) => id)) return undefined;
			const rows = held.rows.filter(isOffered);
			return {
				rows: rows.map((one) => ({ id: one.id, name: nameOf(one, business) })),
				...(held.total ? { total: held.total - held.rows.length + rows.length } : {}),
			};
		},
		name: ({ name }) => String(name),
		otherwise,
	};
}

/** A record's own name, which may be a text or a map by language. */
function generalName({ general }: IDataObject, { language }: Business): string {
	const { name } = anyObject.safeParse(general).data ?? {};
	if (typeof name === 'string') return name;
	const names = isObject(name) ? name : {};
	const text = names[language] ?? Object.values(names).find((one) => !!one);
	return typeof text === 'string' ? text : '';
}

/** The server spells the list with two s; the right spelling is taken too. */
const userSchema = camelObject({
	bussiness: z.array(z.coerce.string()).optional(),
	businesses: z.array(z.coerce.string()).optional(),
});

/** Names asked for at once. */
const NAMES_IN_FLIGHT = 5;

/** The numbers of the businesses come without names: each is asked for, and one that may not be seen stays without. */
async function businesses(data: unknown, { client }: Search): Promise<Page | undefined> {
	const user = userSchema.safeParse(data).data;
	const ids = user?.bussiness ?? user?.businesses;
	const rows = ids?.map((id) => ({ id, name: '' }));
	await inFlight(rows?.length ?? 0, NAMES_IN_FLIGHT, async (index) => {
		const row = rows![index];
		const verdict = await client.verdict({ path: pathOf(row.id), about: 'list' });
		if ('data' in verdict) row.name = businessIn(verdict.data)?.name ?? '';
	});
	return rows && { rows };
}

/** The lists of records to pick from, by the names that the fields call them. */
export const listSearch = listSearches(aiCall, {
	/** By their names in the default language of the business. */
	searchAgents: ofBusiness('agents', generalName),
	/** The server gives them only to a key that may manage the user. */
	searchBusinesses: {
		method: 'GET',
		path: '/user',
		page: businesses,
		name: ({ name }) => String(name),
		otherwise:
			"Type the ID ('By ID'), or allow user management for the key in the dashboard of Iqra AI.",
	},
	/** Telephony campaigns; web campaigns cannot call. */
	searchCampaigns: ofBusiness('telephonyCampaigns', generalName),
	/** Those that may make voice calls. A SIP number has no country. */
	searchNumbers: ofBusiness(
		'numbers',
		({ number, countryCode }) =>
			countryCode ? `${String(number)} (${String(countryCode)})` : String(number ?? ''),
		({ voiceEnabled }) => voiceEnabled !== false,
	),
});
