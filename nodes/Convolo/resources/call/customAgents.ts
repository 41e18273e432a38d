import type { IDataObject } from 'n8n-workflow';

import { column, table, type FieldRead } from '../../../shared/fields';
import { readWholeNumber } from '../../../shared/values/number';
import { isEmpty, type Read } from '../../../shared/values/read';
import { readText } from '../../../shared/values/text';
import { PREFIX } from '../../parameterNames';
import { readCallable } from './fields';

/** Agents are numbered with two digits in Convolo's document, so there is no hundredth. */
const MOST_AGENTS = 99;

/** Agents to call instead of the widget's call group, in the order of the rows. */
export const customAgents = table(
	'customAgents',
	'Custom Agents',
	{ displayName: 'Agent', name: 'agent' },
	[
		column('agentName', 'Agent Name', { placeholder: 'e.g. Nathan Smith' }),
		column('agentPhoneNumber', 'Agent Phone Number', { placeholder: 'e.g. +1 (555) 987-6543' }),
		column('agentNumber', 'Agent Number', {
			placeholder: 'e.g. 5',
			description:
				'1 to 99, as Convolo numbers its custom agents. Left empty, it is the place in this list.',
		}),
	],
	{
		typeOptions: { multipleValues: true, sortable: true },
		placeholder: 'Add agent',
		description:
			'Agents who get this call instead of the call group of the widget, by name, phone number or both. Leave it empty for the call group.',
		read: readAgents,
	},
);

/** The rows become `lc_param_agent01name`, `lc_param_agent01phone`, `lc_param_agent02name` and so on. */
function readAgents(rows: IDataObject[], { country }: IDataObject): FieldRead<undefined> {
	if (rows.length > MOST_AGENTS) {
		return {
			fault: `has ${rows.length} agents`,
			hint: `Convolo numbers them with two digits, so ${MOST_AGENTS} is the most.`,
		};
	}
	const also: IDataObject = {};
	for (const [index, row] of rows.entries()) {
		const read = readAgent(row, index + 1, country);
		if ('fault' in read) return { ...read, part: `agent ${index + 1}` };
		if (Object.keys(also).some((name) => name.startsWith(read.value.start))) {
			return {
				fault: `has more than one agent with the number of agent ${index + 1}`,
				hint: 'Give each agent another number, or leave all numbers out.',
			};
		}
		Object.assign(also, read.value.sent);
	}
	return { value: undefined, also };
}

/**
 * What is sent of an agent, who may be known by name or phone number alone.
 *
 * @param place the number of an agent that has none of its own
 */
function readAgent(
	{ agentNumber, agentName, agentPhoneNumber }: IDataObject,
	place: number,
	country: unknown,
): Read<{ start: string; sent: IDataObject }> {
	const number = isEmpty(agentNumber)
		? { value: place }
		: readWholeNumber(agentNumber, { min: 1, max: MOST_AGENTS });
	if ('fault' in number) return { ...number, fault: `has a number that ${number.fault}` };
	const start = `${PREFIX}agent${String(number.value).padStart(2, '0')}`;
	const parts: Array<[name: string, read: Read<string>]> = [];
	if (!isEmpty(agentName)) parts.push(['name', readText(agentName)]);
	if (!isEmpty(agentPhoneNumber)) parts.push(['phone', readCallable(agentPhoneNumber, country)]);
	if (parts.length === 0) {
		return {
			fault: 'has neither name nor phone number',
			hint: 'Fill in one of them, or take the agent out.',
		};
	}
	const sent: IDataObject = {};
	for (const [name, read] of parts) {
		if ('fault' in read) return read;
		sent[`${start}${name}`] = read.value;
	}
	return { value: { start, sent } };
}
