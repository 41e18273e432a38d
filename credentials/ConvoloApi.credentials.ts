import type {
	IAuthenticate,
	ICredentialDataDecryptedObject,
	ICredentialType,
	IDataObject,
	INodeProperties,
} from 'n8n-workflow';

/** The endpoints that take the keys of a widget; all others take the key of the account. */
const WIDGET_ENDPOINTS = /\/ext\/(add_call_api|get-custom-params)(\/|$)/;

/** The older host of the reports (a public client of it): it starts no calls, and takes the key in the address. */
const REPORT_HOST = 'https://api.leads.convolo.ai';

/** Whether a credential is for reports alone. */
export function isForReports({ server, ownUrl }: ICredentialDataDecryptedObject): boolean {
	const address = String((server === 'own' ? ownUrl : server) ?? '');
	return `${address.trim().toLowerCase()}/`.startsWith(`${REPORT_HOST}/`);
}

/** Convolo, now also called Brightcall: the keys of one widget, and optionally the key of the account for reports. */
export class ConvoloApi implements ICredentialType {
	name = 'convoloApi';

	displayName = 'Convolo API';

	icon = {
		light: 'file:../nodes/Convolo/convolo.svg',
		dark: 'file:../nodes/Convolo/convolo.dark.svg',
	} as const;

	documentationUrl =
		'https://github.com/lead-dialer/n8n-nodes-lead-dialer/blob/main/docs/convolo.md';

	properties: INodeProperties[] = [
		{
			displayName: 'Widget Key',
			name: 'widgetKey',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. 35298eac05ef54b365e601f85d46afc1',
			hint: 'From Convolo: Widgets, the settings of the widget, Main tab',
		},
		{
			displayName: 'API Key of the Widget',
			name: 'apiKey',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			hint: 'From Convolo: Widgets, the settings of the widget, Integrations tab. Generate it there if it is empty. The key of the account does not start calls.',
		},
		{
			displayName: 'Account API Key',
			name: 'accountApiKey',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			hint: 'Only for the reports: Get, Get Many and Get Recording. Starting a call does without it.',
		},
		{
			displayName: 'Server',
			name: 'server',
			type: 'options',
			options: [
				{ name: 'app.convolo.ai', value: 'https://app.convolo.ai' },
				{ name: 'app.brightcall.ai', value: 'https://app.brightcall.ai' },
				{
					name: 'api.leads.convolo.ai (Older, Reports Only)',
					value: REPORT_HOST,
					description:
						'It starts no calls, and takes the Account API Key in the address, where logs keep it',
				},
				{ name: 'Own Address', value: 'own' },
			],
			default: 'https://app.convolo.ai',
			hint: 'Where you sign in to Convolo. Brightcall is its new name.',
		},
		{
			displayName: 'Own Address',
			name: 'ownUrl',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. https://calls.example.com',
			displayOptions: { show: { server: ['own'] } },
		},
		{
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'hidden',
			default: '={{ $self["server"] === "own" ? $self["ownUrl"] : $self["server"] }}',
		},
	];

	/**
	 * The widget's keys go into the JSON body, since a URL ends up in logs; only a GET of the same endpoints has no other
	 * place for them than the query. The account's key goes into a header, but to the older host of the reports.
	 */
	authenticate: IAuthenticate = async (credentials, request) => {
		const key = (name: string) => String(credentials[name] ?? '').trim();
		if (!WIDGET_ENDPOINTS.test(request.url)) {
			const accountKey = { 'api-key': key('accountApiKey') };
			return isForReports(credentials)
				? { ...request, qs: { ...request.qs, ...accountKey } }
				: { ...request, headers: { ...request.headers, ...accountKey } };
		}
		const keys = { widget_key: key('widgetKey'), api_key: key('apiKey') };
		return (request.method ?? 'GET') === 'GET'
			? { ...request, qs: { ...request.qs, ...keys } }
			: { ...request, body: { ...(request.body as IDataObject), ...keys } };
	};
}
