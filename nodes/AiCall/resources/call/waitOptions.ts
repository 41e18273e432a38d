import type { IDataObject, IExecuteSingleFunctions, INodeProperties } from 'n8n-workflow';

import { invalidInput } from '../../../shared/errors';
import { readSwitch } from '../../../shared/switches';
import { readNumber } from '../../../shared/values/number';
import { isEmpty } from '../../../shared/values/read';

const failAtTimeLimit: INodeProperties = {
	displayName: 'Fail at Time Limit',
	name: 'failAtTimeLimit',
	type: 'boolean',
	default: true,
	description:
		'Whether the item fails at the time limit. Without this option it goes on with what is known, and finished is false.',
};

/** The default is what Iqra's documentation names; the server's source has no such limit. */
const looksPerMinute: INodeProperties = {
	displayName: 'Looks per Minute',
	name: 'looksPerMinute',
	type: 'number',
	typeOptions: { minValue: 1, maxValue: 6_000 },
	default: 60,
	description:
		'How often a minute the server is asked how the calls stand, for all calls of this node together. Raise it for many calls on a server of your own.',
};

/** The default is an hour until a call is given up, and half an hour of talk; the longest is a week. */
const timeLimit: INodeProperties = {
	displayName: 'Time Limit (Minutes)',
	name: 'timeLimit',
	type: 'number',
	typeOptions: { minValue: 1, maxValue: 10_080 },
	default: 90,
	description: 'How long to wait for the end of each call',
};

/** How to wait, for the Options. */
export const waitOptions: INodeProperties[] = [failAtTimeLimit, looksPerMinute, timeLimit];

/** How one item is waited for; times in ms. */
export interface Waiting {
	timeLimit: number;
	/** The pause between two looks of a node run, at whichever call. */
	pauseBetweenLooks: number;
	failsAtTimeLimit: boolean;
}

/**
 * Checks what the user set.
 *
 * @throws NodeOperationError that names the option
 */
export function readWaiting(context: IExecuteSingleFunctions): Waiting {
	const options = context.getNodeParameter('options', {}) as IDataObject;
	return {
		timeLimit: readSetting(context, timeLimit, options.timeLimit) * 60_000,
		pauseBetweenLooks: 60_000 / readSetting(context, looksPerMinute, options.looksPerMinute),
		failsAtTimeLimit: readSwitch(context, failAtTimeLimit, options.failAtTimeLimit),
	};
}

/** A number up to what the field says; a time limit may be a part of a minute. */
function readSetting(
	context: IExecuteSingleFunctions,
	{ displayName, default: usual, typeOptions }: INodeProperties,
	value: unknown,
): number {
	const read = readNumber(isEmpty(value) ? usual : value);
	const max = typeOptions?.maxValue ?? Infinity;
	if ('value' in read && read.value > 0 && read.value <= max) return read.value;
	const fault = 'fault' in read ? read.fault : `is ${read.value}`;
	throw invalidInput(context, displayName, fault, `Enter a number above 0, up to ${max}.`);
}
