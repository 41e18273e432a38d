import type { IDataObject } from 'n8n-workflow';

import { field, type FieldRead } from '../../../shared/fields';
import { isEmpty, type Read } from '../../../shared/values/read';
import { readText } from '../../../shared/values/text';
import { PREFIX } from '../../parameterNames';
import { rowsOf } from './customParameters';
import { readCallable } from './fields';

/** Agents are numbered with two digits in Convolo's document, so there is no hundredth. */
const MOST_AGENTS = 99;

/** Agents to call instead of the widget's call group, in the order of the rows. */
export const customAgents = field('customAgents', 'Custom Agents', 'fixedCollection', {
	typeOptions: { multipleValues: true, sortable: true },
	placeholder: 'Add agent',
	default: {},
	description:
		'Agents who get this call instead of the call group of the widget. Leave it empty for the call group.',
	options: [
		{
			displayName: 'Agent',
			name: 'agent',
			values: [
				{
					displayName: 'Agent Name',
					name: 'agentName',
					type: 'string',
					default: '',
					placeholder: 'e.g. Nathan Smith',
				},
				{
					displayName: 'Agent Phone Number',
					name: 'agentPhoneNumber',
					type: 'string',
					default: '',
					placeholder: 'e.g. +1 (555) 987-6543',
				},
			],
		},
	],
	read: readAgents,
});

/** The rows become `lc_param_agent01name`, `lc_param_agent01phone`, `lc_param_agent02name` and so on. */
function readAgents(value: unknown, { country }: IDataObject): FieldRead<undefined> {
	const also: IDataObject = {};
	const agents = rowsOf(value, 'agent');
	if (agents.length > MOST_AGENTS) {
		return {
			fault: `has ${agents.length} agents`,
			hint: `Convolo numbers them with two digits, so ${MOST_AGENTS} is the most.`,
		};
	}
	for (const [index, { agentName, agentPhoneNumber }] of agents.entries()) {
		const place = `agent ${index + 1}`;
		if (isEmpty(agentName) || isEmpty(agentPhoneNumber)) {
			return {
				fault: `has no ${isEmpty(agentName) ? 'name' : 'phone number'} for ${place}`,
				hint: 'Fill in both, or take the agent out.',
			};
		}
		const sent: Record<string, Read<string>> = {
			name: readText(agentName),
			phone: readCallable(agentPhoneNumber, country),
		};
		for (const [part, read] of Object.entries(sent)) {
			if ('fault' in read) return { ...read, part: place };
			also[`${PREFIX}agent${String(index + 1).padStart(2, '0')}${part}`] = read.value;
		}
	}
	return { value: undefined, also };
}
