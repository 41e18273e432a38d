import fc from 'fast-check';
import type { IDataObject, INodeParameters, INodeProperties } from 'n8n-workflow';

import type { Operation } from '../../nodes/shared/operation';
import { nodeType, type NodeRun } from '../support/engine';
import { byId, lab } from '../support/lab';
import { parametersFor } from '../support/parameters';
import { resourcesByNode } from '../support/resources';
import { runs } from '../support/runs';
import { sampleFile } from '../support/samples';

/** Random parameter sets of an operation, and how many of them are compared once there was something to compare. */
const SETS = 6;
const ENOUGH = runs(SETS, 3);

/** More fields than these are a large record, as n8n's guidelines for nodes have it. */
const MANY = 10;

/** Declared fields that no simulated record has, and why they are declared. */
const RARE: Record<string, string[]> = {
	// Some accounts name the ID of a lead so.
	'convoso lead search': ['lead_id'],
	// A conversation alone does not name its contact.
	'leadConnector conversation get': ['fullName', 'phone', 'email'],
	// Without a channel no email is exported, and a call says nothing.
	'leadConnector message export': ['body'],
	// There only where the transcript cannot be read.
	'aiCall call waitUntilFinished': ['transcriptNote'],
};

const { sandbox, run, fail } = lab('convolo');

const operations = Object.entries(resourcesByNode).flatMap(([type, resources]) =>
	resources.flatMap((resource) =>
		resource.operations
			.filter(({ isRead, simple }) => isRead === true || simple !== undefined)
			.map((operation): [name: string, type: string, resource: string, operation: Operation] => {
				const [resourceName, operationName] = [resource, operation].map(({ option }) =>
					String(option.value),
				);
				return [`${type} ${resourceName} ${operationName}`, type, resourceName, operation];
			}),
	),
);

/** Parameters that find something: as random as may be, without filters. */
async function parametersOf(type: string, resource: string, { option }: Operation) {
	const { description } = await nodeType(type);
	const name = { resource, operation: String(option.value) };
	const random = fc.sample(parametersFor(description, name, sampleFile(type).samples), {
		numRuns: SETS,
		seed: 20_261_125,
	});
	return random.map((parameters) => ({
		...parameters,
		...('filters' in parameters ? { filters: {} } : {}),
		...('returnAll' in parameters ? { returnAll: true } : {}),
		...('query' in parameters ? { query: '' } : {}),
		// A new one would first have to be dialled.
		...('callToWaitFor' in parameters
			? { callToWaitFor: 'existing', queueId: '665f0c2b9d1e4a0012ee0001' }
			: {}),
	}));
}

async function recordsOf(
	type: string,
	parameters: INodeParameters,
	simple: unknown,
	engine: NodeRun['engine'] = 'runner',
): Promise<IDataObject[]> {
	sandbox.reset();
	sampleFile(type).prepare?.(sandbox);
	const { items, error } = await run({ ...parameters, simple } as INodeParameters, {
		type,
		engine,
	});
	return error ? [] : items.map(({ json }) => json);
}

const toggle = ({ fields }: Operation): INodeProperties | undefined =>
	fields.find(({ name }) => name === 'simple');

describe.each(operations)('%s', (name, type, resource, operation) => {
	it('offers Simplify where its records are large', async () => {
		const seen = new Set<string>();
		let most = 0;
		for (const parameters of await parametersOf(type, resource, operation)) {
			for (const record of await recordsOf(type, parameters, false)) {
				const names = Object.keys(record);
				most = Math.max(most, names.length);
				for (const one of names) seen.add(one);
			}
		}
		expect(toggle(operation) !== undefined).toBe(operation.simple !== undefined);
		if (operation.simple === undefined) {
			expect(most).toBeLessThanOrEqual(MANY);
			return;
		}
		expect(toggle(operation)).toMatchObject({ displayName: 'Simplify', default: true });
		expect(operation.simple.length).toBeLessThanOrEqual(MANY);
		expect(most).toBeGreaterThan(MANY);
		const unseen = operation.simple.filter((one) => !seen.has(one));
		expect(unseen).toEqual(RARE[name] ?? []);
	});

	if (operation.simple === undefined) return;

	it.each(operation.follow ? (['runner'] as const) : (['runner', 'routingNode'] as const))(
		'gives the same records with fewer fields on %s',
		async (engine) => {
			let compared = 0;
			for (const [index, parameters] of (await parametersOf(type, resource, operation)).entries()) {
				if (compared > 0 && index >= ENOUGH) break;
				const whole = await recordsOf(type, parameters, false, engine);
				const short = await recordsOf(type, parameters, true, engine);
				expect(short.map((record) => Object.keys(record))).toEqual(
					whole.map((record) => operation.simple?.filter((one) => Object.hasOwn(record, one))),
				);
				compared += short.length;
			}
			expect(compared).toBeGreaterThan(0);
		},
	);
});

describe('Simplify', () => {
	const get = (simple: unknown) =>
		({
			resource: 'call',
			operation: 'get',
			callId: byId('1'.padStart(32, '0')),
			simple,
			requestOptions: {},
		}) as INodeParameters;

	it.each(['={{ "yes" }}', '={{ "" }}', true])('is on for %p', async (simple) => {
		sandbox.vendors.convolo.store.addCall('+15551234567');
		const { items } = await run(get(simple));
		expect(Object.keys(items[0].json)).toHaveLength(10);
	});

	it.each(['={{ "no" }}', '={{ 0 }}', false])('is off for %p', async (simple) => {
		sandbox.vendors.convolo.store.addCall('+15551234567');
		const { items } = await run(get(simple));
		expect(Object.keys(items[0].json).length).toBeGreaterThan(10);
	});

	it('refuses what is neither before anything is sent', async () => {
		const { error } = await run(get('={{ "maybe" }}'));
		expect(error?.message).toMatch(/'Simplify' is neither yes nor no: "maybe"/);
		expect(sandbox.journal.entries).toEqual([]);
	});

	it('leaves a record alone in which it knows no field', async () => {
		fail({ kind: 'answer', status: 200, body: { id: 'x', state: 'over', seconds: 5 } });
		const { items } = await run(get(true));
		expect(items[0].json).toEqual({ id: 'x', state: 'over', seconds: 5 });
	});
});
