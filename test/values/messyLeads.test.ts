import { readFileSync } from 'node:fs';
import path from 'node:path';

import type { INodeParameters } from 'n8n-workflow';

import { contactId } from '../../sandbox/leadconnector/store';
import { fromCampaign, INITIATE } from '../aicall/calling';
import { examples as leadConnector } from '../leadconnector/operations';
import { byId, lab, type NodeName } from '../support/lab';

const { run, sent, sandbox } = lab('convoso');

/** A row of the example file, by the names in its header. */
type Row = Record<string, string>;

/** A field of a node that a cell can be put into. */
interface Place {
	node: NodeName;
	/** What its parameter is called in the editor. */
	name: string;
	parameters: (cell: string, row: Row) => INodeParameters;
	/** Where a good value arrives, and under which names. */
	path: string;
	arrives: (means: string, row: Row) => object;
	/** What this vendor does not take although it has a meaning; words of the sentence. */
	refuses?: (means: string) => string | undefined;
	/** A row that the node has no field for. */
	lacks?: (row: Row) => boolean;
}

const rows = parsed(
	readFileSync(path.resolve(__dirname, '../../examples/messy-leads.csv'), 'utf8'),
);

const lead = (more: INodeParameters): INodeParameters => ({
	resource: 'lead',
	operation: 'insert',
	listId: byId('333'),
	phoneNumber: '+1 555 123 4567',
	leadFields: {},
	customFields: {},
	options: {},
	requestOptions: {},
	...more,
});

const ofLead = (
	group: 'leadFields' | 'options',
	parameter: string,
	name: string,
	arrives: Place['arrives'],
): Place => ({
	node: 'convoso',
	name,
	parameters: (cell) => lead({ [group]: { [parameter]: cell } }),
	path: '/leads/insert',
	arrives,
});

const call = (more: INodeParameters): INodeParameters => ({
	resource: 'call',
	operation: 'start',
	lcNumber: '+1 555 123 4567',
	additionalFields: {},
	customParameters: {},
	customAgents: {},
	options: {},
	requestOptions: {},
	...more,
});

const logged = (more: INodeParameters): INodeParameters => ({
	resource: 'message',
	operation: 'addOutboundCall',
	...leadConnector['message.addOutboundCall'].parameters,
	requestOptions: {},
	...more,
});

const contact = (name: string, parameter: string, arrives: Place['arrives']): Place => ({
	node: 'leadConnector',
	name,
	parameters: (cell) => ({
		resource: 'contact',
		operation: 'update',
		contactId: byId(contactId(0)),
		updateFields: { [parameter]: cell },
		customFields: {},
		requestOptions: {},
	}),
	path: `/contacts/${contactId(0)}`,
	arrives,
});

const isLocal = (means: string) => (means.startsWith('+') ? undefined : 'no country code');

const places: Partial<Record<string, Place[]>> = {
	phone: [
		{
			...ofLead('leadFields', 'phoneCode', 'Phone Number', (means) => ({
				// North America has ten digits behind its code, Great Britain the code 44.
				phone_number: means.replace(/^\+(1|44)/, ''),
				...(means.startsWith('+') ? { phone_code: /^\+(1|44)/.exec(means)![1] } : {}),
			})),
			parameters: (cell, { phone_code }) =>
				lead({ phoneNumber: cell, leadFields: phone_code ? { phoneCode: phone_code } : {} }),
		},
		{
			node: 'convolo',
			name: 'Phone Number',
			parameters: (cell) => call({ lcNumber: cell }),
			path: '/rest/v1/ext/add_call_api/',
			arrives: (means) => ({ lc_number: means }),
			lacks: ({ phone_code }) => phone_code !== '',
		},
		{
			node: 'leadConnector',
			name: 'Phone Number',
			parameters: (cell) => logged({ callTo: cell }),
			path: '/conversations/messages/outbound',
			arrives: (means) => ({ call: expect.objectContaining({ to: means }) }),
			refuses: isLocal,
			lacks: ({ phone_code }) => phone_code !== '',
		},
		{
			node: 'aiCall',
			name: 'Phone Number',
			parameters: (cell) => ({ ...fromCampaign, recipientNumber: cell }),
			path: INITIATE,
			arrives: (means) => [{ name: 'config', value: expect.stringContaining(`"${means}"`) }],
			refuses: isLocal,
			lacks: ({ phone_code }) => phone_code !== '',
		},
	],
	phoneCode: [ofLead('leadFields', 'phoneCode', 'Phone Code', (means) => ({ phone_code: means }))],
	flag: [
		ofLead('options', 'checkDnc', 'Check DNC', (means) => ({
			check_dnc: means === 'true' ? '1' : '0',
		})),
		contact('Do Not Disturb', 'dnd', (means) => ({ dnd: means === 'true' })),
	],
	number: [
		ofLead('leadFields', 'annualRevenue', 'Annual Revenue', (means) => ({
			annual_revenue: means,
		})),
	],
	wholeNumber: [ofLead('options', 'hopperPriority', 'Hopper Priority', () => ({}))],
	moment: [
		{
			node: 'leadConnector',
			name: 'Date',
			parameters: (cell) => logged({ additionalFields: { date: cell } }),
			path: '/conversations/messages/outbound',
			arrives: (means) => ({ date: new Date(means).toISOString() }),
		},
	],
	day: [
		ofLead('leadFields', 'dateOfBirth', 'Date of Birth', (means) => ({ date_of_birth: means })),
		contact('Date of Birth', 'dateOfBirth', (means) => ({ dateOfBirth: means })),
	],
	text: [
		ofLead('leadFields', 'firstName', 'First Name', (means) => ({ first_name: means })),
		contact('First Name', 'firstName', (means) => ({ firstName: means })),
	],
	list: [contact('Replace All Tags', 'tags', (means) => ({ tags: means.split(', ') }))],
	email: [
		{
			node: 'convolo',
			name: 'Lead Email',
			parameters: (cell) => call({ additionalFields: { lcParamEmail: cell } }),
			path: '/rest/v1/ext/add_call_api/',
			arrives: (means) => ({ lc_param_email: means }),
		},
	],
	webAddress: [
		{
			node: 'leadConnector',
			name: 'Attachments',
			parameters: (cell) => logged({ additionalFields: { attachments: cell } }),
			path: '/conversations/messages/outbound',
			arrives: (means) => ({ attachments: means.split(', ') }),
		},
	],
	id: [ofLead('options', 'leadId', 'Lead ID', (means) => ({ lead_id: means }))],
	filter: [
		{
			node: 'convoso',
			name: 'Phone Number',
			parameters: (cell) => ({
				resource: 'lead',
				operation: 'search',
				returnAll: true,
				filters: { phoneNumber: cell },
				requestOptions: {},
			}),
			path: '/leads/search',
			arrives: () => ({}),
		},
	],
};

/** Kinds whose rows only their reader is tested with: what they mean depends on when, or on whom, one asks. */
const READER_ONLY = ['contact', 'scheduled', 'zone'];

it('every kind of the file has a field that it is put into', () => {
	const kinds = [...new Set(rows.map(({ kind }) => kind))];
	expect(kinds.filter((kind) => !places[kind])).toEqual(READER_ONLY);
});

const cases = rows.flatMap((row) =>
	(places[row.kind] ?? [])
		.filter(({ lacks }) => !lacks?.(row))
		.map(
			(place) =>
				[
					`${place.node}, '${place.name}': ${row.case} ${JSON.stringify(row.written)}`,
					row,
					place,
				] as const,
		),
);

describe('a cell of the example file', () => {
	it.each(cases)('%s', async (_name, row, place) => {
		// LeadConnector logs a call only with the number of the contact.
		const { contacts } = sandbox.vendors.leadConnector.store;
		if (row.kind === 'phone') contacts.get(contactId(0))!.phone = row.means;
		const { error } = await run(place.parameters('={{ $json.written }}', row), {
			type: place.node,
			items: [{ json: { written: row.written } }],
		});
		const arrived = sent(place.path).map(({ body }) => body);
		const words = row.refused || place.refuses?.(row.means);
		// An optional field that is empty is left out; only a filter is refused.
		if (words === 'is empty' && row.kind !== 'filter') {
			expect(arrived).toHaveLength(1);
			expect(JSON.stringify(arrived[0])).not.toMatch(/hopper_priority|first_name|firstName/);
			return;
		}
		if (!words) {
			expect(error).toBeUndefined();
			const expected = place.arrives(row.means, row);
			expect(arrived).toEqual([
				Array.isArray(expected) ? expected : expect.objectContaining(expected),
			]);
			return;
		}
		expect(arrived).toEqual([]);
		expect(error?.message).toContain(`'${place.name}'`);
		expect(error?.message).toContain('[item 0]');
		expect(`${error?.message} ${error?.description}`).toContain(words);
		expect(error?.message).toContain(row.written.trim());
	});
});

/** The rows of a CSV file with a header and quoted cells. */
function parsed(text: string): Row[] {
	const [header, ...lines] = text
		.trimEnd()
		.split('\n')
		.map((line) =>
			[...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(
				([, quoted, bare]) => quoted?.replaceAll('""', '"') ?? bare,
			),
		);
	return lines.map((cells) => Object.fromEntries(header.map((name, at) => [name, cells[at]])));
}
