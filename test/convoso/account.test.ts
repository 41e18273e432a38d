import type { INodeParameters } from 'n8n-workflow';

import type { BlockedNumber } from '../../sandbox/convoso/store';
import { byId, lab } from '../support/lab';

const { vendor, run, sent, fail } = lab('convoso');
beforeEach(fill);

const all = { returnAll: true };
const number = { phoneNumber: '+1 (555) 123-4567', phoneCode: '1', campaignId: byId('0') };

const blocked = (id: string, phone_number: string): BlockedNumber => ({
	id,
	phone_number,
	phone_code: '1',
	campaign_id: '0',
	campaign_name: '',
	insert_date: '2026-03-01 10:00:00',
	reason: 'DNC',
	purpose: '',
});

/** Something of everything that the operations below work on. */
function fill() {
	const { store } = vendor;
	store.addLead({ list_id: '333', phone_number: '5551234567' });
	store.addCalls(1, () => store.now());
	store.dnc.push(blocked('1', '5550000001'));
	store.smsOptOuts.push(blocked('2', '5550000002'));
	store.callbacks.push({
		id: '3',
		lead_id: '10001',
		list_id: '333',
		campaign_id: '101',
		callback_time: '2026-03-01 10:00:00',
		recipient: 'ANYONE',
		comments: 'after lunch',
		stage: 'PENDING',
		user: '0',
		user_name: '',
		phone_number: '5551234567',
	});
	store.recordings.push({
		recording_id: 'rec1',
		lead_id: '10001',
		user_id: '1110001',
		start_time: '2026-03-01 10:00:00',
		end_time: '',
		seconds: null,
		url: '1-all.wav',
	});
	store.statuses.push({ status: 'HOT', name: 'Hot', custom_status: 'Y' });
	store.agentEvents.push({
		id: '4',
		user_id: '1110000',
		state: 'LOGIN',
		campaign_id: '101',
		created_at: '2026-03-01 10:00:00',
	});
}

interface Case {
	/** resource.operation */
	name: string;
	parameters: INodeParameters;
	/** Address and everything that is sent, but the token. */
	path: string;
	body: Record<string, string>;
	/** The first item. */
	first: object;
	/** How many items come; 1 when left out. */
	count?: number;
}

const cases: Case[] = [
	{
		name: 'list.insert',
		parameters: {
			name: ' Spring Leads ',
			campaignId: byId('101'),
			additionalFields: { description: 'From the fair', status: 0 },
		},
		path: '/lists/insert',
		body: {
			name: 'Spring Leads',
			campaign_id: '101',
			description: 'From the fair',
			status: '0',
		},
		first: { list_id: '70001' },
	},
	{
		name: 'list.update',
		parameters: { listId: byId('333'), updateFields: { name: 'Web Form 2026', status: 'N' } },
		path: '/lists/update',
		body: { list_id: '333', name: 'Web Form 2026', status: '0' },
		first: { list_id: '333' },
	},
	{
		name: 'list.delete',
		parameters: { listId: byId('334') },
		path: '/lists/delete',
		body: { list_id: '334' },
		first: { deleted: true, list_id: '334' },
	},
	{
		name: 'list.search',
		parameters: { status: 1, ...all, filters: { campaignId: byId('101') } },
		path: '/lists/search',
		body: { status: '1', campaign_id: '101' },
		first: { id: '333', name: 'Web Form Leads', campaign_id: '101', status: 'Y' },
		count: 2,
	},
	{
		name: 'campaign.search',
		parameters: all,
		path: '/campaigns/search',
		body: {},
		first: { id: '101', name: 'Solar West', status: 'Y', last_call_date: null },
		count: 3,
	},
	{
		name: 'campaign.setStatus',
		parameters: { campaignId: byId('103'), status: 1 },
		path: '/campaigns/status',
		body: { campaign_id: '103', status: '1' },
		first: { success: true, campaign_id: '103' },
	},
	{
		name: 'callLog.retrieve',
		parameters: {
			returnAll: false,
			limit: 5,
			simple: false,
			options: { includeRecordings: false },
		},
		path: '/log/retrieve',
		body: { offset: '0', limit: '5', include_recordings: '0' },
		first: { id: '900001', lead_id: '10001', status: 'NA' },
	},
	{
		name: 'callLog.update',
		parameters: { callLogId: byId('900001'), updateFields: { extraField02: 'ok' } },
		path: '/log/update',
		body: { call_log_id: '900001', extra_field_02: 'ok' },
		first: { success: true, call_log_id: '900001' },
	},
	{
		name: 'recording.getByUser',
		parameters: {
			user: { __rl: true, mode: 'email', value: 'ben.ortiz@example.com, ada.novak@example.com' },
			...all,
			filters: { startTime: '2026-03-01T00:00:00' },
		},
		path: '/users/recordings',
		body: {
			user: 'ben.ortiz@example.com,ada.novak@example.com',
			start_time: '2026-03-01 00:00:00',
			offset: '0',
			limit: '100',
		},
		first: { recording_id: 'rec1', lead_id: '10001', seconds: null, url: '1-all.wav' },
	},
	{
		name: 'status.search',
		parameters: { query: '', ...all },
		path: '/status/search',
		body: { query: '' },
		first: { status: 'NEW', name: 'New Lead', final: 'N', reached: 'Y' },
		count: 7,
	},
	{
		name: 'status.insert',
		parameters: {
			status: 'WARM',
			name: 'Warm Lead',
			callback: true,
			contact: '={{ "Y" }}',
			additionalFields: { hexColor: '#6711d1' },
		},
		path: '/status/insert',
		body: {
			status: 'WARM',
			name: 'Warm Lead',
			callback: 'Y',
			contact: 'Y',
			dnc: 'N',
			final: 'N',
			reached: 'N',
			success: 'N',
			voicemail: 'N',
			hex_color: '6711d1',
		},
		first: { new: '1', status: 'WARM' },
	},
	{
		name: 'status.update',
		parameters: { status: byId('HOT'), updateFields: { name: 'Very Hot', final: false } },
		path: '/status/update',
		body: { status: 'HOT', name: 'Very Hot', final: 'N' },
		first: { status: 'HOT' },
	},
	{
		name: 'user.search',
		parameters: { user: 'Novak', ...all },
		path: '/users/search',
		body: { user: 'Novak', offset: '0', limit: '100' },
		first: { id: '1110000', email: 'ada.novak@example.com', status: 'Y' },
	},
	{
		name: 'dnc.insert',
		parameters: {
			...number,
			additionalFields: { purpose: 'TELEMKT', reason: 'ConsentRevoked' },
		},
		path: '/dnc/insert',
		body: {
			phone_number: '5551234567',
			phone_code: '1',
			campaign_id: '0',
			purpose: 'TELEMKT',
			reason: 'ConsentRevoked',
		},
		first: {
			success: true,
			id: '70001',
			phone_number: '5551234567',
			phone_code: '1',
			campaign_id: '0',
		},
	},
	{
		name: 'dnc.search',
		parameters: {
			...all,
			filters: { phoneNumber: '(555) 000-0001', purpose: '-BLANK-', insertDate: '2026-03-01' },
		},
		path: '/dnc/search',
		body: {
			phone_number: '5550000001',
			purpose: '-BLANK-',
			insert_date: '2026-03-01',
			offset: '0',
			limit: '1000',
		},
		first: { id: '1', phone_number: '5550000001', campaign_id: '0', reason: 'DNC' },
	},
	{
		name: 'dnc.update',
		parameters: { id: byId('1'), updateFields: { reason: '-BLANK-', purpose: 'ESIGN' } },
		path: '/dnc/update',
		body: { id: '1', reason: '-BLANK-', purpose: 'ESIGN' },
		first: { id: '1' },
	},
	{
		name: 'dnc.delete',
		parameters: {
			...number,
			phoneNumber: '5550000001',
			options: { leadStatus: byId('NEW') },
		},
		path: '/dnc/delete',
		body: {
			phone_number: '5550000001',
			phone_code: '1',
			campaign_id: '0',
			lead_status: 'NEW',
			update_lead_status: '1',
		},
		first: { deleted: true, phone_number: '5550000001', phone_code: '1', campaign_id: '0' },
	},
	{
		name: 'smsOptOut.insert',
		parameters: number,
		path: '/sms-opt-out/insert',
		body: { phone_number: '5551234567', phone_code: '1', campaign_id: '0' },
		first: { success: true, phone_number: '5551234567', phone_code: '1', campaign_id: '0' },
	},
	{
		name: 'smsOptOut.search',
		parameters: { ...all, filters: { reason: '-NOTBLANK-' } },
		path: '/sms-opt-out/search',
		body: { reason: '-NOTBLANK-', offset: '0', limit: '1000' },
		first: { id: '2', phone_number: '5550000002' },
	},
	{
		name: 'smsOptOut.update',
		parameters: { id: byId('2'), updateFields: { phoneNumber: '+1 555 000 0009' } },
		path: '/sms-opt-out/update',
		body: { id: '2', phone_number: '5550000009', phone_code: '1' },
		first: { id: '2' },
	},
	{
		name: 'callback.insert',
		parameters: {
			leadId: '10001',
			callbackTime: '2026-03-02T14:30:00',
			recipient: 'personal',
			additionalFields: { userId: byId('1110000'), comments: 'Ask for Zoë' },
		},
		path: '/callbacks/insert',
		body: {
			lead_id: '10001',
			callback_time: '2026-03-02 02:30 PM',
			callback_time_zone: '-8.00',
			recipient: 'personal',
			user_id: '1110000',
			comments: 'Ask for Zoë',
		},
		first: { callback_id: '70001' },
	},
	{
		name: 'callback.update',
		parameters: {
			callbackId: byId('3'),
			updateFields: {
				callbackTime: '2026-07-01T00:05:00',
				timeZone: '',
				callbackStatus: 'dismissed',
			},
		},
		path: '/callbacks/update',
		body: {
			callback_id: '3',
			callback_time: '2026-07-01 12:05 AM',
			callback_time_zone: '-7.00',
			callback_status: 'dismissed',
		},
		first: { callback_id: '3' },
	},
	{
		name: 'callback.search',
		parameters: {
			...all,
			filters: { stage: 'PENDING', recipient: 'System', startDate: '2026-03-01' },
		},
		path: '/callbacks/search',
		body: {
			stage: 'PENDING',
			recipient: 'System',
			start_date: '2026-03-01',
			offset: '0',
			limit: '5000',
		},
		first: { id: '3', lead_id: '10001', stage: 'PENDING' },
	},
	{
		name: 'callback.delete',
		parameters: { callbackId: byId('3') },
		path: '/callbacks/delete',
		body: { callback_id: '3' },
		first: { deleted: true, callback_id: '3' },
	},
	{
		name: 'revenue.update',
		parameters: { callLogId: byId('900001'), updateFields: { revenue: 199.5, return: false } },
		path: '/revenue/update',
		body: { call_log_id: '900001', revenue: '199.5', return: '0' },
		first: { call_log_id: '900001' },
	},
	{
		name: 'agent.monitor',
		parameters: { ...all, filters: { campaignId: ['101', '102'], queueId: '501, 502' } },
		path: '/agent-monitor/search',
		body: { campaign_id: '101,102', queue_id: '501,502' },
		first: { user_id: '1110000', user_full_name: 'Ada Novak', status: 'READY' },
		count: 3,
	},
	{
		name: 'agent.activity',
		parameters: { filters: { userId: ['1110000', '1110001'] } },
		path: '/user-activity/search',
		body: { user_id: '1110000,1110001' },
		first: { available_agents: 1, logged_in_agents: 2 },
	},
	{
		name: 'agent.logOut',
		parameters: { userId: byId('1110000') },
		path: '/agent-monitor/logout',
		body: { user_id: '1110000' },
		first: { success: true, user_id: '1110000' },
	},
	{
		name: 'agent.performance',
		parameters: { ...all, filters: { dateStart: '2026-03-01', userIds: ['1110001'] } },
		path: '/agent-performance/search',
		body: { date_start: '2026-03-01', user_ids: '1110001' },
		first: { user_id: '1110001', name: 'Ben Ortiz', calls: 843, talk_sec: '03:24:51' },
	},
	{
		name: 'agent.productivity',
		parameters: {
			...all,
			filters: { agentEmails: 'ada.novak@example.com', dateEnd: '2026-03-01' },
		},
		path: '/agent-productivity/search',
		body: {
			agent_emails: 'ada.novak@example.com',
			date_end: '2026-03-01',
			offset: '0',
			limit: '1000',
		},
		first: { id: '4', user_id: '1110000', state: 'LOGIN' },
	},
	{
		name: 'leadValidation.search',
		parameters: {
			criteriaKey: 'solar-west-buyers',
			phoneNumber: '+1 555 123 4567',
			additionalFields: { state: 'NY' },
		},
		path: '/lead-validation/search',
		body: { criteria_key: 'solar-west-buyers', phone_number: '5551234567', state: 'NY' },
		// No refusal: the question is answered.
		first: { result: 'Denied' },
	},
];

/** The parameters of `<resource>.<operation>`. */
const of = (name: string, values: INodeParameters): INodeParameters => {
	const [resource, operation] = name.split('.');
	return { resource, operation, requestOptions: {}, ...values };
};

describe.each(['runner', 'routingNode'] as const)(
	'the account around the leads on %s',
	(engine) => {
		it.each(cases)('$name', async ({ name, parameters, path, body, first, count = 1 }) => {
			const { items, error } = await run(of(name, parameters), { engine });
			expect(error).toBeUndefined();
			const [request, ...others] = sent();
			expect(others).toEqual([]);
			expect(request).toMatchObject({ method: 'POST', path, url: `/convoso/v1${path}` });
			expect(request.body).toEqual({ auth_token: '***', ...body });
			expect(items).toHaveLength(count);
			expect(items[0].json).toMatchObject(first);
		});
	},
);

it.each<[string, string, INodeParameters, RegExp]>([
	[
		'a list name of 9 characters',
		'list.insert',
		{ name: '123456789', campaignId: byId('101') },
		/'Name' has 9 characters instead of 10 to 30/,
	],
	[
		'a list name of 31 characters',
		'list.insert',
		{ name: 'x'.repeat(31), campaignId: byId('101') },
		/'Name' has 31 characters instead of 10 to 30/,
	],
	[
		'a new list name with an umlaut',
		'list.update',
		{ listId: byId('333'), updateFields: { name: 'Frühling 2026' } },
		/'Name' has a "ü" in it/,
	],
	[
		'a list description of 256 characters',
		'list.insert',
		{
			name: '1234567890',
			campaignId: byId('101'),
			additionalFields: { description: 'x'.repeat(256) },
		},
		/'Description' has 256 characters/,
	],
	[
		'a list without campaign',
		'list.insert',
		{ name: '1234567890', campaignId: byId('={{ "" }}') },
		/'Campaign' is empty/,
	],
	[
		'campaign status "maybe"',
		'campaign.setStatus',
		{ campaignId: byId('101'), status: '={{ "maybe" }}' },
		/'Status' is neither yes nor no: "maybe"/,
	],
	[
		'a DNC purpose outside the list',
		'dnc.insert',
		{ ...number, additionalFields: { purpose: '={{ "SPAM" }}' } },
		/'Purpose' is "SPAM"/,
	],
	[
		'an opt-out purpose outside the list',
		'smsOptOut.update',
		{ id: byId('2'), updateFields: { purpose: '={{ "SPAM" }}' } },
		/'Purpose' is "SPAM"/,
	],
	[
		'a number of another country',
		'dnc.insert',
		{ ...number, phoneNumber: '+44 20 7946 0018' },
		/'Phone Number' is of another country than the phone code 1/,
	],
	[
		'nine digits for the US',
		'dnc.delete',
		{ ...number, phoneNumber: '555 123 456' },
		/'Phone Number' has 9 digits after \+1 instead of ten/,
	],
	[
		'no phone code',
		'dnc.insert',
		{ ...number, phoneNumber: '5551234567', phoneCode: '={{ "" }}' },
		/'Phone Code' is empty/,
	],
	[
		'a status abbreviation of 7 letters',
		'status.insert',
		{ status: 'TOOLONG', name: 'x' },
		/'Abbreviation' is "TOOLONG"/,
	],
	[
		'a status abbreviation with a hyphen',
		'status.insert',
		{ status: 'A-B', name: 'x' },
		/'Abbreviation' is "A-B"/,
	],
	['a status without a name', 'status.insert', { status: 'AB', name: ' ' }, /'Name' is empty/],
	[
		'a colour that is none',
		'status.update',
		{ status: byId('HOT'), updateFields: { hexColor: 'red' } },
		/'Color' is "red"/,
	],
	[
		'"perhaps" for final',
		'status.update',
		{ status: byId('HOT'), updateFields: { final: '={{ "perhaps" }}' } },
		/'Final' is neither yes nor no: "perhaps"/,
	],
	[
		'a call without extra field',
		'callLog.update',
		{ callLogId: byId('900001'), updateFields: {} },
		/'Update Fields' is empty/,
	],
	[
		'a call type outside the list',
		'callLog.retrieve',
		{ ...all, filters: { callType: '={{ "FAX" }}' } },
		/'Call Type' is "FAX"/,
	],
	[
		'a call log limit beyond the largest offset',
		'callLog.retrieve',
		{ returnAll: false, limit: 40_501 },
		/'Limit' is 40501/,
	],
	[
		'an unparsable date of calls',
		'callLog.retrieve',
		{ ...all, filters: { startTime: 'soon' } },
		/'Since' is no date: "soon"/,
	],
	[
		'revenue of nothing',
		'revenue.update',
		{ callLogId: byId('900001'), updateFields: {} },
		/'Update Fields' is empty/,
	],
	[
		'revenue that is no number',
		'revenue.update',
		{ callLogId: byId('900001'), updateFields: { revenue: '={{ "much" }}' } },
		/'Revenue' is no number: "much"/,
	],
	[
		'recordings of no email',
		'recording.getByUser',
		{ user: { __rl: true, mode: 'email', value: 'ada.novak@example.com, ben' }, ...all },
		/'User' has an entry that is no email address: "ben"/,
	],
	[
		'a personal callback without user',
		'callback.insert',
		{ leadId: '10001', callbackTime: '2026-03-02T14:30:00', recipient: 'personal' },
		/'User' is empty/,
	],
	[
		'a callback without a time',
		'callback.insert',
		{ leadId: '10001', callbackTime: '={{ "" }}', recipient: 'system' },
		/'Callback Time' is empty/,
	],
	[
		'a callback time that is none',
		'callback.insert',
		{ leadId: '10001', callbackTime: 'noon', recipient: 'system' },
		/'Callback Time' is no date: "noon"/,
	],
	[
		'a time zone that is none',
		'callback.insert',
		{
			leadId: '10001',
			callbackTime: '2026-03-02T14:30:00',
			recipient: 'system',
			additionalFields: { callbackTimeZone: 'PDT?' },
		},
		/'Time Zone' is no time zone: "PDT\?"/,
	],
	[
		'a time zone alone',
		'callback.update',
		{ callbackId: byId('3'), updateFields: { callbackTimeZone: '-7' } },
		/'Time Zone' stands alone/,
	],
	[
		'a stage outside the list',
		'callback.search',
		{ ...all, filters: { stage: '={{ "LATER" }}' } },
		/'Stage' is "LATER"/,
	],
	[
		'agents by no email',
		'agent.productivity',
		{ ...all, filters: { agentEmails: 'ada' } },
		/'Agent Emails' has an entry that is no email address/,
	],
	[
		'a validation without key',
		'leadValidation.search',
		{ criteriaKey: '={{ "" }}', phoneNumber: '5551234567' },
		/'Criteria Key' is empty/,
	],
])('refuses %s before anything is sent', async (_what, name, values, message) => {
	const { error } = await run(of(name, values));
	expect(error?.message).toMatch(message);
	expect(error?.message).toMatch(/\[item 0\]$/);
	expect(error?.description).toBeTruthy();
	expect(sent()).toHaveLength(0);
});

it.each([
	['in the account time zone', {}, '2026-03-02 02:30 PM', '-8.00'],
	['in a zone by name', { callbackTimeZone: 'Asia/Kolkata' }, '2026-03-02 02:30 PM', '5.50'],
	['in hours from UTC', { callbackTimeZone: '-7' }, '2026-03-02 02:30 PM', '-7.00'],
	['in hours and minutes', { callbackTimeZone: '+05:45' }, '2026-03-02 02:30 PM', '5.75'],
])('plans a callback %s', async (_name, additionalFields, time, zone) => {
	await run(
		of('callback.insert', {
			leadId: '10001',
			callbackTime: '2026-03-02T14:30:00',
			recipient: 'system',
			additionalFields,
		}),
	);
	expect(sent()[0].body).toMatchObject({
		callback_time: time,
		callback_time_zone: zone,
	});
});

it('converts a callback time that names its zone', async () => {
	await run(
		of('callback.insert', {
			leadId: '10001',
			callbackTime: '2026-03-02T14:30:00Z',
			recipient: 'system',
			additionalFields: { callbackTimeZone: 'America/New_York' },
		}),
	);
	expect(sent()[0].body).toMatchObject({
		callback_time: '2026-03-02 09:30 AM',
		callback_time_zone: '-5.00',
	});
});

it('brings all users, who come as an object by id and page by page', async () => {
	const { items } = await run(of('user.search', { user: '', ...all }));
	expect(items.map(({ json }) => json.id)).toEqual(
		Array.from({ length: 130 }, (_, index) => String(1_110_000 + index)),
	);
});

it.each([
	['users without users', 'user.search', { data: { total: '0', results: [] } }],
	['users without data', 'user.search', {}],
	['agents without agents', 'agent.performance', { code: 200, total: 0, data: [] }],
	['agents without data', 'agent.performance', { code: 200, total: 0 }],
	[
		'a monitor without agents',
		'agent.monitor',
		{ data: { entries: { campaigns: [{ value: 1 }] } } },
	],
	['lists without lists', 'list.search', { data: [] }],
])('gives nothing for %s', async (_name, name, answer) => {
	fail({ kind: 'answer', status: 200, body: { success: true, ...answer } });
	const { items, error } = await run(of(name, { status: 1, user: '', ...all }));
	expect(error).toBeUndefined();
	expect(items).toEqual([]);
});

it('says so when rows are no records', async () => {
	fail({
		path: '/lists/search',
		kind: 'answer',
		status: 200,
		body: { success: true, data: ['a', 'b'] },
	});
	const { error } = await run(of('list.search', { status: 1, ...all }));
	expect(error?.message).toMatch(/Convoso: sent rows in an unknown form/);
});

it('does not read past the largest offset of the do-not-call list, and says so', async () => {
	const { store } = vendor;
	store.dnc = Array.from({ length: 101_001 }, (_, index) => blocked(String(index), '5550000001'));
	const { items, error } = await run(of('dnc.search', all));
	expect(items).toHaveLength(0);
	expect(error?.message).toMatch(
		/There are 101,001 results, and only the first 101,000 can be read/,
	);
	expect(sent()).toHaveLength(1);
});

it('shortens what comes at once to the limit', async () => {
	const { items } = await run(of('campaign.search', { returnAll: false, limit: 2 }));
	expect(items).toHaveLength(2);
});

it('does not send a change again whose answer was lost, and says what was sent', async () => {
	fail({ path: '/campaigns/status', kind: 'drop', when: 'after' });
	const { error } = await run(of('campaign.setStatus', { campaignId: byId('103'), status: 1 }));
	expect(error?.description).toMatch(/It is unknown whether the change was accepted/);
	expect(sent()).toHaveLength(1);
});

it('asks again for a list whose answer was lost', async () => {
	fail({ path: '/lists/search', kind: 'drop', when: 'before' });
	const { items } = await run(of('list.search', { status: 1, ...all }));
	expect(items).toHaveLength(3);
});
