import camelCase from 'lodash/camelCase';
import type {
	IDataObject,
	IExecuteSingleFunctions,
	INodeProperties,
	INodePropertyOptions,
	PreSendAction,
} from 'n8n-workflow';

import { clock } from '../../shared/clock';
import { readDate } from '../../shared/dates';
import { invalidInput } from '../../shared/errors';
import { toE164 } from '../../shared/phone';
import { bodyOf, wholeNumber } from '../../shared/send';

type Extra = Partial<INodeProperties> & {
	preSend?: PreSendAction[];
	/** Where it is sent; in the body when left out. An operation puts what is in the path there itself. */
	place?: 'body' | 'query' | 'path';
};

/**
 * A parameter that is sent under the vendor's own name. In n8n it has that name in camel case.
 *
 * @param property its name; `call.to` is sent as `to` within `call`
 */
function field(
	property: string,
	displayName: string,
	type: INodeProperties['type'],
	{ preSend = [], place = 'body', ...rest }: Extra,
): INodeProperties {
	const base = { displayName, name: camelCase(property), type, default: '', ...rest };
	if (place === 'path') return base;
	const steps = property.includes('.') ? [...preSend, nested(property)] : preSend;
	return {
		...base,
		routing: { send: { type: place, property, propertyInDotNotation: false, preSend: steps } },
	};
}

export const text = (property: string, displayName: string, extra: Extra = {}) =>
	field(property, displayName, 'string', extra);

/** Text over several lines. */
export const longText = (property: string, displayName: string, extra: Extra = {}) =>
	field(property, displayName, 'string', { typeOptions: { rows: 4 }, ...extra });

export const flag = (
	property: string,
	displayName: string,
	description: string,
	extra: Extra = {},
) => field(property, displayName, 'boolean', { default: true, description, ...extra });

/** One of the values that the vendor knows; another one, from an expression, is refused before anything is sent. */
export const choice = (
	property: string,
	displayName: string,
	options: INodePropertyOptions[],
	extra: Extra = {},
) =>
	field(property, displayName, 'options', {
		options,
		default: options[0].value,
		...extra,
		preSend: [
			oneOf(
				property,
				displayName,
				options.map(({ value }) => String(value)),
			),
			...(extra.preSend ?? []),
		],
	});

/** A phone number in any form, sent as E.164. */
export const phoneNumber = (property: string, displayName: string, extra: Extra = {}) =>
	field(property, displayName, 'string', {
		placeholder: 'e.g. +1 503 708 1210',
		...extra,
		preSend: [phone(property, displayName)],
	});

/** A phone number of the account, picked or typed, sent as E.164. */
export const accountNumber = (property: string, displayName: string, extra: Extra = {}) =>
	field(property, displayName, 'resourceLocator', {
		...modes('searchNumbers', {
			label: 'By Number',
			name: 'number',
			example: '+1 503 708 1210',
		}),
		...extra,
		preSend: [phone(property, displayName)],
	});

/** A moment, sent as ISO 8601 in UTC. One without a zone is taken in that of the workflow. */
export const moment = (property: string, displayName: string, extra: Extra = {}) =>
	field(property, displayName, 'dateTime', {
		...extra,
		preSend: [date(property, displayName, (value) => value.toUTC().toISO())],
	});

/** A bound of a date filter, sent in milliseconds since 1970. */
export const dateBound = (property: string, displayName: string, extra: Extra = {}) =>
	field(property, displayName, 'dateTime', {
		...extra,
		preSend: [date(property, displayName, (value) => value.toMillis())],
	});

/** A moment to come, sent in seconds since 1970. */
export const scheduledTime = (property: string, displayName: string, extra: Extra = {}) =>
	field(property, displayName, 'dateTime', {
		...extra,
		preSend: [
			date(property, displayName, function (value) {
				if (value.toMillis() > clock.wallTime()) return Math.floor(value.toSeconds());
				throw invalidInput(
					this,
					displayName,
					`has passed: ${value.toISO()}`,
					'Pick a time to come, or remove the field to send at once.',
				);
			}),
		],
	});

/** Web addresses, one a line or as a list. */
export const urls = (
	property: string,
	displayName: string,
	{ max, ...extra }: Extra & { max?: number } = {},
) =>
	field(property, displayName, 'string', {
		typeOptions: { rows: 3 },
		placeholder: 'e.g. https://example.com/recording.mp3',
		...extra,
		preSend: [
			change(property, function (value) {
				return webAddresses(this, displayName, value, max);
			}),
			...(extra.preSend ?? []),
		],
	});

/**
 * The web addresses of a text (one a line) or a list.
 *
 * @throws NodeOperationError when one is none, or there are more than `max`
 */
export function webAddresses(
	context: IExecuteSingleFunctions,
	parameter: string,
	value: unknown,
	max = Infinity,
): string[] {
	const all = entries(value, /[\r\n]+/);
	const wrong = all.find((one) => !isWebAddress(one));
	if (wrong !== undefined) {
		throw invalidInput(
			context,
			parameter,
			`has an entry that is no web address: "${wrong}"`,
			"Enter one address a line, each with https://. 'Upload File' makes an address of a file.",
		);
	}
	if (all.length > max) {
		throw invalidInput(
			context,
			parameter,
			`has ${all.length} addresses`,
			`LeadConnector takes ${max} at most.`,
		);
	}
	return all;
}

/** Several values of a list, sent with commas between them. */
export const choices = (
	property: string,
	displayName: string,
	options: INodePropertyOptions[],
	extra: Extra = {},
) =>
	field(property, displayName, 'multiOptions', {
		options,
		default: [],
		...extra,
		preSend: [change(property, (value) => entries(value, /,/).join(',') || [])],
	});

/** A whole number between two bounds. */
export const number = (
	property: string,
	displayName: string,
	bounds: { min: number; max: number },
	extra: Extra = {},
) =>
	field(property, displayName, 'number', {
		typeOptions: { minValue: bounds.min, maxValue: bounds.max },
		default: bounds.min,
		preSend: [wholeNumber(property, displayName, bounds)],
		...extra,
	});

/** An object, written as JSON or given by an expression. */
export const json = (property: string, displayName: string, extra: Extra = {}) =>
	field(property, displayName, 'json', {
		...extra,
		preSend: [
			change(property, function (value) {
				try {
					const read: unknown = typeof value === 'string' ? JSON.parse(value) : value;
					if (typeof read === 'object' && read !== null && !Array.isArray(read)) return read;
				} catch {
					// Falls through to the sentence below, which is the same for everything that is no object.
				}
				throw invalidInput(
					this,
					displayName,
					'is no JSON object',
					'Enter an object, e.g. {"rating": 5}.',
				);
			}),
		],
	});

/** Several texts, with commas or line breaks between them, or as a list. */
export const list = (property: string, displayName: string, extra: Extra = {}) =>
	field(property, displayName, 'string', {
		...extra,
		preSend: [change(property, (value) => entries(value, /[,;\r\n]+/))],
	});

/**
 * A record picked from the account, or typed as an ID.
 *
 * @param search name of the pick list, see ../pickers
 */
export const picked = (property: string, displayName: string, search: string, extra: Extra = {}) =>
	field(property, displayName, 'resourceLocator', {
		...modes(search, { label: 'By ID', name: 'id', example: 've9EPM428h8vShlRW1KT' }),
		...extra,
	});

/** A message, by the ID that the vendor gave it; it stands in the path. */
export const messageIdField: INodeProperties = {
	displayName: 'Message ID',
	name: 'messageId',
	type: 'string',
	default: '',
	required: true,
	placeholder: 'e.g. t22c6DQcTDf3MjRhwf77',
};

/**
 * Changes a value that is sent, in the body or the query. One that is not sent is left alone; an empty list is not sent.
 */
export function change(
	property: string,
	into: (this: IExecuteSingleFunctions, value: unknown) => unknown,
): PreSendAction {
	return async function (this: IExecuteSingleFunctions, request) {
		const place = property in bodyOf(request) ? 'body' : 'qs';
		const { [property]: value, ...others } = request[place] as IDataObject;
		if (value === undefined) return request;
		const changed = (await into.call(this, value)) as IDataObject[string];
		const isNothing = Array.isArray(changed) && changed.length === 0;
		return { ...request, [place]: isNothing ? others : { ...others, [property]: changed } };
	};
}

/** The modes of a resource locator: from a list with search, and one to type the value. */
function modes(
	searchListMethod: string,
	typed: { label: string; name: string; example: string },
): Pick<INodeProperties, 'default' | 'modes'> {
	return {
		default: { mode: 'list', value: '' },
		modes: [
			{
				displayName: 'From List',
				name: 'list',
				type: 'list',
				typeOptions: { searchListMethod, searchable: true },
			},
			{
				displayName: typed.label,
				name: typed.name,
				type: 'string',
				placeholder: `e.g. ${typed.example}`,
			},
		],
	};
}

/** Moves `a.b` of the body to `b` within `a`. */
function nested(property: string): PreSendAction {
	const [outer, inner] = property.split('.');
	return async (request) => {
		const { [property]: value, ...body } = bodyOf(request);
		if (value === undefined) return request;
		return {
			...request,
			body: { ...body, [outer]: { ...(body[outer] as object), [inner]: value } },
		};
	};
}

function oneOf(property: string, parameter: string, values: string[]): PreSendAction {
	return change(property, function (value) {
		if (values.includes(String(value))) return value;
		throw invalidInput(
			this,
			parameter,
			`is "${String(value)}"`,
			`Use one of ${values.join(', ')}.`,
		);
	});
}

function phone(property: string, parameter: string): PreSendAction {
	return change(property, function (value) {
		const result = toE164(String(value));
		if ('number' in result) return result.number;
		throw invalidInput(
			this,
			parameter,
			`${result.fault}: "${String(value)}"`,
			'Enter one phone number with country code, e.g. +1 503 708 1210.',
		);
	});
}

function date(
	property: string,
	parameter: string,
	form: (
		this: IExecuteSingleFunctions,
		value: NonNullable<ReturnType<typeof readDate>>,
	) => string | number | null,
): PreSendAction {
	return change(property, function (value) {
		const read = readDate(value, this.getTimezone());
		if (read) return form.call(this, read);
		throw invalidInput(
			this,
			parameter,
			`is no date: "${String(value)}"`,
			'Pick a date, or enter one like 2026-03-01T14:30:00.',
		);
	});
}

/** The filled entries of a text or a list. */
function entries(value: unknown, separator: RegExp): string[] {
	const parts: unknown[] = Array.isArray(value) ? value : String(value).split(separator);
	return parts.map((part) => String(part).trim()).filter((part) => part !== '');
}

function isWebAddress(value: string): boolean {
	return URL.canParse(value) && /^https?:$/.test(new URL(value).protocol);
}
