import type { INodeProperties } from 'n8n-workflow';

import { adviceFor } from '../../nodes/Convoso/hints';
import { resources } from '../../nodes/Convoso/resources';
import type { AdviceByCode } from '../../nodes/shared/advice';
import { lab } from '../support/lab';

const { run, fail } = lab('convoso');

/** The addresses of Convoso's API glossary, "Convoso Post URLs". */
const glossary =
	`leads/insert log/retrieve campaigns/search leads/update leads/delete leads/search lists/insert lists/update
	lists/delete lists/search users/recordings campaigns/status`.split(/\s+/);

/** The documented codes by operation: help articles and public clients of the API. */
const codes: Record<string, number[]> = {
	'list.insert': [6003, 6004, 6046, 6081],
	'list.update': [6002, 6004, 6046, 6081],
	'list.delete': [6002, 102],
	'list.search': [6002],
	'campaign.search': [6026],
	'campaign.setStatus': [6004, 6010, 6026, 6080],
	'callLog.retrieve': [6002, 6004, 6006, 6026, 6030, 6031, 6041, 6042, 6050, 7230, 7231],
	'callLog.update': [6032, 6033, 6035, 6060, 6061, 6062],
	'recording.getByUser': [6005, 7231],
	'user.search': [6005, 7231],
	'status.search': [],
	'status.insert': [6060, 6061, 6062, 6063, 6064, 6065, 6066, 6067, 6068, 6078],
	'status.update': [6069, 6071, 6072, 6073, 6074, 6075, 6076, 6077, 6078],
	'revenue.update': [6032, 6033, 6036],
	'dnc.search': [6006, 6008, 6026, 6056, 6057, 6058, 7231],
	'dnc.insert': [6006, 6007, 6008, 6026, 6056, 6057, 6058],
	'dnc.update': [6004, 6008, 6026, 6056, 6057, 6058, 6059],
	'dnc.delete': [6000, 6001, 6002, 6003, 6004, 6005],
	'smsOptOut.search': [6006, 6008, 6026, 6057, 6058, 7231, 4001, 4002],
	'smsOptOut.insert': [6006, 6007, 6008, 6026, 6057, 6058, 6080, 4001, 4002],
	'smsOptOut.update': [6004, 6008, 6026, 6056, 6057, 6058, 6059, 6080, 4001, 4002],
	'callback.search': [6000, 6006, 6026, 6031, 6042, 7231],
	'callback.insert': [6001, 6006, 6023, 6038, 6070, 6071, 6072, 7237],
	'callback.update': [6006, 6023, 6038, 6073, 6074, 7237],
	'callback.delete': [6038, 6073, 6074],
	'agent.monitor': [6006, 6026, 6041],
	'agent.activity': [6006, 6026, 6041],
	'agent.logOut': [6006, 6012],
	'agent.performance': [6031],
	'agent.productivity': [6031, 7231],
	'leadValidation.search': [6004, 6090],
	'lead.insert': [6002, 6006, 6007, 6008, 6009, 6023, 6079],
	'lead.update': [6001, 6002, 6006, 6008, 6070, 6071, 6079],
	'lead.delete': [6001],
	'lead.search': [6000, 7230, 7231, 7258],
	'lead.getRecordings': [6005, 7231],
};

const operations = resources.flatMap(({ option: resource, operations: list }) =>
	list.map(({ option, isRead }) => ({
		name: `${String(resource.value)}.${String(option.value)}`,
		url: option.routing?.request?.url,
		method: option.routing?.request?.method,
		isRead,
	})),
);

it.each(glossary)('the glossary address %s has an operation', (address) => {
	const found = operations.filter(({ url }) => url === `/${address}`);
	expect(found).toHaveLength(1);
	expect(found[0].method).toBe('POST');
});

it('every operation is in the table of codes, and reads are exactly those that change nothing', () => {
	expect(operations.map(({ name }) => name).sort()).toEqual(Object.keys(codes).sort());
	const reads = /(search|retrieve|get-recordings|recordings)$/;
	for (const { name, url, isRead } of operations)
		expect([name, isRead === true]).toEqual([name, reads.test(String(url))]);
});

const adviceOf: Record<string, AdviceByCode | undefined> = Object.fromEntries(
	resources.flatMap(({ option: resource, operations: list }) =>
		list.map(({ option, advice }) => [`${String(resource.value)}.${String(option.value)}`, advice]),
	),
);

const hintOf = (operation: string, code?: string) =>
	adviceFor({ operation, advice: adviceOf[operation] }, code).hint;

const general = hintOf('any', undefined);
const common = [401, 403, 500, 5001];
const pairs = Object.entries(codes).flatMap(([name, list]) =>
	[...list, ...common].map((code) => [name, code] as const),
);

it.each(pairs)('%s has advice for code %i', (name, code) => {
	const hint = hintOf(name, String(code));
	expect(hint).not.toBe(general);
	expect(hint).toMatch(/^[A-Z'].*\.$/s);
});

it('a code that means another thing elsewhere gets another advice', () => {
	const phoneCode = hintOf('dnc.delete', '6000');
	expect(phoneCode).toMatch(/Phone Code/);
	expect(hintOf('callback.search', '6000')).not.toBe(phoneCode);
	expect(hintOf('dnc.insert', '6008')).toMatch(/already/);
	expect(hintOf('dnc.update', '6008')).toMatch(/Check 'Phone Number'/);
});

/** The display names of a field and of what stands in it. */
function namesOf({ displayName, type, options }: INodeProperties): string[] {
	const inside = type === 'collection' ? (options as INodeProperties[]).flatMap(namesOf) : [];
	return [displayName, ...inside];
}

it('each advice names only parameters that its operation has', () => {
	for (const [name, list] of Object.entries(codes)) {
		const [resource, operation] = name.split('.');
		const found = resources
			.find(({ option }) => option.value === resource)!
			.operations.find(({ option }) => option.value === operation)!;
		const names = found.fields.flatMap(namesOf);
		for (const code of list) {
			for (const [, parameter] of hintOf(name, String(code)).matchAll(/'([A-Z][\w -]*)'/g)) {
				expect({ name, code, names }).toEqual({
					name,
					code,
					names: expect.arrayContaining([parameter]),
				});
			}
		}
	}
});

it.each([
	[401, 'Unauthorized', /copy it again/i],
	[403, 'Forbidden', /tick the section/],
	[500, 'Internal Server Error', /failed to process the data/],
])('tells what to do about HTTP status %i of the glossary', async (status, text, hint) => {
	fail({
		path: '/campaigns/search',
		kind: 'answer',
		status,
		times: 4,
		body: { success: false, text },
	});
	const { error } = await run({
		resource: 'campaign',
		operation: 'search',
		returnAll: true,
		requestOptions: {},
	});
	expect(error?.message).toContain(`Convoso: ${text}`);
	expect(error?.description).toMatch(hint);
});
