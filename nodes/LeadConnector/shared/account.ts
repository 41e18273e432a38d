import type {
	ICredentialDataDecryptedObject,
	IDataObject,
	IExecuteSingleFunctions,
	IHttpRequestOptions,
	ILoadOptionsFunctions,
	IN8nHttpFullResponse,
	INodeProperties,
	PreSendAction,
} from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

type Context = IExecuteSingleFunctions | ILoadOptionsFunctions;

/** The version that the contact, user and phone number endpoints declare (vendor's OpenAPI description). */
const LOOK_UP_VERSION = '2021-07-28';

/**
 * With OAuth2 a 401 must be thrown, since that is when n8n renews the access token. Every other status is an answer to be
 * read.
 */
function statusHandling(context: Context): IHttpRequestOptions['ignoreHttpStatusErrors'] {
	return isOAuth2(context) ? { ignore: true, except: [401] } : true;
}

const tokenRenewal: PreSendAction = async function (this: IExecuteSingleFunctions, request) {
	return { ...request, ignoreHttpStatusErrors: statusHandling(this) };
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
	routing: { send: { preSend: [tokenRenewal] } },
};

/** The location (sub-account) that a credential opens; an OAuth2 token brings its own. Empty when there is none. */
export function locationIn(credentials: ICredentialDataDecryptedObject): string {
	const token = credentials.oauthTokenData as IDataObject | undefined;
	return String(credentials.locationId ?? token?.locationId ?? '').trim();
}

/** The decrypted credential that the node uses. */
export async function credentialOf(context: Context): Promise<ICredentialDataDecryptedObject> {
	return await context.getCredentials(credentialType(context));
}

/**
 * The location that the node works in.
 *
 * @throws NodeOperationError when the credential names none
 */
export async function locationOf(context: Context): Promise<string> {
	const location = locationIn(await credentialOf(context));
	if (location !== '') return location;
	throw new NodeOperationError(context.getNode(), 'The credential names no location', {
		description: isOAuth2(context)
			? 'Connect the credential again, and choose a sub-account, not the agency.'
			: "Fill in 'Location ID' in the credential.",
	});
}

/**
 * Sends a request besides the operation's own: to look something up, or to create the conversation it needs.
 *
 * @returns the answer whatever its status; only a refused OAuth2 token is thrown
 */
export async function request(
	context: Context,
	options: IHttpRequestOptions,
): Promise<IN8nHttpFullResponse> {
	const { baseUrl } = await credentialOf(context);
	return (await context.helpers.httpRequestWithAuthentication.call(
		context,
		credentialType(context),
		{
			...options,
			baseURL: String(baseUrl),
			headers: { Accept: 'application/json', Version: LOOK_UP_VERSION, ...options.headers },
			returnFullResponse: true,
			ignoreHttpStatusErrors: statusHandling(context),
		},
	)) as IN8nHttpFullResponse;
}

/** Adds the location to the body. */
export const locationInBody: PreSendAction = async function (
	this: IExecuteSingleFunctions,
	request,
) {
	const body = { ...(request.body as IDataObject), locationId: await locationOf(this) };
	return { ...request, body };
};

/** Adds the location to the query. */
export const locationInQuery: PreSendAction = async function (
	this: IExecuteSingleFunctions,
	request,
) {
	return { ...request, qs: { ...request.qs, locationId: await locationOf(this) } };
};

/** Puts the location into the path, in the place of `{locationId}`. */
export const locationInPath: PreSendAction = async function (
	this: IExecuteSingleFunctions,
	request,
) {
	const location = encodeURIComponent(await locationOf(this));
	return { ...request, url: request.url.replace('{locationId}', location) };
};

function credentialType(context: Context): string {
	return isOAuth2(context) ? 'leadConnectorOAuth2Api' : 'leadConnectorApi';
}

function isOAuth2(context: Context): boolean {
	return context.getNodeParameter('authentication', 'privateIntegrationToken') === 'oAuth2';
}
