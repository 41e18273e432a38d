import {
	WEBHOOK_RESOLVERS,
	type INodeType,
	type IWebhookDescription,
	type NativeParameterResolvers,
} from 'n8n-workflow';

/** The vendor has no API for its webhooks: the user enters the address there, and n8n has nothing to register or to remove. */
const registeredByHand = {
	checkExists: async () => true,
	create: async () => true,
	delete: async () => true,
};

/**
 * How n8n answers, by the node's parameters; a trigger without the choice answers at once. n8n answers at once with `responseData` where it is not empty, instead of what the
 * node says.
 */
const response: NativeParameterResolvers = {
	responseMode: {
		template: '={{$parameter["responseMode"] || "onReceived"}}',
		resolve: ({ responseMode = 'onReceived' }) => responseMode as string,
	},
	responseData: {
		template: '={{$parameter["responseMode"] === "lastNode" ? "firstEntryJson" : ""}}',
		resolve: ({ responseMode }) => (responseMode === 'lastNode' ? 'firstEntryJson' : ''),
	},
};

/** The second name is n8n's own for another method at the same address; only the first is shown. */
const NAMES = ['default', 'setup'] as const;

/**
 * What a trigger's description says of its address, and the methods that n8n asks for when it is put up.
 *
 * @param path the end of the address
 * @param methods that it takes; the first is for the address that the editor shows
 */
export function addressOf(
	path: string,
	methods: Array<'POST' | 'GET'>,
): { webhooks: IWebhookDescription[]; webhookMethods: INodeType['webhookMethods'] } {
	const address = {
		path,
		responseMode: response.responseMode.template,
		responseData: response.responseData.template,
		// Spares n8n the expressions on each request; versions before 2.41 do not know it.
		...(WEBHOOK_RESOLVERS ? { [WEBHOOK_RESOLVERS]: response } : {}),
	};
	return {
		webhooks: methods.map((httpMethod, place) => ({
			...address,
			name: NAMES[place],
			httpMethod,
			...(place === 0 ? { ndvHideMethod: true } : { ndvHideUrl: true }),
		})),
		webhookMethods: {
			default: registeredByHand,
			...(methods.length > 1 ? { setup: registeredByHand } : {}),
		},
	};
}
