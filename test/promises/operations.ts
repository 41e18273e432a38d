import fc from 'fast-check';
import type { INodeParameters, INodeType } from 'n8n-workflow';

import { operationOf } from '../../nodes/shared/describe';
import type { Operation } from '../../nodes/shared/operation';
import type { Received } from '../../sandbox/hostile';
import { loadedPackage, nodeType, type NodeRun } from '../support/engine';
import { operationsOf, parametersFor, type OperationName } from '../support/parameters';
import { resourcesByNode } from '../support/resources';
import { share } from '../support/runs';
import { sampleFile } from '../support/samples';
import type { Stage } from './stage';

/** How many random parameter sets are tried to find one that the vendor takes. */
const TRIES = 40;

/** What tells requests apart, whatever their headers and parameters. */
export const named = ({ method, url }: Received) => `${method} ${url.split('?')[0]}`;

/** One operation, with parameters that an honest vendor takes. */
export interface OperationCase extends OperationName {
	/** Its node, e.g. `convoso`. */
	type: string;
	/** Node, resource and operation, for people. */
	name: string;
	isRead: boolean;
	parameters: INodeParameters;
	items: NodeRun['items'];
	/** What an honest vendor gets, in order. */
	requests: string[];
	/** The number of the request that changes something: the first that is no GET. 0 for a read. */
	main: number;
	/** Whether it gives a file, which may lie elsewhere. */
	isDownload: boolean;
	/** Whether it offers Send Once. */
	sendsOnce: boolean;
	/** Whether it goes on after its request, as long as its own time limit says. */
	isFollowed: boolean;
	/** What a good answer holds, where it is no JSON. */
	answer: Operation['answer'];
}

/** An operation, and the node that has it. */
type NodeOperation = OperationName & { type: string };

/** Finds parameters for the operations, and keeps them. */
export class Operations {
	private readonly known = new Map<string, OperationCase>();

	private turn = 0;

	constructor(private readonly stage: Stage) {}

	/** Every operation of every node. */
	readonly every = async () => await this.casesOf(await everyName());

	/** Every operation in CI; otherwise a twelfth, with each call the next one. */
	readonly some = async () => await this.casesOf(share(await everyName(), this.turn++));

	private async casesOf(names: NodeOperation[]): Promise<OperationCase[]> {
		const cases: OperationCase[] = [];
		for (const { type, ...name } of names) {
			const key = [type, name.resource, name.operation].join(' ');
			if (!this.known.has(key)) this.known.set(key, await this.caseOf(type, name));
			cases.push(this.known.get(key)!);
		}
		this.stage.honest();
		return cases;
	}

	/** The first random parameters of an operation that an honest vendor takes. */
	private async caseOf(type: string, name: OperationName): Promise<OperationCase> {
		const { description } = await nodeType(type);
		const { samples, items = [{ json: {} }] } = sampleFile(type);
		const operation = operationOf(resourcesByNode[type], name.resource, name.operation);
		const about = {
			...name,
			type,
			name: `${type} ${name.resource}.${name.operation}`,
			isRead: operation.isRead === true,
			sendsOnce: operation.sendsOnce !== undefined,
			isFollowed: operation.follow !== undefined,
			answer: operation.answer,
			items,
		};
		let refused: unknown;
		for (const parameters of parameterSets(parametersFor(description, name, samples))) {
			const tried = await this.tried({ ...about, parameters }, operation);
			if ('requests' in tried) return tried;
			refused = tried.refused;
		}
		throw new Error(`No parameters found that ${about.name} takes: ${String(refused)}`);
	}

	/** The case with its requests, or why the vendor did not take it. */
	private async tried(
		about: Omit<OperationCase, 'requests' | 'main' | 'isDownload'>,
		{ follow, option }: Operation,
	): Promise<OperationCase | { refused: string }> {
		const { begin, hostile, run } = this.stage;
		begin(about.type, 'none');
		const one = { ...about, requests: [], main: 0, isDownload: false };
		const { error, items } = await run(one);
		const requests = hostile().received.map(named);
		const main = one.isRead ? 0 : requests.findIndex((request) => !request.startsWith('GET'));
		// What is followed may have been accepted long before; here it is sent.
		const isSent = !follow || requests[main]?.endsWith(option.routing!.request!.url!);
		if (error || requests.length === 0 || !isSent) {
			return { refused: [error?.message, error?.description].join(' ') };
		}
		return { ...one, requests, main, isDownload: items.some(({ binary }) => binary) };
	}
}

/** Random parameter sets, always the same. The first is mostly taken, so that the others are not made before they are wanted. */
function* parameterSets(sets: fc.Arbitrary<INodeParameters>): Generator<INodeParameters> {
	const seed = 20_261_125;
	yield* fc.sample(sets, { numRuns: 1, seed });
	yield* fc.sample(sets, { numRuns: TRIES, seed }).slice(1);
}

/** The nodes that have operations. */
export async function nodesWithOperations(): Promise<Array<{ type: string; node: INodeType }>> {
	const types = Object.keys((await loadedPackage()).known.nodes);
	const nodes = await Promise.all(
		types.map(async (type) => ({ type, node: await nodeType(type) })),
	);
	return nodes.filter(({ node }) => node.execute);
}

/** The names of all operations of all nodes. */
async function everyName(): Promise<NodeOperation[]> {
	return (await nodesWithOperations()).flatMap(({ type, node }) =>
		operationsOf(node.description).map((name) => ({ ...name, type })),
	);
}
