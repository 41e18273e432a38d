import type { IAuthenticate, ICredentialType, IDataObject, INodeProperties } from 'n8n-workflow';

import { timeZones } from '../nodes/Convoso/timeZones';

/** Convoso: one auth token an integration, made in the account's API menu with its own list of sections. */
export class ConvosoApi implements ICredentialType {
	name = 'convosoApi';

	displayName = 'Convoso API';

	icon = {
		light: 'file:../nodes/Convoso/convoso.svg',
		dark: 'file:../nodes/Convoso/convoso.dark.svg',
	} as const;

	documentationUrl =
		'https://github.com/lead-dialer/n8n-nodes-lead-dialer/blob/main/docs/convoso.md';

	properties: INodeProperties[] = [
		{
			displayName: 'Auth Token',
			name: 'authToken',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			hint: 'From Convoso: API menu, Authorization Tokens',
		},
		{
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'string',
			default: 'https://api.convoso.com/v1',
			required: true,
		},
		{
			displayName: 'Account Time Zone',
			name: 'timeZone',
			type: 'options',
			options: timeZones.map((zone) => ({ name: zone, value: zone })),
			default: '',
			hint: 'Time zone of the Convoso account, which is how Convoso understands dates. Needed for everything with a date.',
		},
	];

	/**
	 * The token goes into the form body, since Convoso takes no header and a URL ends up in logs. n8n's HTTP Request node keeps
	 * its form apart from the body.
	 */
	authenticate: IAuthenticate = async (credentials, request) => {
		const place = 'form' in request ? 'form' : 'body';
		const fields = (request as unknown as Record<string, IDataObject | undefined>)[place];
		return { ...request, [place]: { ...fields, auth_token: String(credentials.authToken).trim() } };
	};
}
