import type { IDataObject, ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import { locationOf } from '../shared/account';
import { askForRecords } from './ask';

/** The most numbers that a page may hold. */
const PAGE_SIZE = 1000;

/** The phone numbers that the location has at LeadConnector; those of other phone systems are typed. */
export async function searchNumbers(
	this: ILoadOptionsFunctions,
	filter = '',
): Promise<INodeListSearchResult> {
	const location = encodeURIComponent(await locationOf(this));
	const { numbers } = await askForRecords(
		this,
		{
			method: 'GET',
			url: `/phone-system/numbers/location/${location}`,
			qs: { pageSize: PAGE_SIZE, page: 0 },
		},
		'phonenumbers.read',
	);
	const results = ((numbers ?? []) as IDataObject[])
		.map(({ phoneNumber, friendlyName }) => ({
			name: [phoneNumber, friendlyName].filter(Boolean).join(' – '),
			value: String(phoneNumber),
		}))
		.filter(({ name }) => name.toLowerCase().includes(filter.trim().toLowerCase()));
	return { results };
}
