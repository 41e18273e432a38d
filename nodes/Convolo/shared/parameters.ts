import type {
	IDataObject,
	IExecuteSingleFunctions,
	INodeProperties,
	PreSendAction,
} from 'n8n-workflow';
import { isResourceLocatorValue } from 'n8n-workflow';

import { invalidInput } from '../../shared/errors';
import { bodyOf } from '../../shared/send';
import { asText } from './fields';
import { convoloPhone } from './phone';

const PREFIX = 'lc_param_';

/** Agents are numbered with two digits in Convolo's document, so there is no hundredth. */
const MOST_AGENTS = 99;

/**
 * The name of a custom parameter without its prefix, which the API document writes in front of it, once as `1c_param_`.
 */
export function bareName(name: string): string {
	return name.trim().replace(/^[l1]c_param_/i, '');
}

/** What is wrong with a custom parameter's name, to follow "has"; undefined when it is good. */
export function nameFault(name: string): { fault: string; hint: string } | undefined {
	if (name === '') return { fault: 'a parameter without a name', hint: 'Enter its name.' };
	if (name.length > 20) {
		return {
			fault: `a name of ${name.length} characters: "${name}"`,
			hint: 'Convolo takes names of 1 to 20 characters.',
		};
	}
	if (!/^[a-z0-9_]+$/i.test(name)) {
		return {
			fault: `a name with other characters than letters, digits and underscore: "${name}"`,
			hint: 'Use only the letters A to Z, digits and underscore.',
		};
	}
	if (/^agent\d+(name|phone)$/i.test(name)) {
		return {
			fault: `a name that Convolo keeps for agents: "${name}"`,
			hint: "Enter agents under 'Custom Agents'.",
		};
	}
	return undefined;
}

/** Custom parameters of the lead, for webhooks, voice messages and logs. */
export const customParameters: INodeProperties = {
	displayName: 'Custom Parameters',
	name: 'customParameters',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true },
	placeholder: 'Add custom parameter',
	default: {},
	description:
		'What else Convolo shall know of the lead, for its webhooks, voice messages and logs',
	options: [
		{
			displayName: 'Parameter',
			name: 'parameter',
			values: [
				{
					displayName: 'Name',
					name: 'name',
					type: 'resourceLocator',
					default: { mode: 'name', value: '' },
					description:
						'1 to 20 letters, digits and underscores, without lc_param_ in front. Upper and lower case are the same.',
					modes: [
						{
							displayName: 'From List',
							name: 'list',
							type: 'list',
							typeOptions: { searchListMethod: 'searchCustomParameters', searchable: true },
						},
						{
							displayName: 'By Name',
							name: 'name',
							type: 'string',
							placeholder: 'e.g. project_name',
						},
					],
				},
				{ displayName: 'Value', name: 'value', type: 'string', default: '' },
			],
		},
	],
	routing: {
		send: {
			type: 'body',
			property: 'customParameters',
			propertyInDotNotation: false,
			preSend: [spreadParameters()],
		},
	},
};

/** Agents to call instead of the widget's call group, in the order of the rows. */
export const customAgents: INodeProperties = {
	displayName: 'Custom Agents',
	name: 'customAgents',
	type: 'fixedCollection',
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
	routing: {
		send: {
			type: 'body',
			property: 'customAgents',
			propertyInDotNotation: false,
			preSend: [spreadAgents()],
		},
	},
};

/** Each pair becomes `lc_param_<name>`; a name may come only once, also not as Lead Name or Lead Email. */
function spreadParameters(): PreSendAction {
	return async function (this: IExecuteSingleFunctions, request) {
		const { customParameters, ...body } = bodyOf(request);
		const taken = new Set(Object.keys(body).map((key) => key.toLowerCase()));
		for (const { name, value } of rowsOf(customParameters, 'parameter')) {
			const parameter = bareName(asText(this, 'Custom Parameters', plain(name) ?? ''));
			const problem = nameFault(parameter);
			if (problem) {
				throw invalidInput(this, 'Custom Parameters', `has ${problem.fault}`, problem.hint);
			}
			const key = `${PREFIX}${parameter}`;
			if (taken.has(key.toLowerCase())) {
				throw invalidInput(
					this,
					'Custom Parameters',
					`has "${parameter}" more than once`,
					"Keep one of them; upper and lower case are the same. 'Lead Name' is sent as name and 'Lead Email' as email.",
				);
			}
			taken.add(key.toLowerCase());
			if (isEmpty(value)) continue;
			body[key] = asText(this, `Custom Parameters: ${parameter}`, value);
		}
		return { ...request, body };
	};
}

/** The rows become `lc_param_agent01name`, `lc_param_agent01phone`, `lc_param_agent02name` and so on. */
function spreadAgents(): PreSendAction {
	return async function (this: IExecuteSingleFunctions, request) {
		const { customAgents, ...body } = bodyOf(request);
		const agents = rowsOf(customAgents, 'agent');
		if (agents.length > MOST_AGENTS) {
			throw invalidInput(
				this,
				'Custom Agents',
				`has ${agents.length} agents`,
				`Convolo numbers them with two digits, so ${MOST_AGENTS} is the most.`,
			);
		}
		agents.forEach(({ agentName, agentPhoneNumber }, index) => {
			const place = `agent ${index + 1}`;
			if (isEmpty(agentName) || isEmpty(agentPhoneNumber)) {
				throw invalidInput(
					this,
					'Custom Agents',
					`has no ${isEmpty(agentName) ? 'name' : 'phone number'} for ${place}`,
					'Fill in both, or take the agent out.',
				);
			}
			const number = String(index + 1).padStart(2, '0');
			body[`${PREFIX}agent${number}name`] = asText(this, `Custom Agents: ${place}`, agentName);
			body[`${PREFIX}agent${number}phone`] = convoloPhone(
				this,
				`Custom Agents: ${place}`,
				agentPhoneNumber,
			);
		});
		return { ...request, body };
	};
}

function rowsOf(value: unknown, name: string): IDataObject[] {
	return ((value as IDataObject | undefined)?.[name] ?? []) as IDataObject[];
}

function plain(value: unknown): unknown {
	return isResourceLocatorValue(value) ? value.value : value;
}

function isEmpty(value: unknown): boolean {
	return value === undefined || value === null || String(value).trim() === '';
}
