import type { IExecuteSingleFunctions, INodeProperties, PreSendAction } from 'n8n-workflow';

import { readDate } from '../../shared/dates';
import { invalidInput } from '../../shared/errors';
import { collection } from '../../shared/fields';
import { bodyOf } from '../../shared/send';

/**
 * A parameter whose value is put into the body under a name, for the operation's preSend functions to work on.
 *
 * @param name of the parameter in n8n
 * @param property its name in the body
 */
export function sent(
	name: string,
	property: string,
	displayName: string,
	extra: Partial<INodeProperties> & { preSend?: PreSendAction[] } = {},
): INodeProperties {
	const { preSend, ...rest } = extra;
	return {
		displayName,
		name,
		type: 'string',
		default: '',
		...rest,
		routing: {
			send: {
				type: 'body',
				property,
				propertyInDotNotation: false,
				...(preSend ? { preSend } : {}),
			},
		},
	};
}

/**
 * What a parameter must have to be picked from a list or typed as an id.
 *
 * @param search name of the pick list, see ../pickers
 */
export function pickedBy(search: string, placeholder: string): Partial<INodeProperties> {
	return {
		type: 'resourceLocator',
		default: { mode: 'list', value: '' },
		modes: [
			{
				displayName: 'From List',
				name: 'list',
				type: 'list',
				typeOptions: { searchListMethod: search, searchable: true },
			},
			{ displayName: 'By ID', name: 'id', type: 'string', placeholder },
		],
	};
}

/** An id as the server's database makes them. */
export const ID_PLACEHOLDER = 'e.g. 665f0c2b9d1e4a0012ab34cd';

/** The call of the outbound queue that an operation is about. */
export const queueIdField: INodeProperties = {
	displayName: 'Queue ID',
	name: 'queueId',
	type: 'string',
	default: '',
	required: true,
	placeholder: ID_PLACEHOLDER,
	description: 'What Initiate and Initiate From Campaign give',
};

/** The business to use instead of the credential's; {@link toBusiness} and the pick lists read it. */
const business: INodeProperties = {
	displayName: 'Business',
	name: 'business',
	description:
		"Business to use instead of the credential's. The list needs an API key that may manage the user; an ID can always be typed.",
	...pickedBy('searchBusinesses', 'e.g. 12'),
} as INodeProperties;

/** The Options collection of an operation: its own optional fields, and Business. In alphabetical order, as n8n shows it. */
export function optionsField(fields: INodeProperties[] = []): INodeProperties {
	return collection('Options', 'options', 'Add option', [business, ...fields]);
}

/** The Filters collection of a list. */
export function filtersField(fields: INodeProperties[]): INodeProperties {
	return collection('Filters', 'filters', 'Add filter', fields);
}

/** A bound of a date range in a filter. */
export function dateBound(property: string, displayName: string): INodeProperties {
	return sent(property, property, displayName, {
		type: 'dateTime',
		preSend: [asInstant(property, displayName)],
	});
}

/** Several members of one of the server's enumerations, sent as its numbers. */
export function members(
	property: string,
	displayName: string,
	options: Array<{ name: string; value: number }>,
): INodeProperties {
	return sent(property, property, displayName, {
		type: 'multiOptions',
		options,
		default: [],
		preSend: [dropIfEmpty(property)],
	});
}

/** Nothing chosen is nothing filtered. */
function dropIfEmpty(property: string): PreSendAction {
	return async (request) => {
		const { [property]: values, ...rest } = bodyOf(request);
		return Array.isArray(values) && values.length === 0 ? { ...request, body: rest } : request;
	};
}

/** One value of a filter that the server wants as a list. */
export function asList(property: string): PreSendAction {
	return async (request) => {
		const body = bodyOf(request);
		if (body[property] === undefined) return request;
		return { ...request, body: { ...body, [property]: [String(body[property]).trim()] } };
	};
}

/**
 * Sends a date as ISO 8601 in UTC, which both contracts take. A date without a zone is meant in the time zone of the
 * workflow.
 */
export function asInstant(property: string, parameter: string): PreSendAction {
	return async function (this: IExecuteSingleFunctions, request) {
		const body = bodyOf(request);
		if (body[property] === undefined) return request;
		const date = readDate(body[property], this.getTimezone());
		if (!date) {
			throw invalidInput(
				this,
				parameter,
				`is no date: "${String(body[property])}"`,
				'Pick a date, or enter one like 2026-03-01 14:30:00.',
			);
		}
		return { ...request, body: { ...body, [property]: date.toUTC().toISO() } };
	};
}
