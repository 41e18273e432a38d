import {
	NodeOperationError,
	type ICredentialDataDecryptedObject,
	type IExecuteSingleFunctions,
	type ILoadOptionsFunctions,
	type INodeProperties,
	type PreSendAction,
} from 'n8n-workflow';

import { bodyOf } from '../shared/fields';
import { credentialTypeOf } from '../shared/service';
import { leadConnector, locationIn } from './service';

type Context = IExecuteSingleFunctions | ILoadOptionsFunctions;

/** On n8n's RoutingNode a token of OAuth2 is renewed only when a 401 is thrown. */
const throwsWhenExpired: PreSendAction = async function (request) {
	const isOAuth2 = this.getNodeParameter('authentication') === 'oAuth2';
	return isOAuth2
		? { ...request, ignoreHttpStatusErrors: { ignore: true, except: [401] } }
		: request;
};

/** Which of the two credentials signs the requests. n8n demands this name of the parameter. */
export const authenticationField: INodeProperties = {
	displayName: 'Authentication',
	name: 'authentication',
	type: 'options',
	noDataExpression: true,
	options: [
		{ name: 'OAuth2', value: 'oAuth2' },
		{ name: 'Private Integration Token', value: 'privateIntegrationToken' },
	],
	default: 'privateIntegrationToken',
	routing: { send: { preSend: [throwsWhenExpired] } },
};

/** The decrypted credential that the node uses. */
export async function credentialOf(context: Context): Promise<ICredentialDataDecryptedObject> {
	const authentication = context.getNodeParameter('authentication', '');
	return await context.getCredentials(credentialTypeOf(leadConnector, authentication));
}

/**
 * The location that the node works in.
 *
 * @throws NodeOperationError when the credential names none
 */
export async function locationOf(context: Context): Promise<string> {
	const credentials = await credentialOf(context);
	const location = locationIn(credentials);
	if (location !== '') return location;
	throw new NodeOperationError(context.getNode(), 'The credential names no location', {
		description:
			'oauthTokenData' in credentials
				? 'Connect the credential again, and choose a sub-account, not the agency.'
				: "Fill in 'Location ID' in the credential.",
	});
}

/** Adds the location to the body. */
export const locationInBody: PreSendAction = async function (request) {
	return { ...request, body: { ...bodyOf(request), locationId: await locationOf(this) } };
};

/** Adds the location to the query. */
export const locationInQuery: PreSendAction = async function (request) {
	return { ...request, qs: { ...request.qs, locationId: await locationOf(this) } };
};

/** Puts the location into the path, in the place of `{locationId}`. */
export const locationInPath: PreSendAction = async function (request) {
	const location = encodeURIComponent(await locationOf(this));
	return { ...request, url: request.url.replace('{locationId}', location) };
};
