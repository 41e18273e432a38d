import type {
	IExecuteFunctions,
	IExecuteSingleFunctions,
	IGetNodeParameterOptions,
} from 'n8n-workflow';

import { transports } from './client';
import type { ParameterReader } from './parameters';
import type { Transport } from './transport';

/** One input item at work. */
export interface Item {
	index: number;
	/** The `this` of preSend, postReceive and pagination functions. */
	single: IExecuteSingleFunctions;
	/** Reads a parameter, once however often it is asked for. */
	read: (name: string) => unknown;
}

/** Opens an item: n8n's IExecuteSingleFunctions on top of the node's own. */
export function openItem(
	context: IExecuteFunctions,
	index: number,
	reader: ParameterReader,
	transport: Transport,
): Item {
	const parameters = new Map<string, unknown>();
	const read = (name: string) => {
		if (!parameters.has(name)) parameters.set(name, reader.read(name, index));
		return parameters.get(name);
	};
	const { helpers } = context;
	const getNodeParameter = (
		name: string,
		fallback?: unknown,
		options?: IGetNodeParameterOptions,
	) =>
		parameters.has(name) && !options
			? parameters.get(name)
			: context.getNodeParameter(name, index, fallback, options);
	const own = {
		getItemIndex: () => index,
		getInputData: () => context.getInputData()[index],
		getNodeParameter,
		getCredentials: async () => transport.credentials,
		getWorkflowDataProxy: () => context.getWorkflowDataProxy(index),
		evaluateExpression: (expression: string) => context.evaluateExpression(expression, index),
		helpers: {
			...helpers,
			assertBinaryData: (property: string) => helpers.assertBinaryData(index, property),
			getBinaryDataBuffer: async (property: string) =>
				await helpers.getBinaryDataBuffer(index, property),
		},
	};
	const descriptors = Object.getOwnPropertyDescriptors(own);
	const single = Object.create(context, descriptors) as IExecuteSingleFunctions;
	transports.set(single, transport);
	return { index, single, read };
}
