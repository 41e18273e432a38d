import type { INodeParameters } from 'n8n-workflow';

import { loadMenu, mapperFields, searchList, testCredential } from '../support/engine';
import { nodesWithOperations, type OperationCase } from './operations';
import type { Stage } from './stage';

/** What the editor asks a node for, by the kind of method, and how. */
const KINDS = { listSearch: searchList, loadOptions: loadMenu, resourceMapping: mapperFields };

/** A question of the editor, with parameters under which an honest vendor answers it. */
export interface EditorCase {
	name: string;
	type: string;
	/** What an honest vendor gets. */
	requests: number;
	/** Asks; rejects with the error that the editor would show. */
	ask: () => Promise<unknown>;
}

/** Every pick list, menu and mapper of every node, with parameters of one of its operations. */
export async function questionsOf(stage: Stage, cases: OperationCase[]): Promise<EditorCase[]> {
	const found: EditorCase[] = [];
	for (const { type, node } of await nodesWithOperations()) {
		const sets = cases.filter((one) => one.type === type).map((one) => one.parameters);
		for (const [kind, ask] of Object.entries(KINDS)) {
			for (const method of Object.keys(node.methods?.[kind as keyof typeof KINDS] ?? {})) {
				const asked = async (parameters: INodeParameters) => {
					const credentials = await stage.credentials(type, parameters);
					return await ask({ type, method, parameters, credentials });
				};
				found.push(await questionOf(stage, type, `${kind}.${method}`, sets, asked));
			}
		}
	}
	stage.honest();
	return found;
}

async function questionOf(
	{ begin, hostile }: Stage,
	type: string,
	method: string,
	sets: INodeParameters[],
	askWith: (parameters: INodeParameters) => Promise<unknown>,
): Promise<EditorCase> {
	for (const parameters of sets) {
		begin(type, 'none');
		const answer = await askWith(parameters).catch(() => undefined);
		const requests = hostile().received.length;
		if (answer === undefined || requests === 0) continue;
		const ask = async () => await askWith(parameters);
		return { name: `${type} ${method}`, type, requests, ask };
	}
	throw new Error(`No parameters found under which ${type} answers ${method}`);
}

/** Every credential test that asks a vendor. */
export async function credentialTestsOf({ begin, hostile, sandbox }: Stage): Promise<EditorCase[]> {
	const tests: EditorCase[] = [];
	for (const { type, node } of await nodesWithOperations()) {
		for (const { name: credentialType, testedBy } of node.description.credentials ?? []) {
			if (!testedBy) continue;
			const ask = async () => {
				const data = sandbox.credentials(hostile().origin)[credentialType];
				return await testCredential({ type, credentialType, data });
			};
			begin(type, 'none');
			await ask();
			const requests = hostile().received.length;
			tests.push({ name: `${type} test of ${credentialType}`, type, requests, ask });
		}
	}
	return tests;
}
