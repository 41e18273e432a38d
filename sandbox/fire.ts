import { sendWidgetEvent, widgetEvents } from './convolo/webhooks';
import { ConvosoConnect } from './convoso/connect';
import { sendCallEnded } from './iqra/customTool';
import {
	appEvents,
	createSigningKey,
	sendAppEvent,
	sendWorkflow,
	workflowPayload,
} from './leadconnector/webhooks';

/** One kind of event that can be sent to a trigger. */
interface Shot {
	/** What the trigger's credential must hold. */
	needs: string;
	/** @returns what the trigger answered */
	fire: (url: string, secret: string) => Promise<unknown>;
}

/** What `npm run fire` sends, by its name there. */
export const shots: Record<string, Shot> = {
	'ai-call-tool': {
		needs: "n8n's Webhook node with a Header Auth credential: X-Secret with the same secret",
		fire: sendCallEnded,
	},
	convolo: {
		needs: 'a Convolo Webhook credential with the same secret',
		fire: async (url, secret) =>
			await sendWidgetEvent(
				`${url}?secret=${encodeURIComponent(secret)}`,
				widgetEvents.callEnded(String(Date.now())),
			),
	},
	convoso: {
		needs: 'a Convoso Webhook credential with the same secret',
		fire: async (apiUrl, secret) => {
			const connect = new ConvosoConnect({
				apiUrl,
				postDataType: 'JSON',
				authorizationHeader: `Content-type: application/json|Authorization: Bearer ${secret}`,
			});
			const { status, text } = await connect.fire({
				lead_id: '10001',
				first_name: 'Zoë',
				phone_code: '1',
				phone_number: '4155550123',
				status: 'SALE',
				call_log_id: String(Date.now()),
				campaign_id: '101',
				call_type: 'OUTBOUND',
			});
			connect.close();
			return { status, text };
		},
	},
	'leadconnector-workflow': {
		needs: 'a LeadConnector Webhook credential for a HighLevel workflow with the same secret',
		fire: async (url, secret) => await sendWorkflow(url, workflowPayload(), secret),
	},
	'leadconnector-app': {
		needs: `a LeadConnector Webhook credential for a Marketplace app with the public key ${createSigningKey().publicKey}`,
		fire: async (url) => await sendAppEvent(url, appEvents.smsReply(), createSigningKey()),
	},
};

/** How each is fired, a line each. */
export function howToFire(): string[] {
	const lines = Object.entries(shots).flatMap(([name, { needs }]) => [
		`  npm run fire -- ${name} URL SECRET`,
		`    needs ${needs}`,
	]);
	const polled =
		'  The AI Call Trigger asks by itself: start a call with the AI Call node; it ends half a minute later.';
	return [...lines, polled];
}
