import type { IExecuteSingleFunctions, INodeProperties, PreSendAction } from 'n8n-workflow';

import { invalidInput } from './errors';
import { readFlag } from './values/flag';
import { isEmpty } from './values/read';

/** A switch that steers an operation and is not sent, as the user sees it. */
type Switch = Pick<INodeProperties, 'name' | 'displayName'>;

/**
 * What a value of a switch says.
 *
 * @param usual what an empty one means
 * @throws NodeOperationError that names the switch, for a value that is neither yes nor no
 */
export function readSwitch(
	context: IExecuteSingleFunctions,
	{ displayName }: Switch,
	value: unknown,
	usual = false,
): boolean {
	if (isEmpty(value)) return usual;
	const read = readFlag(value);
	if ('value' in read) return read.value;
	throw invalidInput(context, displayName, read.fault, read.hint ?? 'Turn it on or off.');
}

/** {@link readSwitch} of the parameter of that name. */
export function isOn(context: IExecuteSingleFunctions, one: Switch, usual = false): boolean {
	return readSwitch(context, one, context.getNodeParameter(one.name, usual), usual);
}

/** A switch that refuses a wrong value before anything is sent, for one that is read only afterwards. */
export function checkedSwitch(field: INodeProperties): INodeProperties {
	const check: PreSendAction = async function (request) {
		isOn(this, field);
		return request;
	};
	return { ...field, routing: { send: { preSend: [check] } } };
}
