import type { IExecuteFunctions } from 'n8n-workflow';

/**
 * Whether n8n runs the node for an agent that has it as a tool, and not as a node of the workflow. n8n 1.x has no
 * `isToolExecution`.
 */
export function isTool(context: IExecuteFunctions): boolean {
	return 'connectionType' in context;
}
