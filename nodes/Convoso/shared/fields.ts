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
import { bodyOf, required, wholeNumber } from '../../shared/send';
import { phone } from './phone';

/** A form that text must have. */
interface TextForm {
	/** What is wrong with the trimmed text, to follow the parameter's name; undefined where it is good. */
	fault: (value: string) => string | undefined;
	/** What to enter instead. */
	hint: string;
	/** Makes good text into what Convoso takes. */
	clean?: (value: string) => string;
}

/** What a field has beside its name and type; its preSend functions run after the check that it is filled in. */
type Extra = Partial<INodeProperties> & { preSend?: PreSendAction[] };

/**
 * A parameter that is sent in the form body under Convoso's own name. In n8n it has that name in camel case, so that
 * `phone_number` is found as `phoneNumber`. One that is required is refused when it is empty.
 */
export function field(
	property: string,
	displayName: string,
	type: INodeProperties['type'],
	extra: Extra,
) {
	const { preSend: checks = [], ...rest } = extra;
	const preSend = rest.required ? [required(property, displayName), ...checks] : checks;
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
				...(preSend.length > 0 ? { preSend } : {}),
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
) =>
	field(property, displayName, 'options', {
		options,
		default: options[0].value,
		preSend: [oneOf(property, displayName, options)],
		...extra,
	});

/** On and off, sent as 1 and 0. The Y and N that Convoso's own answers hold are understood too. */
export const onOff = (
	property: string,
	displayName: string,
	[on, off]: [on: string, off: string],
	extra: Extra = {},
) =>
	field(property, displayName, 'options', {
		options: [
			{ name: on, value: 1 },
			{ name: off, value: 0 },
		],
		default: 1,
		preSend: [asSwitch(property, displayName, [1, 0], `Choose ${on} or ${off}.`)],
		...extra,
	});

/** Yes or no, sent as Y and N, as the status endpoints want it. */
export const yesNo = (property: string, displayName: string, description: string) =>
	field(property, displayName, 'boolean', {
		default: false,
		description,
		preSend: [asSwitch(property, displayName, ['Y', 'N'], 'Enter true or false.')],
	});

/** Text that must have a certain form. */
export const formed = (property: string, displayName: string, form: TextForm, extra: Extra = {}) =>
	field(property, displayName, 'string', {
		...extra,
		preSend: [inForm(property, displayName, form)],
	});

/** Refuses what is not one or more email addresses with commas between them. */
export const emailForm = (property: string, displayName: string) =>
	inForm(property, displayName, {
		fault: (value) => {
			const isEmail = /^[^@\s,]+@[^@\s,]+\.[^@\s,]+$/;
			const wrong = value.split(',').find((one) => !isEmail.test(one.trim()));
			return wrong === undefined ? undefined : `has no email address in "${wrong.trim()}"`;
		},
		hint: 'Enter one address, or several with commas between them, e.g. ada@example.com, ben@example.com.',
		clean: (value) => value.replace(/\s/g, ''),
	});

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

/** What people, and Convoso's own answers, write for yes and no. */
const SWITCH = new Map(
	Object.entries({ true: true, yes: true, y: true, on: true, active: true, 1: true }).concat(
		Object.entries({ false: false, no: false, n: false, off: false, inactive: false, 0: false }),
	),
);

function asSwitch(
	property: string,
	parameter: string,
	[on, off]: [on: string | number, off: string | number],
	hint: string,
): PreSendAction {
	return async function (this: IExecuteSingleFunctions, request) {
		const body = bodyOf(request);
		if (body[property] === undefined) return request;
		const isOn = SWITCH.get(String(body[property]).trim().toLowerCase());
		if (isOn === undefined)
			throw invalidInput(this, parameter, `is "${String(body[property])}"`, hint);
		return { ...request, body: { ...body, [property]: isOn ? on : off } };
	};
}

function oneOf(
	property: string,
	parameter: string,
	options: INodePropertyOptions[],
): PreSendAction {
	return async function (this: IExecuteSingleFunctions, request) {
		const body = bodyOf(request);
		if (body[property] === undefined) return request;
		const wanted = String(body[property]).trim().toLowerCase();
		const chosen = options.find(({ value }) => String(value).toLowerCase() === wanted);
		if (!chosen) {
			const known = options.map(({ value }) => String(value)).join(', ');
			throw invalidInput(
				this,
				parameter,
				`is "${String(body[property])}"`,
				`Choose one of: ${known}.`,
			);
		}
		return { ...request, body: { ...body, [property]: chosen.value } };
	};
}

function inForm(
	property: string,
	parameter: string,
	{ fault, hint, clean }: TextForm,
): PreSendAction {
	return async function (this: IExecuteSingleFunctions, request) {
		const body = bodyOf(request);
		if (body[property] === undefined) return request;
		const value = String(body[property]).trim();
		const found = fault(value);
		if (found) throw invalidInput(this, parameter, found, hint);
		return { ...request, body: { ...body, [property]: clean ? clean(value) : value } };
	};
}

/** Makes a list, or text with commas, into text with commas and no blanks: Convoso takes no nested parameters. */
function joined(property: string): PreSendAction {
	return async (request) => {
		const body = bodyOf(request);
		if (body[property] === undefined) return request;
		const values = [body[property]].flat().flatMap((value) => String(value).split(','));
		const value = values
			.map((one) => one.trim())
			.filter((one) => one !== '')
			.join(',');
		// Nothing chosen is nothing set.
		return { ...request, body: { ...body, [property]: value || undefined } };
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
		const timeZone = await accountZone(this);
		const date = readDate(body[property], timeZone);
		if (!date) throw noDate(this, parameter, body[property]);
		const isMidnight = date.hour + date.minute + date.second === 0;
		const form = midnightAsDay && isMidnight ? 'yyyy-MM-dd' : 'yyyy-MM-dd HH:mm:ss';
		return { ...request, body: { ...body, [property]: date.toFormat(form) } };
	};
}

/** The zone in which Convoso understands dates without one. */
export async function accountZone(context: IExecuteSingleFunctions): Promise<string> {
	const credentials = await context.getCredentials('convosoApi');
	const timeZone = String(credentials.timeZone || 'America/Los_Angeles');
	if (IANAZone.isValidZone(timeZone)) return timeZone;
	throw invalidInput(
		context,
		'Account Time Zone',
		`of the credential is no time zone: "${timeZone}"`,
		'Enter one like America/New_York.',
	);
}

export function noDate(context: IExecuteSingleFunctions, parameter: string, value: unknown) {
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
		preSend: [joined(property)],
	});

/**
 * Several records picked from the account, sent with commas between their ids. An expression may give a list or such text.
 *
 * @param load name of the method that fills the menu, see ../pickers
 */
export const pickedMany = (
	property: string,
	displayName: string,
	load: string,
	extra: Extra = {},
) =>
	field(property, displayName, 'multiOptions', {
		typeOptions: { loadOptionsMethod: load },
		default: [],
		description:
			'Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>',
		...extra,
		preSend: [joined(property)],
	});

export { collection } from '../../shared/fields';
