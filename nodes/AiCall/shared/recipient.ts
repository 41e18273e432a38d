import type { IExecuteSingleFunctions, PreSendAction } from 'n8n-workflow';

import { invalidInput } from '../../shared/errors';
import { toE164 } from '../../shared/phone';
import { bodyOf } from '../../shared/send';

/**
 * Sends a phone number in E.164 form. One that cannot be brought into it is refused here: the server answers some of
 * them with nothing but "internal server error".
 */
export function asE164(property: string, parameter: string): PreSendAction {
	return async function (this: IExecuteSingleFunctions, request) {
		const body = bodyOf(request);
		if (body[property] === undefined) return request;
		const text = String(body[property]);
		const result = toE164(text);
		if ('fault' in result) {
			throw invalidInput(
				this,
				parameter,
				`${result.fault}: "${text}"`,
				'Enter one phone number with country code and without extension, e.g. +1 415 555 0123.',
			);
		}
		return { ...request, body: { ...body, [property]: result.number } };
	};
}
