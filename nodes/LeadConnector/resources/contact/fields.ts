import type { IDataObject, INodePropertyOptions } from 'n8n-workflow';

import {
	column,
	day,
	field,
	flag,
	formed,
	list,
	mapped,
	readChoice,
	table,
	text,
	type FieldRead,
} from '../../../shared/fields';
import { readFlag } from '../../../shared/values/flag';
import { isEmpty } from '../../../shared/values/read';
import { readId, readText } from '../../../shared/values/text';
import { picked } from '../../fields';

/** An ID of the vendor, as its custom fields have; other names are keys. */
const ID = /^[A-Za-z0-9]{20}$/;

const CHANNELS: INodePropertyOptions[] = [
	{ name: 'Call', value: 'Call' },
	{ name: 'Email', value: 'Email' },
	{ name: 'Facebook', value: 'FB' },
	{ name: 'Google Business Profile', value: 'GMB' },
	{ name: 'SMS', value: 'SMS' },
	{ name: 'WhatsApp', value: 'WhatsApp' },
];

/** `active` says that the contact is not to be disturbed (DndSettingSchema). */
const DISTURBANCE: INodePropertyOptions[] = [
	{ name: 'Do Not Disturb', value: 'active' },
	{ name: 'Do Not Disturb, for Good', value: 'permanent' },
	{ name: 'May Be Contacted', value: 'inactive' },
];

/** Where the vendor wants a country, it wants two letters. */
const country = formed(
	'country',
	'Country',
	{
		fault: (value) => (/^[a-z]{2}$/i.test(value) ? undefined : 'is no country of two letters'),
		hint: 'Enter the two letters of the country, e.g. US.',
		clean: (value) => value.toUpperCase(),
	},
	{ placeholder: 'e.g. US', description: 'Two letters (ISO 3166)' },
);

/** What Upsert and Update can set beside email and phone (UpsertContactDto, UpdateContactDto). */
export const contactFields = [
	text('address1', 'Address'),
	picked('assignedTo', 'Assigned To', 'searchUsers', { description: 'User who owns the contact' }),
	text('city', 'City'),
	country,
	day('dateOfBirth', 'Date of Birth'),
	flag(
		'dnd',
		'Do Not Disturb',
		'Whether no message and no call of LeadConnector may reach the contact',
	),
	text('firstName', 'First Name', { placeholder: 'e.g. Nathan' }),
	field('inboundDndSettings', 'Inbound Do Not Disturb', 'boolean', {
		default: true,
		description: 'Whether what the contact sends is to be kept away',
		read: mapped(readFlag, (isOn) => ({ all: { status: isOn ? 'active' : 'inactive' } })),
	}),
	text('lastName', 'Last Name', { placeholder: 'e.g. Smith' }),
	text('name', 'Name', {
		placeholder: 'e.g. Nathan Smith',
		description: 'First and last name in one',
	}),
	text('postalCode', 'Postal Code'),
	list('tags', 'Replace All Tags', {
		placeholder: 'e.g. hot lead, webinar',
		description:
			"The only tags that the contact has afterwards, with commas between them. To keep the others, use the operation 'Add Tags'.",
	}),
	text('source', 'Source', { placeholder: 'e.g. Landing page' }),
	text('state', 'State'),
	text('timezone', 'Time Zone', { placeholder: 'e.g. America/New_York' }),
	text('website', 'Website', { placeholder: 'e.g. https://example.com' }),
];

/** Which channels may be used, each by itself. */
export const channelSettings = table(
	'dndSettings',
	'Do Not Disturb by Channel',
	{ displayName: 'Channel', name: 'channel' },
	[
		column('name', 'Channel', { type: 'options', options: CHANNELS, default: 'Call' }),
		column('status', 'Setting', { type: 'options', options: DISTURBANCE, default: 'active' }),
	],
	{
		placeholder: 'Add channel',
		read: (rows): FieldRead<IDataObject | undefined> => {
			const settings: IDataObject = {};
			for (const row of rows) {
				const name = readChoice(CHANNELS, row.name);
				const status = readChoice(DISTURBANCE, row.status);
				if ('fault' in name) return { ...name, part: String(row.name) };
				if ('fault' in status) return { ...status, part: String(row.name) };
				settings[String(name.value)] = { status: status.value };
			}
			return { value: Object.keys(settings).length > 0 ? settings : undefined };
		},
	},
);

/** Fields that the location has made itself. */
export const customFields = table(
	'customFields',
	'Custom Fields',
	{ displayName: 'Field', name: 'field' },
	[
		column('key', 'ID or Key', {
			placeholder: 'e.g. 6dvNaf7VhkQ9snc5vnjJ',
			description: 'As the settings of the sub-account show it under Custom Fields',
		}),
		column('value', 'Value', { description: 'A list for a field that takes several values' }),
	],
	{
		placeholder: 'Add custom field',
		read: (rows): FieldRead<IDataObject[]> => {
			const fields: IDataObject[] = [];
			for (const row of rows) {
				if (isEmpty(row.value)) continue;
				const key = readId(row.key);
				if ('fault' in key) return { ...key, part: 'ID or Key' };
				// With the key as the settings show it, the name of the object stands in front.
				const own = ID.test(key.value)
					? { id: key.value }
					: { key: key.value.replace(/^contact\./, '') };
				const given = typeof row.value === 'string' ? readText(row.value) : { value: row.value };
				if ('fault' in given) return { ...given, part: key.value };
				fields.push({ ...own, field_value: given.value });
			}
			return { value: fields };
		},
	},
);
