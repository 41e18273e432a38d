import type { INodeProperties, PreSendAction } from 'n8n-workflow';

import { invalidInput } from '../shared/errors';
import { readChoice } from '../shared/fields';

/** The node sends what the vendor's description names for each endpoint. */
const DESCRIBED = 'described';

/** The versions that the vendor supports (its page on versioning), and the choice among them. */
const options = [
	{ name: '2021-04-15', value: '2021-04-15' },
	{ name: '2021-07-28', value: '2021-07-28' },
	{ name: '2023-02-21', value: '2023-02-21' },
	{ name: 'As Described (Recommended)', value: DESCRIBED },
	{ name: 'V3', value: 'v3' },
];

/**
 * The version that the vendor's OpenAPI description names for an endpoint. Its document "Add an external outbound call" has
 * another one, 2021-07-28, for conversations too.
 *
 * @param path below the vendor's address
 */
export function versionOf(path: string): string {
	return path.startsWith('/conversations') ? '2021-04-15' : '2021-07-28';
}

const versionHeader: PreSendAction = async function (request) {
	const read = readChoice(options, this.getNodeParameter('apiVersion'));
	if ('fault' in read) throw invalidInput(this, 'API Version', read.fault, read.hint ?? '');
	// An operation may have said that its values are those of another version.
	const described = request.headers?.Version ?? versionOf(request.url);
	const version = read.value === DESCRIBED ? described : read.value;
	return { ...request, headers: { ...request.headers, Version: version } };
};

/** The version of the API that a node asks for; the vendor demands it with every request. */
export const versionField: INodeProperties = {
	displayName: 'API Version',
	name: 'apiVersion',
	type: 'options',
	options,
	default: DESCRIBED,
	description: 'Leave it as it is unless LeadConnector says that the version is not supported',
	routing: { send: { preSend: [versionHeader] } },
};
