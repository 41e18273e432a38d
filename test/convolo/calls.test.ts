import type { INodeParameters } from 'n8n-workflow';

import { RECORDING } from '../../sandbox/convolo';
import type { FaultKind, FaultTarget } from '../../sandbox/kit/faults';
import { byId, lab, locator } from '../support/lab';

const START = '/rest/v1/ext/add_call_api/';
const LIST = '/api/v2/calls/payload-data-list';

const { sandbox, vendor, credentials, run, runOn, sent, fail } = lab('convolo');

const start = (values: INodeParameters = {}): INodeParameters => ({
	resource: 'call',
	operation: 'start',
	lcNumber: '+1 (555) 123-4567',
	additionalFields: {},
	customParameters: {},
	customAgents: {},
	options: {},
	requestOptions: {},
	...values,
});

const read = (operation: string, values: INodeParameters = {}): INodeParameters => ({
	resource: 'call',
	operation,
	callId: byId('1'.padStart(32, '0')),
	returnAll: false,
	limit: 50,
	simple: false,
	filters: {},
	binaryPropertyName: 'data',
	requestOptions: {},
	...values,
});

const parameters = (...rows: Array<[name: string, value: unknown]>) =>
	({
		parameter: rows.map(([name, value]) => ({ name: locator('name', name), value })),
	}) as INodeParameters;

const agents = (count: number) => ({
	agent: Array.from({ length: count }, (_, index) => ({
		agentName: `Agent ${index + 1}`,
		agentPhoneNumber: `+1 555 000 ${String(1000 + index)}`,
	})),
});

const keysInAddress = () => sent().filter(({ secretsIn }) => secretsIn.includes('url'));

describe.each(['runner', 'routingNode'] as const)('Convolo calls on %s', (engine) => {
	const run = runOn(engine);

	it('starts a call with two numbers, three parameters and two agents under the names of the API document', async () => {
		const { items, error } = await run(
			start({
				additionalFields: {
					lcNumber2: '020 7946 0018',
					country: 'GB',
					lcParamName: 'Zoë Doe',
					lcParamEmail: 'zoe@example.com',
					lcMessage: 'A lead from the web form',
				},
				customParameters: parameters(['project_name', 'Solar'], ['Budget_2', 9000], ['x', true]),
				customAgents: {
					agent: [
						{ agentName: 'Ada', agentPhoneNumber: '+44 (0)20 7946 0001' },
						{ agentName: 'Ben', agentPhoneNumber: '020 7946 0002' },
					],
				},
			}),
		);
		expect(error).toBeUndefined();
		expect(items.map(({ json }) => json)).toEqual([
			{ success: true, callId: '1'.padStart(32, '0'), leadId: '01FJMF4H421TYD6VAEW0000001' },
		]);
		expect(sent()).toHaveLength(1);
		expect(sent()[0]).toMatchObject({ method: 'POST', path: START, secretsIn: ['body'] });
		expect(sent()[0].headers['content-type']).toMatch(/^application\/json/);
		expect(sent()[0].body).toEqual({
			widget_key: '***',
			api_key: '***',
			lc_number: '+15551234567',
			lc_number_2: '+442079460018',
			country: 'GB',
			lc_param_name: 'Zoë Doe',
			lc_param_email: 'zoe@example.com',
			lc_message: 'A lead from the web form',
			lc_param_project_name: 'Solar',
			lc_param_Budget_2: '9000',
			lc_param_x: 'true',
			lc_param_agent01name: 'Ada',
			lc_param_agent01phone: '+442079460001',
			lc_param_agent02name: 'Ben',
			lc_param_agent02phone: '+442079460002',
		});
	});

	it('sends the same in the query with GET', async () => {
		const { items } = await run(
			start({
				customParameters: parameters(['project_name', 'Solar & Co']),
				options: { requestMethod: 'GET' },
			}),
		);
		expect(items[0].json).toMatchObject({ success: true });
		expect(sent()).toHaveLength(1);
		expect(sent()[0].method).toBe('GET');
		expect(vendor.store.calls[0].lead).toMatchObject({
			lead_phone: '+15551234567',
			custom_params: { project_name: 'Solar & Co' },
		});
	});

	it('leaves out what is empty, and a second number that is the first again', async () => {
		await run(
			start({
				additionalFields: { lcNumber2: '+1 555 123 4567', lcParamName: '' },
				customParameters: parameters(['project_name', '']),
				options: { requestMethod: 'POST' },
			}),
		);
		expect(sent()[0].body).toEqual({
			widget_key: '***',
			api_key: '***',
			lc_number: '+15551234567',
		});
	});

	it.each([
		['lc_param_source', 'lc_param_source'],
		['1c_param_source', 'lc_param_source'],
		['a', 'lc_param_a'],
		['twenty_characters_20', 'lc_param_twenty_characters_20'],
		['agents', 'lc_param_agents'],
	])('sends the custom parameter %s as %s', async (name, sentAs) => {
		await run(start({ customParameters: parameters([name, 'x']) }));
		expect(sent()[0].body).toHaveProperty([sentAs], 'x');
	});

	it('numbers up to 99 agents', async () => {
		const { error } = await run(start({ customAgents: agents(99) }));
		expect(error).toBeUndefined();
		expect(sent()[0].body).toMatchObject({
			lc_param_agent99name: 'Agent 99',
			lc_param_agent99phone: '+15550001098',
		});
	});

	it('takes agents by name or phone number alone, and with numbers of their own', async () => {
		const agent = [
			{ agentName: 'Ada', agentPhoneNumber: '' },
			{ agentName: '', agentPhoneNumber: '+1 555 000 1002' },
			{ agentName: 'Cleo', agentPhoneNumber: '+1 555 000 1003', agentNumber: '12.0' },
		];
		const { error } = await run(start({ customAgents: { agent } }));
		expect(error).toBeUndefined();
		expect(sent()[0].body).toEqual({
			widget_key: '***',
			api_key: '***',
			lc_number: '+15551234567',
			lc_param_agent01name: 'Ada',
			lc_param_agent02phone: '+15550001002',
			lc_param_agent12name: 'Cleo',
			lc_param_agent12phone: '+15550001003',
		});
	});

	it.each([
		['Germany', '030 1234567', 'DE', '+49301234567'],
		['united kingdom', '020 7946 0018', 'GB', '+442079460018'],
		['Germany (DE)', '+1 555 123 4567', 'DE', '+15551234567'],
		['AQ', '5551234567', 'AQ', '5551234567'],
	])('with the country %s takes %s for %s %s', async (country, lcNumber, code, number) => {
		const { error } = await run(
			start({ lcNumber, additionalFields: { country: `={{ "${country}" }}` } }),
		);
		expect(error).toBeUndefined();
		expect(sent()[0].body).toMatchObject({ country: code, lc_number: number });
	});

	it.each([
		['001 555 123 4567', '+15551234567'],
		['(+49) 30 / 123-4567', '+49301234567'],
		['+49 (0)30 1234567', '+49301234567'],
		['\u202a+1 555 123 4567\u202c', '+15551234567'],
		['+1\u00a0555\u00a0123\u20114567', '+15551234567'],
		['555.123.4567', '5551234567'],
		['030/1234567', '0301234567'],
		[15551234567, '+15551234567'],
		['15551234567.0', '+15551234567'],
	])('takes the phone number %p as %s', async (lcNumber, number) => {
		await run(start({ lcNumber }));
		expect(sent()[0].body).toMatchObject({ lc_number: number });
	});

	const refused: Array<[name: string, values: INodeParameters, words: RegExp]> = [
		['an empty phone number', { lcNumber: '={{ "" }}' }, /'Phone Number' is empty/],
		['a phone number of spaces', { lcNumber: '={{ "  " }}' }, /'Phone Number' is empty/],
		['letters', { lcNumber: 'call me' }, /'Phone Number' has no digits/],
		['an extension', { lcNumber: '555 123 4567 x12' }, /'Phone Number' has an extension/],
		[
			'two numbers in one',
			{ lcNumber: '5551234, 5554321' },
			/'Phone Number' holds several numbers/,
		],
		[
			'two numbers in one, with +',
			{ lcNumber: '+1555123 +1555432' },
			/'Phone Number' holds several numbers/,
		],
		['a number too short', { lcNumber: '911' }, /'Phone Number' has 3 digits/],
		['a number too long', { lcNumber: '1234567890123456' }, /'Phone Number' has 16 digits/],
		[
			'a bad second number',
			{ additionalFields: { lcNumber2: 'none' } },
			/'Second Phone Number' has no digits/,
		],
		[
			'a country of three letters',
			{ additionalFields: { country: '={{ "USA" }}' } },
			/'Country' is no country code of two letters: "USA"/,
		],
		[
			'a list as name',
			{ additionalFields: { lcParamName: '={{ ["a"] }}' } },
			/'Lead Name' holds a list or an object/,
		],
		[
			'a parameter name of 21 characters',
			{ customParameters: parameters(['twenty_one_characters', 'x']) },
			/'Custom Parameters' has a name of 21 characters/,
		],
		[
			'a parameter name with a dash',
			{ customParameters: parameters(['project-name', 'x']) },
			/'Custom Parameters' has a name with other characters than letters, digits and underscore: "project-name"/,
		],
		[
			'a parameter without a name',
			{ customParameters: parameters(['', 'x']) },
			/'Custom Parameters' has a parameter without a name/,
		],
		[
			'a parameter twice',
			{ customParameters: parameters(['Project', 'x'], ['project', 'y']) },
			/'Custom Parameters' has "project" more than once/,
		],
		[
			'a parameter that is Lead Name too',
			{ additionalFields: { lcParamName: 'Zoë' }, customParameters: parameters(['NAME', 'x']) },
			/'Custom Parameters' has "NAME" more than once/,
		],
		[
			'a parameter named like an agent',
			{ customParameters: parameters(['agent01phone', '+15551112222']) },
			/'Custom Parameters' has a name that Convolo keeps for agents/,
		],
		[
			'an object as value',
			{ customParameters: parameters(['project', '={{ { a: 1 } }}']) },
			/'Custom Parameters: project' holds a list or an object/,
		],
		['100 agents', { customAgents: agents(100) }, /'Custom Agents' has 100 agents/],
		[
			'an agent without name and phone number',
			{ customAgents: { agent: [{ agentName: '={{ "" }}', agentPhoneNumber: '' }] } },
			/'Custom Agents: agent 1' has neither name nor phone number/,
		],
		[
			'an agent with a number of three digits',
			{ customAgents: { agent: [{ agentName: 'Ada', agentNumber: '100' }] } },
			/'Custom Agents: agent 1' has a number that is not from 1 to 99: "100"/,
		],
		[
			'two agents with one number',
			{ customAgents: { agent: [{ agentName: 'Ada', agentNumber: '2' }, { agentName: 'Ben' }] } },
			/'Custom Agents' has more than one agent with the number of agent 2/,
		],
		[
			'a method that is none',
			{ options: { requestMethod: '={{ "PUT" }}' } },
			/'Request Method' is "PUT"/,
		],
		[
			'an agent with letters as phone number',
			{ customAgents: { agent: [{ agentName: 'Ada', agentPhoneNumber: 'home' }] } },
			/'Custom Agents: agent 1' has no digits/,
		],
	];
	it.each(refused)('refuses %s before sending', async (_name, values, words) => {
		const { error } = await run(start(values));
		expect(error?.message).toMatch(words);
		expect(error?.description).toBeTruthy();
		expect(sent()).toHaveLength(0);
	});

	it('sends a date of an expression as text', async () => {
		const value = '={{ DateTime.fromISO("2026-03-01T10:00:00Z", { zone: "utc" }) }}';
		const { error } = await run(start({ customParameters: parameters(['when', value]) }));
		expect(error).toBeUndefined();
		expect(sent()[0].body).toMatchObject({
			lc_param_when: expect.stringMatching(/^2026-03-01T10:00:00.000(Z|\+00:00)$/),
		});
	});

	it('takes any two letters as country from an expression', async () => {
		await run(start({ additionalFields: { country: '={{ "xk" }}' } }));
		expect(sent()[0].body).toMatchObject({ country: 'XK' });
	});

	it.each<[string, unknown, object]>([
		['an unknown object', { leadId: 7, nested: { a: [1] } }, { leadId: 7, nested: { a: [1] } }],
		['a null error', { error: null, errors: [], id: 1 }, { error: null, errors: [], id: 1 }],
		['a list', [{ id: 1 }, { id: 2 }], { answer: [{ id: 1 }, { id: 2 }] }],
	])('passes %s through', async (_name, body, output) => {
		fail({ kind: 'answer', status: 200, body, when: 'after' });
		const { items, error } = await run(start());
		expect(error).toBeUndefined();
		expect(items[0].json).toEqual(output);
	});

	it('counts text that says yes as accepted, and says so', async () => {
		fail({ kind: 'answer', status: 200, body: 'OK', when: 'after' });
		const { items, error } = await run(start());
		expect(error).toBeUndefined();
		expect(items[0].json).toMatchObject({
			accepted: true,
			answer: 'OK',
			note: expect.stringMatching(/with text/),
		});
		expect(vendor.store.calls).toHaveLength(1);
	});

	it.each<[string, number, unknown, RegExp, RegExp]>([
		['success false', 200, { success: false, message: 'Out of hours' }, /Out of hours/, /values/],
		['an error field', 200, { error: { message: 'No agents', code: 17 } }, /No agents/, /code 17/],
		['errors', 200, { errors: [{ detail: 'bad number' }] }, /bad number/, /values/],
		['a list of one error', 200, [{ error: 'Bad lead' }], /Bad lead/, /values/],
		['status error', 200, { status: 'error', text: 'Blocked' }, /Blocked/, /values/],
		['a nameless refusal', 200, { success: false }, /without saying why/, /values/],
		['HTTP 400', 400, { error: 'lc_number is invalid' }, /lc_number is invalid/, /'Phone Number'/],
		['HTTP 401', 401, { error: 'denied' }, /denied/, /not the one of the account/],
		['HTTP 403 as text', 403, 'Forbidden', /Forbidden/, /not the one of the account/],
		['a wrong key in HTTP 200', 200, { error: 'Wrong api_key' }, /Wrong api_key/, /'Widget Key'/],
		['HTTP 404 as web page', 404, '<html>no</html>', /HTTP 404 with a web page/, /'Server'/],
	])('turns %s into an error', async (_name, status, body, message, hint) => {
		fail({ kind: 'answer', status, body });
		const { error } = await run(start());
		expect(error?.message).toMatch(message);
		expect(error?.description).toMatch(hint);
		expect(sent()).toHaveLength(1);
	});

	it('hides keys that the server repeats', async () => {
		const [widgetKey, apiKey] = vendor.secrets;
		fail({
			kind: 'answer',
			status: 400,
			body: { error: `Bad ${apiKey} of ${widgetKey}` },
		});
		const { error } = await run(start());
		expect(error?.message).toMatch(/Bad \*\*\* of \*\*\*/);
	});

	it('keeps the keys out of the error of a lost connection, also with GET', async () => {
		fail({ kind: 'drop', when: 'before' });
		const { error } = await run(start({ options: { requestMethod: 'GET' } }));
		expect(error).toBeDefined();
	});

	it('does not follow a redirect, and names the other server', async () => {
		fail({
			kind: 'answer',
			status: 301,
			headers: { location: 'https://app.brightcall.ai/rest/v1/ext/add_call_api/?api_key=k' },
		});
		const { error } = await run(start());
		expect(error?.message).toMatch(/sends the request on to another address \(HTTP 301\)/);
		expect(error?.description).toMatch(
			/enter https:\/\/app\.brightcall\.ai as 'Server' in the credential/,
		);
	});

	it.each<[string, INodeParameters, number]>([
		['a limit', { limit: 3 }, 3],
		['a limit over several pages', { limit: 700 }, 700],
		['all of 1,200', { returnAll: true }, 1200],
	])('lists calls: %s', async (_name, values, count) => {
		for (let index = 0; index < 1200; index++) {
			vendor.store.addCall(`+1555${String(1_000_000 + index)}`);
		}
		const { items, error } = await run(read('getMany', values));
		expect(error).toBeUndefined();
		const ids = items.map(({ json }) => json.call_id);
		expect(ids).toEqual(
			vendor.store.calls
				.map(({ call_id }) => call_id)
				.reverse()
				.slice(0, count),
		);
		expect(items[0].json).toMatchObject({ widget_key: '***', lead: { country: 'US' } });
		expect(keysInAddress()).toEqual([]);
		expect(sent().every(({ secretsIn }) => secretsIn.includes('headers'))).toBe(true);
	});

	it('sends every filter under the name of the API', async () => {
		const { error } = await run(
			read('getMany', {
				filters: {
					filterAgent: 'Ada Novak',
					filterAnswerTimeFrom: 0,
					filterAnswerTimeTo: 60,
					dateFrom: '2026-03-01T00:00:00',
					dateTo: '2026-03-31T00:00:00.000-05:00',
					filterDisconnectedBy: 'lead',
					filterLeadNumber: '+1 (555) 123-4567',
					filterReferer: 'google',
					searchString: 'Solar',
					status: '={{ "NO_ANSWER" }}',
					filterTalkTimeFrom: 1,
					filterTalkTimeTo: 2,
					timezone: 'America/New_York',
					filterWaitTimeFrom: 3,
					filterWaitTimeTo: 4,
					widgetIds: '12, 345',
					filterUrl: 'https://example.com',
				},
			}),
		);
		expect(error).toBeUndefined();
		expect(Object.fromEntries(new URL(sent()[0].url, sandbox.origin).searchParams)).toEqual({
			filter_agent: 'Ada Novak',
			filter_answer_time_from: '0',
			filter_answer_time_to: '60',
			date_from: '2026-03-01',
			date_to: '2026-03-31',
			filter_disconnected_by: 'lead',
			filter_lead_number: '+15551234567',
			filter_referer: 'google',
			search_string: 'Solar',
			status: 'CallStatusType.NO_ANSWER',
			filter_talk_time_from: '1',
			filter_talk_time_to: '2',
			timezone: 'America/New_York',
			filter_wait_time_from: '3',
			filter_wait_time_to: '4',
			widget_ids: '12,345',
			filter_url: 'https://example.com',
			max_calls: '50',
			page: '1',
		});
	});

	it.each<[string, INodeParameters, RegExp]>([
		['a bad date', { filters: { dateFrom: 'soon' } }, /'Since' is no date: "soon"/],
		['a bad time zone', { filters: { timezone: 'Mars' } }, /'Time Zone' is no time zone/],
		[
			'half a second',
			{ filters: { filterTalkTimeTo: 1.5 } },
			/'Talk Time To \(Seconds\)' is no whole number: "1.5"/,
		],
		['limit 0', { limit: 0 }, /'Limit' is 0/],
	])('refuses %s in the filters', async (_name, values, words) => {
		const { error } = await run(read('getMany', values));
		expect(error?.message).toMatch(words);
		expect(sent()).toHaveLength(0);
	});

	it.each<[string, FaultKind, RegExp]>([
		['a web page', { kind: 'html' }, /a web page instead of data/],
		['an empty answer', { kind: 'empty' }, /an empty answer/],
		['half an answer', { kind: 'cut' }, /an answer that was cut off/],
		['no list', { kind: 'answer', status: 200, body: { ok: 1 } }, /unknown form/],
	])('does not take %s for an empty list', async (_name, fault, words) => {
		fail({ path: LIST, ...fault });
		const { error } = await run(read('getMany'));
		expect(error?.message).toMatch(words);
	});

	it('gets a call, keys hidden, also where the call itself holds an error', async () => {
		const call = vendor.store.addCall('+15551234567');
		expect((await run(read('get'))).items[0].json).toEqual({ ...call, widget_key: '***' });
		fail({
			path: /details/,
			kind: 'answer',
			status: 200,
			body: { call_id: 'x', status: 'FAILED', error: 'busy' },
		});
		expect((await run(read('get'))).items[0].json).toMatchObject({ error: 'busy' });
		expect(keysInAddress()).toEqual([]);
	});

	it.each([
		['from the server itself', 'recordings/a%20call.mp3'],
		['from a storage that gets no key', 'moved/a%20call.mp3'],
	])('gets a recording %s', async (_name, path) => {
		const { store } = vendor;
		store.addCall('+15551234567', { recording: `${sandbox.origin}/convolo/${path}` });
		const { items, error } = await run(read('getRecording'));
		expect(error).toBeUndefined();
		expect(items[0].json).toMatchObject({ call_id: '1'.padStart(32, '0') });
		expect(items[0].binary?.data).toMatchObject({
			data: Buffer.from(RECORDING).toString('base64'),
			fileName: 'a call.mp3',
			mimeType: 'audio/mpeg',
		});
		expect(keysInAddress()).toEqual([]);
	});

	it.each([
		['no recording', '', /the call has no recording/],
		['one that is gone', 'http://127.0.0.1:9/x.mp3', /could not be reached/],
		['a missing one', '/convolo/nowhere/x.mp3', /not to be had: the address answers HTTP 404/],
	])('says so when the call has %s', async (_name, recording, words) => {
		vendor.store.addCall('+15551234567', { recording });
		const { error } = await run(read('getRecording'));
		expect(error?.message).toMatch(words);
	});

	it('shows the key to no server again once one has led elsewhere', async () => {
		const { origin } = sandbox;
		vendor.store.addCall('+15551234567', { recording: `${origin}/convolo/moved/1.mp3` });
		const headers = { location: `${origin}/convolo/recordings/1.mp3` };
		fail({ path: '/storage/a%20call.mp3', kind: 'answer', status: 302, headers });
		const { error } = await run(read('getRecording'));
		expect(error?.message).toMatch(/not to be had: the address answers HTTP 401/);
		expect(error?.description).not.toMatch(/Account API Key/);
		expect(sent().map(({ path, secretsIn }) => [path, secretsIn])).toEqual([
			[expect.stringMatching(/payload-end-call/), ['headers']],
			['/moved/1.mp3', ['headers']],
			['/storage/a%20call.mp3', []],
			['/recordings/1.mp3', []],
		]);
	});

	it.each<[string, FaultKind & Partial<FaultTarget>, RegExp]>([
		['a refused key', { kind: 'answer', status: 403, body: 'no' }, /'Account API Key'/],
		['a web page', { kind: 'html' }, /deleted the recording/],
		['nothing', { kind: 'answer', status: 200 }, /deleted the recording/],
		[
			'more than the user allows',
			{
				kind: 'answer',
				status: 200,
				headers: { 'content-type': 'audio/mpeg' },
				body: 'x'.repeat(1_100_000),
			},
			/Raise 'Largest Download \(MB\)'/,
		],
	])('tells what to do where the recording is %s', async (_name, fault, words) => {
		vendor.store.addCall('+15551234567', {
			recording: `${sandbox.origin}/convolo/recordings/1.mp3`,
		});
		fail({ path: '/recordings/1.mp3', ...fault });
		const requestOptions = { largestDownload: 1 };
		const { error } = await run(read('getRecording', { requestOptions }));
		expect(error?.description).toMatch(words);
	});

	it('keeps the bytes of a recording whose type the server calls by another name', async () => {
		const bytes = Buffer.from([0x49, 0x44, 0x33, 0xff, 0xfe, 0x00, 0x80]);
		vendor.store.addCall('+15551234567', {
			recording: `${sandbox.origin}/convolo/recordings/1.mp3`,
		});
		const headers = { 'content-type': 'binary/octet-stream' };
		fail({ path: '/recordings/1.mp3', kind: 'answer', status: 200, headers, body: bytes });
		const { items } = await run(read('getRecording'));
		expect(items[0].binary?.data.data).toBe(bytes.toString('base64'));
	});

	it('sends the key in the address to the older host of the reports alone', async () => {
		vendor.store.addCall('+15551234567');
		const older = credentials({ server: 'https://api.leads.convolo.ai' });
		const { items, error } = await run(read('getMany', { filters: { filterAgent: 'Ada Novak' } }), {
			credentials: older,
		});
		expect(error).toBeUndefined();
		expect(items).toHaveLength(1);
		expect(new Set(sent().flatMap(({ secretsIn }) => secretsIn))).toEqual(new Set(['url']));
	});

	it.each(['get', 'getRecording'])('%s says which call is missing', async (operation) => {
		const { error } = await run(read(operation, { callId: byId('nope') }));
		expect(error?.message).toMatch(/Call not found/);
		expect(error?.description).toMatch(/Check 'Call'/);
	});

	it.each(['get', 'getMany', 'getRecording'])(
		'%s names the credential field when the account key is missing',
		async (operation) => {
			const { error } = await run(read(operation), {
				credentials: credentials({ accountApiKey: ' ' }),
			});
			expect(error?.message).toMatch(/'Account API Key' of the credential is empty/);
			expect(error?.description).toMatch(/Fill in 'Account API Key' in the Convolo credential/);
			expect(sent()).toHaveLength(0);
		},
	);

	it('says that the account key is not the one of the widget', async () => {
		const { apiKey } = sandbox.credentials().convoloApi as { apiKey: string };
		const { error } = await run(read('getMany'), {
			credentials: credentials({ accountApiKey: apiKey }),
		});
		expect(error?.message).toMatch(/Unauthorized/);
		expect(error?.description).toMatch(/key of the account, not the one of a widget/);
	});

	it('takes keys that were pasted with spaces', async () => {
		const { widgetKey, apiKey } = sandbox.credentials().convoloApi as Record<string, string>;
		const { error } = await run(start(), {
			credentials: credentials({ widgetKey: ` ${widgetKey}`, apiKey: `${apiKey}\n` }),
		});
		expect(error).toBeUndefined();
	});
});

describe('what a lost or doubtful answer leaves behind', () => {
	const items = (count: number) =>
		Array.from({ length: count }, (_, index) => ({ json: { phone: `+1555${1_000_000 + index}` } }));

	describe.each(['POST', 'GET'])('with %s', (requestMethod) => {
		it.each<[string, FaultKind]>([
			['a lost answer', { kind: 'drop', when: 'after' }],
			['a lost connection', { kind: 'drop', when: 'before' }],
			['HTTP 500', { kind: 'answer', status: 500, body: { error: 'oops' } }],
			['HTTP 502 as web page', { kind: 'answer', status: 502, body: '<html></html>' }],
			['a web page', { kind: 'html' }],
			['half an answer', { kind: 'cut' }],
			['an empty answer', { kind: 'empty' }],
			['an empty object', { kind: 'answer', status: 200, body: {}, when: 'after' }],
			[
				'an error beside a call ID',
				{ kind: 'answer', status: 200, body: { callId: 'x', error: 'busy' } },
			],
			['doubtful text', { kind: 'answer', status: 200, body: 'Request failed' }],
		])('never calls again after %s, not even with Retry On Fail', async (_name, fault) => {
			fail(fault);
			const { error } = await run(start({ options: { requestMethod } }), {
				settings: { retryOnFail: true, maxTries: 3, waitBetweenTries: 1 },
			});
			expect(error?.description).toMatch(
				/It is unknown whether the call was accepted, so it is not sent again/,
			);
			expect(sent()).toHaveLength(1);
		});
	});

	it('waits and sends again after 429, which starts nothing', async () => {
		fail({ kind: 'answer', status: 429, headers: { 'retry-after': '0' }, times: 2 });
		const { items: output } = await run(start());
		expect(output).toHaveLength(1);
		expect(sent().map(({ status }) => status)).toEqual([429, 429, 200]);
		expect(vendor.store.calls).toHaveLength(1);
	});

	it('asks a list again after HTTP 503', async () => {
		vendor.store.addCall('+15551234567');
		fail({ path: LIST, kind: 'answer', status: 503, times: 2 });
		const { items: output } = await run(read('getMany'));
		expect(output).toHaveLength(1);
	});

	it('stops at a wrong key after one request', async () => {
		const { error } = await run(start({ lcNumber: '={{ $json.phone }}' }), {
			items: items(20),
			credentials: credentials({ apiKey: 'wrong-key-of-the-account' }),
		});
		expect(error?.message).toMatch(/Invalid API key \*\*\* for widget \*\*\*/);
		expect(error?.description).toMatch(/the one of the widget/);
		expect(sent()).toHaveLength(1);
	});

	it('calls each of many leads once and pairs the answers', async () => {
		const { items: output } = await run(start({ lcNumber: '={{ $json.phone }}' }), {
			items: items(30),
		});
		expect(output.map(({ pairedItem }) => pairedItem)).toEqual(
			items(30).map((_, item) => ({ item })),
		);
		expect(vendor.store.calls.map(({ lead }) => lead.lead_phone).sort()).toEqual(
			items(30).map(({ json }) => json.phone),
		);
	});
});
