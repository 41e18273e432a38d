import type { INodeParameters } from 'n8n-workflow';

import { holdings } from '../../sandbox/iqra/account';
import type { Part } from '../../sandbox/iqra/multipart';
import { startSandbox, type Sandbox } from '../../sandbox/sandbox';
import { runNode, type NodeRun, type NodeRunResult } from '../support/engine';

export const [newLeads, appointments] = holdings.campaigns;
export const INITIATE = '/api/v1/business/12/call/initiate';
export const QUEUE = '/api/v1/business/12/queues/outbound';
export const RECIPIENT = '+14155550123';

export const byId = (value: string) => ({ __rl: true, mode: 'id', value });

/** Parameters of each operation, such as a user would fill in. */
export const initiate: INodeParameters = {
	resource: 'call',
	operation: 'initiate',
	recipientNumber: '+1 (415) 555-0123',
	numberId: byId(holdings.numbers[0].id),
	agentId: byId(holdings.agents[0].id),
	dynamicVariables: {},
	metadata: {},
	options: {},
	requestOptions: {},
};

export const fromCampaign: INodeParameters = {
	resource: 'call',
	operation: 'initiateFromCampaign',
	campaignId: byId(newLeads.id),
	recipientNumber: '+1 (415) 555-0123',
	campaignFields: { mappingMode: 'defineBelow', value: null },
	dynamicVariables: {},
	metadata: {},
	options: {},
	requestOptions: {},
};

export const waitForNew: INodeParameters = {
	...fromCampaign,
	operation: 'waitUntilFinished',
	callToWaitFor: 'new',
};

/** The sandbox of a test file, started and stopped with it and put back before each test, and a way to run the node. */
export function callingSandbox() {
	const results: NodeRunResult[] = [];
	const held: { sandbox: Sandbox } = {} as never;
	beforeAll(async () => {
		held.sandbox = await startSandbox();
	});
	afterAll(async () => await held.sandbox.close());
	beforeEach(() => held.sandbox.reset());

	const run = async (parameters: INodeParameters, more: Partial<NodeRun> = {}) => {
		const result = await runNode({
			type: 'aiCall',
			parameters,
			credentials: held.sandbox.credentials(),
			...more,
		});
		results.push(result);
		return result;
	};
	/** Credentials with one thing changed. */
	const credentialsWith = (change: Record<string, unknown>) => ({
		aiCallApi: { ...held.sandbox.credentials().aiCallApi, ...change },
	});
	return {
		results,
		run,
		credentialsWith,
		get sandbox() {
			return held.sandbox;
		},
		get iqra() {
			return held.sandbox.vendors.iqra;
		},
		/** The requests to a path, or all. */
		requests: (path?: string) => held.sandbox.journal.of('iqra', path),
		/** The parts of the one initiation that was sent. */
		sentParts: (): Part[] => {
			const sent = held.sandbox.journal.of('iqra', INITIATE);
			expect(sent).toHaveLength(1);
			return sent[0].body as Part[];
		},
	};
}

/** The `config` of parts that hold nothing else. */
export function configOf(parts: Part[]) {
	expect(parts).toEqual([{ name: 'config', value: expect.any(String) }]);
	return JSON.parse(parts[0].value) as {
		campaignId: string;
		number: Record<string, unknown>;
		schedule: { dateTimeUTC: string; maxDateTimeUTC: string };
		dynamicVariables: Record<string, string>;
		metadata: Record<string, string>;
	};
}
