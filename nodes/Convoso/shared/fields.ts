import camelCase from 'lodash/camelCase';
import { IANAZone } from 'luxon';
import type {
	IExecuteSingleFunctions,
	INodeProperties,
	INodePropertyOptions,
	PreSendAction,
} from 'n8n-workflow';

import { readDate, readDay } from '../../shared/dates';
import { invalidInput } from '../../shared/errors';
import { bodyOf, wholeNumber } from '../../shared/send';
import { phone } from './phone';

type Extra = Partial<INodeProperties> & { preSend?: PreSendAction[] };

/**
 * A parameter that is sent in the form body under Convoso's own name. In n8n it has that name in camel case, so that
 * `phone_number` is found as `phoneNumber`.
 */
function field(property: string, displayName: string, type: INodeProperties['type'], extra: Extra) {
	const { preSend, ...rest } = extra;
	return {
		displayName,
		name: camelCase(property),
		type,
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
	} as INodeProperties;
}

export const text = (property: string, displayName: string, extra: Extra = {}) =>
	field(property, displayName, 'string', extra);

/** A whole number between two bounds, checked before anything is sent. */
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

/** Convoso's own generated requests carry 1 and 0 for yes and no (Lead Insert help article). */
export const flag = (
	property: string,
	displayName: string,
	description: string,
	extra: Extra = {},
) =>
	field(property, displayName, 'boolean', {
		default: true,
		description,
		...extra,
		preSend: [asFlag(property), ...(extra.preSend ?? [])],
	});

export const choice = (
	property: string,
	displayName: string,
	options: INodePropertyOptions[],
	extra: Extra = {},
) => field(property, displayName, 'options', { options, default: options[0].value, ...extra });

export const phoneNumber = (property: string, displayName: string, extra: Extra = {}) =>
	field(property, displayName, 'string', {
		placeholder: 'e.g. +1 (555) 123-4567',
		preSend: [phone(property, displayName)],
		...extra,
	});

/** A calendar day, sent as YYYY-MM-DD. */
export const day = (property: string, displayName: string, extra: Extra = {}) =>
	field(property, displayName, 'dateTime', { ...extra, preSend: [asDay(property, displayName)] });

/** A moment, sent in account time as YYYY-MM-DD HH:MM:SS. */
export const moment = (property: string, displayName: string, extra: Extra = {}) =>
	field(property, displayName, 'dateTime', {
		...extra,
		preSend: [asAccountTime(property, displayName, { midnightAsDay: false })],
	});

/**
 * A bound of a date range, sent in account time: as a day when it is midnight, the form that Convoso documents for lead
 * search, else with the time.
 */
export const dateBound = (property: string, displayName: string, extra: Extra = {}) =>
	field(property, displayName, 'dateTime', {
		...extra,
		preSend: [asAccountTime(property, displayName, { midnightAsDay: true })],
	});

/**
 * A record picked from the account, or typed as an id.
 *
 * @param search name of the pick list, see ../pickers
 */
export const picked = (property: string, displayName: string, search: string, extra: Extra = {}) =>
	field(property, displayName, 'resourceLocator', {
		default: { mode: 'list', value: '' },
		modes: [
			{
				displayName: 'From List',
				name: 'list',
				type: 'list',
				typeOptions: { searchListMethod: search, searchable: true },
			},
			{ displayName: 'By ID', name: 'id', type: 'string', placeholder: 'e.g. 333' },
		],
		...extra,
		name: extra.name ?? camelCase(property),
	});

function asFlag(property: string): PreSendAction {
	return async (request) => {
		const body = bodyOf(request);
		if (body[property] === undefined) return request;
		const isOn =
			body[property] === true || body[property] === 'true' || Number(body[property]) === 1;
		return { ...request, body: { ...body, [property]: isOn ? 1 : 0 } };
	};
}

function asDay(property: string, parameter: string): PreSendAction {
	return async function (this: IExecuteSingleFunctions, request) {
		const body = bodyOf(request);
		if (body[property] === undefined) return request;
		const value = readDay(body[property]);
		if (!value) throw noDate(this, parameter, body[property]);
		return { ...request, body: { ...body, [property]: value } };
	};
}

function asAccountTime(
	property: string,
	parameter: string,
	{ midnightAsDay }: { midnightAsDay: boolean },
): PreSendAction {
	return async function (this: IExecuteSingleFunctions, request) {
		const body = bodyOf(request);
		if (body[property] === undefined) return request;
		const credentials = await this.getCredentials('convosoApi');
		const timeZone = String(credentials.timeZone || 'America/Los_Angeles');
		if (!IANAZone.isValidZone(timeZone)) {
			throw invalidInput(
				this,
				'Account Time Zone',
				`of the credential is no time zone: "${timeZone}"`,
				'Enter one like America/New_York.',
			);
		}
		const date = readDate(body[property], timeZone);
		if (!date) throw noDate(this, parameter, body[property]);
		const isMidnight = date.hour + date.minute + date.second === 0;
		const form = midnightAsDay && isMidnight ? 'yyyy-MM-dd' : 'yyyy-MM-dd HH:mm:ss';
		return { ...request, body: { ...body, [property]: date.toFormat(form) } };
	};
}

function noDate(context: IExecuteSingleFunctions, parameter: string, value: unknown) {
	return invalidInput(
		context,
		parameter,
		`is no date: "${String(value)}"`,
		'Pick a date, or enter one like 2026-03-01 or 2026-03-01 14:30:00.',
	);
}

/** A number of any size, fractions included. */
export const amount = (property: string, displayName: string, extra: Extra = {}) =>
	field(property, displayName, 'number', { default: 0, ...extra });

/** Several values of a list, sent with commas between them: Convoso takes no nested parameters. */
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
		preSend: [
			async (request) => {
				const body = bodyOf(request);
				const values = body[property];
				if (!Array.isArray(values)) return request;
				// Nothing chosen is nothing set.
				const value = values.length > 0 ? values.join(',') : undefined;
				return { ...request, body: { ...body, [property]: value } };
			},
		],
	});

export { collection } from '../../shared/fields';
