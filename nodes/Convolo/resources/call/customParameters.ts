import type { IDataObject } from 'n8n-workflow';

import { column, locator, plain, table, type FieldRead } from '../../../shared/fields';
import { isEmpty } from '../../../shared/values/read';
import { readText } from '../../../shared/values/text';
import { PREFIX, readParameterName } from '../../parameterNames';

/** Custom parameters of the lead, for webhooks, voice messages and logs. */
export const customParameters = table(
	'customParameters',
	'Custom Parameters',
	{ displayName: 'Parameter', name: 'parameter' },
	[
		column('name', 'Name', {
			type: 'resourceLocator',
			...locator('searchCustomParameters', {
				label: 'By Name',
				name: 'name',
				example: 'project_name',
			}),
			default: { mode: 'name', value: '' },
			description:
				'1 to 20 letters, digits and underscores, without lc_param_ in front. Upper and lower case are the same.',
		}),
		column('value', 'Value'),
	],
	{
		placeholder: 'Add custom parameter',
		description:
			'What else Convolo shall know of the lead, for its webhooks, voice messages and logs',
		read: readParameters,
	},
);

/** Each pair becomes `lc_param_<name>`; a name may come only once, also not as Lead Name or Lead Email. */
function readParameters(rows: IDataObject[], others: IDataObject): FieldRead<undefined> {
	const also: IDataObject = {};
	const taken = new Set(Object.keys(others).map((key) => key.toLowerCase()));
	for (const { name, value: given } of rows) {
		const text = isEmpty(plain(name)) ? { value: '' } : readText(plain(name));
		const read = 'fault' in text ? text : readParameterName(text.value);
		if ('fault' in read) return read;
		const key = `${PREFIX}${read.value}`;
		if (taken.has(key.toLowerCase())) {
			return {
				fault: `has "${read.value}" more than once`,
				hint: "Keep one of them; upper and lower case are the same. 'Lead Name' is sent as name and 'Lead Email' as email.",
			};
		}
		taken.add(key.toLowerCase());
		if (isEmpty(given)) continue;
		const sent = readText(given);
		if ('fault' in sent) return { ...sent, part: read.value };
		also[key] = sent.value;
	}
	return { value: undefined, also };
}
