import type {
	IDataObject,
	IExecuteSingleFunctions,
	IHttpRequestOptions,
	PreSendAction,
} from 'n8n-workflow';
import { isResourceLocatorValue } from 'n8n-workflow';

import { invalidInput } from './errors';

/** The JSON or form body that the description has filled so far. */
export function bodyOf(request: IHttpRequestOptions): IDataObject {
	return request.body as IDataObject;
}

/** Leaves out what the user has not filled in: empty text, null and undefined never reach the vendor. */
export const dropEmpty: PreSendAction = async (request) => {
	const filled = (values: IDataObject) =>
		Object.fromEntries(
			Object.entries(values).filter(
				([, value]) => value !== '' && value !== null && value !== undefined,
			),
		);
	return {
		...request,
		body: filled(bodyOf(request)),
		qs: filled(request.qs as IDataObject),
	};
};

/**
 * Refuses the item when a parameter is empty.
 *
 * @param property its name in the body
 * @param parameter its display name
 */
export function required(property: string, parameter: string): PreSendAction {
	return async function (this: IExecuteSingleFunctions, request) {
		const value = bodyOf(request)[property];
		if (value === undefined || (typeof value === 'string' && value.trim() === '')) {
			throw invalidInput(
				this,
				parameter,
				'is empty',
				'Fill it in, or check the expression behind it.',
			);
		}
		return request;
	};
}

/**
 * Puts a parameter into the path, in the place of `{name}`.
 *
 * @param name of the parameter and of the place
 * @param parameter its display name
 */
export function inPath(name: string, parameter: string): PreSendAction {
	return async function (this: IExecuteSingleFunctions, request) {
		const raw = this.getNodeParameter(name);
		const value = isResourceLocatorValue(raw) ? raw.value : raw;
		const text = typeof value === 'string' || typeof value === 'number' ? String(value).trim() : '';
		if (text === '') {
			throw invalidInput(
				this,
				parameter,
				'is empty',
				'Fill it in, or check the expression behind it.',
			);
		}
		return { ...request, url: request.url.replace(`{${name}}`, encodeURIComponent(text)) };
	};
}

/**
 * Refuses a number outside its range, and a fraction.
 *
 * @param property its name in the body
 * @param parameter its display name
 */
export function wholeNumber(
	property: string,
	parameter: string,
	{ min, max }: { min: number; max: number },
): PreSendAction {
	return async function (this: IExecuteSingleFunctions, request) {
		const body = bodyOf(request);
		if (body[property] === undefined) return request;
		const value = Number(body[property]);
		if (!Number.isInteger(value) || value < min || value > max) {
			throw invalidInput(
				this,
				parameter,
				`is ${String(body[property])}`,
				`Enter a whole number from ${min} to ${max}.`,
			);
		}
		return { ...request, body: { ...body, [property]: value } };
	};
}
