import type { IExecuteSingleFunctions, INodeProperties, PreSendAction } from 'n8n-workflow';

import { invalidInput } from '../../shared/errors';

/** The versions that the vendor supports (its page on versioning). */
export const VERSIONS = ['2021-04-15', '2021-07-28', '2023-02-21', 'v3'];

/** The version header that the document "Add an external outbound call" prescribes. */
const DEFAULT_VERSION = '2021-07-28';

const versionHeader: PreSendAction = async function (this: IExecuteSingleFunctions, request) {
	const version = String(this.getNodeParameter('apiVersion'));
	if (!VERSIONS.includes(version)) {
		throw invalidInput(
			this,
			'API Version',
			`is "${version}"`,
			`Use one of ${VERSIONS.join(', ')}.`,
		);
	}
	return { ...request, headers: { ...request.headers, Version: version } };
};

/** The version of the API that a node asks for; the vendor demands it with every request. */
export const versionField: INodeProperties = {
	displayName: 'API Version',
	name: 'apiVersion',
	type: 'options',
	options: VERSIONS.map((value) => ({ name: value, value })),
	default: DEFAULT_VERSION,
	description: 'Leave it as it is unless LeadConnector says that the version is not supported',
	routing: { send: { preSend: [versionHeader] } },
};
