import camelCase from 'lodash/camelCase';

import type { Workflow, WorkflowNode } from '../test/n8n/harness';
import { COLUMNS, leads } from './leads';
import { ON_ROUTING_NODE } from './routingPackage';

/**
 * What is compared: this package's node, without and with Send Once; n8n's HTTP Request node; and the same description on
 * n8n's RoutingNode.
 */
export type Contender = 'ours' | 'oursOnce' | 'httpRequest' | 'routingNode';

/** Name of the measured node in every workflow. */
export const NODE = 'Measured';

/** Name of the one credential that all contenders use. */
export const CREDENTIAL = 'Convoso account';

const LIST = '333';

/** Rows of one page, the most that Convoso gives. */
export const PAGE = 2000;

type NodeParts = Pick<WorkflowNode, 'type' | 'typeVersion' | 'parameters'>;

/**
 * A workflow that inserts leads: 12 fields each, 11 of them mapped from the lead by an expression, as dragging a column
 * onto the field makes it.
 *
 * @param baseUrl the vendor's address
 */
export function insertWorkflow(contender: Contender, baseUrl: string, count: number): Workflow {
	const mapped = COLUMNS.map((column) => ({ name: column, value: `={{ $json.${column} }}` }));
	const { phoneNumber, ...leadFields } = Object.fromEntries(
		mapped.map(({ name, value }) => [camelCase(name), value]),
	);
	const node =
		contender === 'httpRequest'
			? httpRequest(`${baseUrl}/leads/insert`, [{ name: 'list_id', value: LIST }, ...mapped])
			: convoso(contender, {
					operation: 'insert',
					listId: { __rl: true, mode: 'id', value: LIST },
					phoneNumber,
					leadFields,
					...(contender === 'oursOnce' ? { sendOnce: { key: phoneNumber } } : {}),
				});
	return workflow(`insert ${count} leads: ${contender}`, node, leads(count));
}

/**
 * A workflow that reads all leads of the account.
 *
 * @param baseUrl the vendor's address
 * @param isKept whether n8n keeps the execution; with very many leads that is long work of its own
 */
export function returnAllWorkflow(
	contender: 'ours' | 'httpRequest',
	baseUrl: string,
	isKept: boolean,
): Workflow {
	const node =
		contender === 'ours'
			? convoso('ours', { operation: 'search', returnAll: true })
			: httpRequest(`${baseUrl}/leads/search`, [{ name: 'limit', value: String(PAGE) }], {
					pagination: {
						pagination: {
							paginationMode: 'updateAParameterInEachRequest',
							parameters: {
								parameters: [
									{ type: 'body', name: 'offset', value: `={{ $pageCount * ${PAGE} }}` },
								],
							},
							paginationCompleteWhen: 'other',
							completeExpression: `={{ $response.body.data.offset + ${PAGE} >= $response.body.data.total }}`,
						},
					},
				});
	const settings = isKept ? {} : { saveManualExecutions: false, saveDataSuccessExecution: 'none' };
	return workflow(`return all: ${contender}`, node, [{}], settings);
}

function convoso(
	contender: Exclude<Contender, 'httpRequest'>,
	parameters: Record<string, unknown>,
): NodeParts {
	const packageName = contender === 'routingNode' ? ON_ROUTING_NODE : 'n8n-nodes-lead-dialer';
	return {
		type: `${packageName}.convoso`,
		typeVersion: 1,
		parameters: { resource: 'lead', ...parameters },
	};
}

/**
 * n8n's HTTP Request node as a user sets it up for Convoso: same credential, form body. The header is needed: without it
 * n8n sends the form as JSON once a credential has added to the body.
 */
function httpRequest(
	url: string,
	fields: Array<{ name: string; value: string }>,
	options: Record<string, unknown> = {},
): NodeParts {
	return {
		type: 'n8n-nodes-base.httpRequest',
		typeVersion: 4.2,
		parameters: {
			method: 'POST',
			url,
			authentication: 'predefinedCredentialType',
			nodeCredentialType: 'convosoApi',
			sendHeaders: true,
			headerParameters: {
				parameters: [{ name: 'Content-Type', value: 'application/x-www-form-urlencoded' }],
			},
			sendBody: true,
			contentType: 'form-urlencoded',
			bodyParameters: { parameters: fields },
			options,
		},
	};
}

function workflow(
	name: string,
	node: NodeParts,
	items: object[],
	settings: Record<string, unknown> = {},
): Workflow {
	const trigger = 'Leads';
	return {
		name,
		nodes: [
			{
				id: 'trigger',
				name: trigger,
				type: 'n8n-nodes-base.manualTrigger',
				typeVersion: 1,
				position: [0, 0],
				parameters: {},
			},
			{
				id: 'measured',
				name: NODE,
				position: [220, 0],
				credentials: { convosoApi: { name: CREDENTIAL } },
				...node,
			},
		],
		connections: { [trigger]: { main: [[{ node: NODE, type: 'main', index: 0 }]] } },
		settings: { executionOrder: 'v1', ...settings },
		pinData: { [trigger]: items.map((json) => ({ json })) },
	};
}
