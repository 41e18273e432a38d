import type { IExecuteSingleFunctions, PreSendAction } from 'n8n-workflow';

import { invalidInput } from '../../shared/errors';
import { bodyOf } from '../../shared/send';

/**
 * Refuses the item when none of several optional parameters is filled in.
 *
 * @param collection display name of the collection that holds them
 * @param parameters their display names, by their names in the body
 */
export function atLeastOne(collection: string, parameters: Record<string, string>): PreSendAction {
	return async function (this: IExecuteSingleFunctions, request) {
		const body = bodyOf(request);
		if (Object.keys(parameters).some((property) => body[property] !== undefined)) return request;
		const names = Object.values(parameters).map((name) => `'${name}'`);
		throw invalidInput(this, collection, 'is empty', `Fill in ${names.join(' or ')}.`);
	};
}
