import type {
	ICredentialDataDecryptedObject,
	IDataObject,
	IExecuteSingleFunctions,
	ILoadOptionsFunctions,
	INodeProperties,
	IPollFunctions,
	PreSendAction,
} from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

import { readAddress } from '../shared/address';
import { invalidInput } from '../shared/errors';
import { locator, plain } from '../shared/fields';
import { isEmpty } from '../shared/values/read';
import { readId } from '../shared/values/text';
import { isBusinessOfItem } from './answer';
import { aiCall } from './service';

/** The business to use instead of the credential's; every request and the pick lists read it. */
export const businessOption: INodeProperties = {
	displayName: 'Business',
	name: 'business',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	description:
		"Business to use instead of the credential's. The list needs an API key that may manage the user; an ID can always be typed.",
	modes: locator('searchBusinesses', { label: 'By ID', name: 'id', example: '12' }).modes,
};

/**
 * The path of a business below the API's root: of the one chosen under Options, else of the credential's.
 *
 * @param refuse makes the error where there is none
 */
function pathFor(
	options: unknown,
	{ businessId }: ICredentialDataDecryptedObject,
	refuse: (name: string, fault: string, hint: string) => Error,
): string {
	const chosen = plain((options as IDataObject | undefined)?.business);
	const isChosen = !isEmpty(chosen);
	const id = readId(isChosen ? chosen : businessId);
	if ('value' in id) return pathOf(id.value);
	if (isChosen) throw refuse('Business', id.fault, 'Choose it from the list, or enter its number.');
	const hint = "Fill it in in the credential, or choose a 'Business' under 'Options'.";
	throw refuse('Business ID', id.fault, hint);
}

/** The path of the business with this id, below the API's root. */
export function pathOf(businessId: string): string {
	return `/business/${encodeURIComponent(businessId)}`;
}

/**
 * The path of the business that an item is for, below the API's root.
 *
 * @throws NodeOperationError where there is none
 */
export async function businessOfItem(context: IExecuteSingleFunctions): Promise<string> {
	const options = context.getNodeParameter('options', {}) as IDataObject;
	const isMissing = isEmpty(plain(options.business));
	if (isMissing && isBusinessOfItem(context.getNode().parameters)) {
		throw invalidInput(
			context,
			'Business',
			'is empty',
			"Check the expression behind it, or take the option out to use the credential's business.",
		);
	}
	const credentials = await context.getCredentials('aiCallApi');
	return pathFor(options, credentials, (...told) => invalidInput(context, ...told));
}

/**
 * The path of the business that the editor, or a trigger that polls, is set to, below the API's root.
 *
 * @throws NodeOperationError where there is none
 */
export function businessOfNode(
	context: ILoadOptionsFunctions | IPollFunctions,
	credentials: ICredentialDataDecryptedObject,
): string {
	const options =
		'getCurrentNodeParameter' in context
			? context.getCurrentNodeParameter('options')
			: context.getNodeParameter('options', {});
	return pathFor(options, credentials, (name, fault, description) => {
		return new NodeOperationError(context.getNode(), `'${name}' ${fault}`, { description });
	});
}

/** First step of every request: puts the business into the URL, and the address of the API before it. */
export const toBusiness: PreSendAction = async function (request) {
	const path = await businessOfItem(this);
	// For n8n's RoutingNode: the transport of this package puts its own address there.
	const { baseUrl } = await this.getCredentials('aiCallApi');
	const address = readAddress(baseUrl, aiCall.basePath);
	return {
		...request,
		...('value' in address ? { baseURL: address.value } : {}),
		url: `${path}${request.url}`,
	};
};
