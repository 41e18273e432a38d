import camelCase from 'lodash/camelCase';
import { IANAZone } from 'luxon';
import type {
	IDataObject,
	IExecuteSingleFunctions,
	IHttpRequestOptions,
	INodeProperties,
	INodePropertyOptions,
	PreSendAction,
} from 'n8n-workflow';

import { readDay } from '../../shared/dates';
import { invalidInput } from '../../shared/errors';
import { convoloPhone } from './phone';

type Place = 'body' | 'query';

type Extra = Partial<INodeProperties> & { preSend?: PreSendAction[] };

/** Brings a value into Convolo's form, or refuses it with {@link invalidInput}. */
type Convert = (context: IExecuteSingleFunctions, value: unknown) => string | number;

/**
 * A parameter that is sent under Convolo's own name. In n8n it has that name in camel case, so that `lc_number` is found as
 * `lcNumber`.
 */
export function field(
	place: Place,
	property: string,
	displayName: string,
	{ preSend, ...extra }: Extra = {},
): INodeProperties {
	return {
		displayName,
		name: camelCase(property),
		type: 'string',
		default: '',
		...extra,
		routing: {
			send: {
				type: place,
				property,
				propertyInDotNotation: false,
				...(preSend ? { preSend } : {}),
			},
		},
	};
}

/** A filter of the call list: a query parameter, which Convolo takes as text. */
function filter(property: string, displayName: string, convert: Convert, extra: Extra = {}) {
	return field('query', property, displayName, {
		...extra,
		preSend: [converted(property, convert)],
	});
}

export const textFilter = (property: string, displayName: string, extra: Extra = {}) =>
	filter(property, displayName, (context, value) => asText(context, displayName, value), extra);

/** A phone number in any form. */
export const phoneFilter = (property: string, displayName: string, extra: Extra = {}) =>
	filter(
		property,
		displayName,
		(context, value) => convoloPhone(context, displayName, value),
		extra,
	);

/** Several ids with commas between them, or a list of them from an expression. */
export const idsFilter = (property: string, displayName: string, extra: Extra = {}) =>
	filter(
		property,
		displayName,
		(context, value) =>
			asText(context, displayName, Array.isArray(value) ? value.join() : value).replace(/\s/g, ''),
		extra,
	);

export const choiceFilter = (
	property: string,
	displayName: string,
	options: INodePropertyOptions[],
	extra: Extra & { convert?: Convert } = {},
) => {
	const { convert = (context, value) => asText(context, displayName, value), ...rest } = extra;
	return filter(property, displayName, convert, {
		type: 'options',
		options,
		default: options[0].value,
		...rest,
	});
};

/** A calendar day, sent as YYYY-MM-DD. */
export const dayFilter = (property: string, displayName: string, extra: Extra = {}) =>
	filter(
		property,
		displayName,
		(context, value) => {
			const day = readDay(value);
			if (day) return day;
			throw invalidInput(
				context,
				displayName,
				`is no date: "${String(value)}"`,
				'Pick a date, or enter one like 2026-03-01.',
			);
		},
		{ type: 'dateTime', ...extra },
	);

/** A whole number of seconds from 0 on. */
export const secondsFilter = (property: string, displayName: string) =>
	filter(
		property,
		`${displayName} (Seconds)`,
		(context, value) => {
			const seconds = Number(value);
			if (Number.isInteger(seconds) && seconds >= 0) return seconds;
			throw invalidInput(
				context,
				`${displayName} (Seconds)`,
				`is ${String(value)}`,
				'Enter a whole number from 0 on.',
			);
		},
		{ type: 'number', typeOptions: { minValue: 0 }, default: 0 },
	);

/** A time zone by its IANA name. */
export const timeZoneFilter = (property: string, displayName: string, extra: Extra = {}) =>
	filter(
		property,
		displayName,
		(context, value) => {
			const zone = String(value).trim();
			if (IANAZone.isValidZone(zone)) return zone;
			throw invalidInput(
				context,
				displayName,
				`is no time zone: "${zone}"`,
				'Enter one like America/New_York.',
			);
		},
		extra,
	);

/** Sends a body parameter as text, the only type of value that Convolo documents. */
export function asTextBody(property: string, displayName: string): PreSendAction {
	return converted(property, (context, value) => asText(context, displayName, value));
}

/**
 * The text of a value.
 *
 * @param parameter display name, for the error
 * @throws for a list or an object, which has no text of its own
 */
export function asText(
	context: IExecuteSingleFunctions,
	parameter: string,
	value: unknown,
): string {
	if (typeof value !== 'object') return String(value).trim();
	if (value instanceof Date) return value.toISOString();
	throw invalidInput(context, parameter, 'holds a list or an object', 'Map a single value.');
}

/** Converts a parameter where the description has put it, body or query. */
export function converted(property: string, convert: Convert): PreSendAction {
	return async function (this: IExecuteSingleFunctions, request: IHttpRequestOptions) {
		const place = Object.hasOwn(request.body as IDataObject, property) ? 'body' : 'qs';
		const values = request[place] as IDataObject;
		if (values[property] === undefined) return request;
		return {
			...request,
			[place]: { ...values, [property]: convert(this, values[property]) },
		};
	};
}
