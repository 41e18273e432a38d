import fc from 'fast-check';
import type { INodeParameters } from 'n8n-workflow';

import { credentialsFor, loadedPackage, nodeType, type NodeRun } from '../support/engine';
import { lab } from '../support/lab';
import { runs } from '../support/runs';
import { operationsOf, parametersFor } from '../support/parameters';
import { sampleFile, type SampleFile } from '../support/samples';

/** Random parameter sets an operation. */
const RUNS = 12;

/** How many of them are compared where both come through. */
const ENOUGH = runs(RUNS, 6);

const { sandbox, clock, credentials, run, sent } = lab('convoso');

/** What a vendor sees and the user gets, without what differs from run to run. */
async function trace(
	engine: NodeRun['engine'],
	type: string,
	parameters: INodeParameters,
	file: SampleFile,
) {
	sandbox.reset();
	file.prepare?.(sandbox);
	const { items, error } = await run(parameters, {
		type,
		engine,
		items: file.items ?? [{ json: {} }],
		credentials: await credentialsFor(type, parameters, credentials()),
	});
	const requests = sent().map(({ method, url, headers, body }) => ({
		method,
		url,
		headers: comparable(headers),
		body,
	}));
	return {
		requests: requests.map(steady).sort(),
		output: steady(items.map(({ json, binary }) => ({ json, binary }))),
		failed: error !== undefined,
		message: error?.message,
	};
}

function comparable({ host: _host, ...headers }: Record<string, string>) {
	// The boundary of a multipart body is random, and so is the length with it.
	const isMultipart = headers['content-type']?.startsWith('multipart/');
	return isMultipart ? { ...headers, 'content-type': 'multipart', 'content-length': '' } : headers;
}

/** As text, with the times of this very run and generated marks left out. */
function steady(value: unknown): string {
	return JSON.stringify(value)
		.replace(/\d{4}-\d\d-\d\d[ T]\d\d:\d\d(:\d\d(\.\d+)?)?Z?/g, (time) =>
			Math.abs(Date.parse(time.replace(' ', 'T').replace(/(?<!Z)$/, 'Z')) - clock.wallTime()) <
			7_200_000
				? 'NOW'
				: time,
		)
		.replace(/[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}/g, 'UUID');
}

it('every operation sends and gives the same on the runner as on n8n-core RoutingNode', async () => {
	const { known } = await loadedPackage();
	let compared = 0;
	for (const type of Object.keys(known.nodes)) {
		const node = await nodeType(type);
		if (!node.execute) continue;
		const file = sampleFile(type);
		for (const name of operationsOf(node.description)) {
			if (node.customOperations?.[name.resource]?.[name.operation]) continue;
			let reached = 0;
			await fc.assert(
				fc.asyncProperty(
					parametersFor(node.description, name, file.samples),
					async (parameters) => {
						if (reached === ENOUGH) return;
						const ours = await trace('runner', type, parameters, file);
						const theirs = await trace('routingNode', type, parameters, file);
						expect(ours).toEqual({ ...theirs, message: theirs.failed ? ours.message : undefined });
						if (!ours.failed) reached++;
					},
				),
				{ numRuns: RUNS, seed: 20_261_122 },
			);
			// Were all of them refused, the comparison would say little.
			expect({ type, ...name, reached: reached > 0 }).toMatchObject({ reached: true });
			compared++;
		}
	}
	expect(compared).toBeGreaterThan(0);
}, 600_000);
