import { SupplyDataContext } from 'n8n-core';
import {
	NodeConnectionTypes,
	Workflow,
	type IDataObject,
	type INode,
	type INodeParameters,
	type INodeType,
} from 'n8n-workflow';

import { additionalDataFor, nodeType, nodeTypesFor } from '../support/engine';
import { byId, lab } from '../support/lab';

const { sandbox, vendor, fail, sent } = lab('convoso');

const insert = (phoneNumber: string): INodeParameters => ({
	resource: 'lead',
	operation: 'insert',
	listId: byId('333'),
	phoneNumber,
	leadFields: {},
	customFields: {},
	options: {},
	requestOptions: {},
});

type Invocation = (
	contextOf: (runIndex: number) => SupplyDataContext,
	node: INode,
	type: INodeType,
	data: unknown,
) => (toolArgs: IDataObject) => Promise<string>;

/** What n8n does with a tool whenever an agent of a version before 3 calls it; not exported by n8n-core. */
const { makeHandleToolInvocation } = jest.requireActual<{ makeHandleToolInvocation: Invocation }>(
	'../../node_modules/n8n-core/dist/execution-engine/node-execution-context/utils/get-input-connection-data',
);

/**
 * Convoso as a tool of an agent.
 *
 * @param agent what the agent was given
 * @returns a function that calls the tool as the model does
 */
async function tool(parameters: INodeParameters, agent: IDataObject = {}) {
	const type = await nodeType('convoso');
	const node: INode = {
		id: 'tool',
		name: 'Tool',
		type: 'convoso',
		typeVersion: 1,
		position: [0, 0],
		parameters,
		credentials: { convosoApi: { id: 'convosoApi', name: 'convosoApi' } },
		retryOnFail: true,
		maxTries: 3,
		waitBetweenTries: 0,
	};
	const workflow = new Workflow({
		id: 'test',
		nodes: [node],
		connections: {},
		active: false,
		nodeTypes: nodeTypesFor(type),
	});
	const data = { resultData: { runData: {} }, executionData: {} };
	const additionalData = additionalDataFor(sandbox.credentials());
	const own = workflow.getNode('Tool')!;
	const contextOf = (runIndex: number) =>
		new SupplyDataContext(
			workflow,
			own,
			additionalData,
			'manual',
			data as never,
			runIndex,
			[{ json: agent }],
			{},
			NodeConnectionTypes.AiTool,
			{ data: {}, node: own, source: null },
			[],
		);
	return makeHandleToolInvocation(contextOf, own, type, data);
}

describe('Retry On Fail of a tool', () => {
	it('does not send again what may have been accepted', async () => {
		fail({ kind: 'drop', when: 'after' });
		const call = await tool(insert('5551000000'));
		await expect(call({})).rejects.toThrow(/It is unknown whether the lead was accepted/);
		expect(vendor.store.leads.size).toBe(1);
		expect(sent()).toHaveLength(1);
	});

	it('sends again what was refused', async () => {
		fail({ kind: 'answer', status: 200, body: { success: false, code: 6001, text: 'No' } });
		const call = await tool(insert('5551000000'));
		expect(await call({})).toContain('lead_id');
		expect(vendor.store.leads.size).toBe(1);
	});

	it('takes no call of the model for another', async () => {
		const call = await tool(insert('5551000000'));
		await Promise.all([call({ again: 1 }), call({ again: 1 })]);
		expect(vendor.store.leads.size).toBe(2);
	});
});

it('what the model says is not taken for what the agent was given', async () => {
	const call = await tool(insert('={{ $json.phone }}'), { phone: '5551000001' });
	await call({ phone: '5551000002' });
	expect([...vendor.store.leads.values()].map(({ phone_number }) => phone_number)).toEqual([
		'5551000001',
	]);
});
