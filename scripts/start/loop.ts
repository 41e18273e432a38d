import { sendWidgetEvent } from '../../sandbox/convolo/webhooks';
import { ConvosoConnect, type EventFields } from '../../sandbox/convoso/connect';
import { post } from '../../sandbox/kit/post';
import {
	appEvents,
	createSigningKey,
	sendAppEvent,
	type SigningKey,
} from '../../sandbox/leadconnector/webhooks';
import { inFlight } from '../../nodes/shared/workers';
import type { Execution, Workflow } from '../../test/n8n/harness';
import { startedBy, type Stage } from './demo';

/** Events that a vendor sends at once. */
const EVENTS_IN_FLIGHT = 5;

/** What opens the triggers of the example; the names are those of the credentials in it. */
const SECRETS = {
	convoso: 'the-secret-of-convoso-connect',
	convolo: 'the-secret-of-convolo-widget',
};

/** What HighLevel signs with, here. */
const highLevel = createSigningKey();

/** Who sends the web form; not one of the example file. */
export const VISITOR = {
	'First Name': 'Wera',
	'Last Name': 'Berg',
	Phone: '(415) 555-0142',
	Email: 'wera.berg@example.com',
	City: 'San Francisco',
	State: 'CA',
};

/** The phone number of {@link VISITOR}, as the workflow makes it. */
export const VISITOR_PHONE = '+14155550142';

/** What a trigger was sent, what n8n started for it, and what came of it. */
export interface Outcome {
	event: string;
	sent: number;
	/** Executions that ended well. */
	started: number;
	/** For people. */
	result: string;
	/** Whether it is what it should be. */
	isGood: boolean;
}

/** The published flagship, and who sends to it. */
export class Loop {
	private constructor(
		private readonly stage: Stage,
		private readonly workflow: Workflow,
		readonly workflowId: string,
	) {}

	/**
	 * Publishes the workflow, with the credentials of its triggers.
	 *
	 * @param workflow examples/speed-to-lead.json
	 */
	static async publish(stage: Stage, workflow: Workflow): Promise<Loop> {
		const { n8n } = stage;
		const { convoso, convolo } = SECRETS;
		await n8n.createCredential('convosoWebhookApi', 'Convoso Connect', { secret: convoso });
		await n8n.createCredential('convoloWebhookApi', 'Convolo webhook', { secret: convolo });
		const { publicKey } = highLevel;
		await n8n.createCredential('leadConnectorWebhookApi', 'LeadConnector webhook', {
			source: 'app',
			publicKey,
		});
		const workflowId = await n8n.createWorkflow(workflow);
		await n8n.publish(workflowId);
		return new Loop(stage, workflow, workflowId);
	}

	/** A person sends the web form by a double click, and once more after that. */
	async sendForm(): Promise<Outcome> {
		const { vendors } = this.stage.sandbox;
		const send = async () =>
			await post(`${this.stage.n8n.url}/webhook/web-form-lead`, JSON.stringify(VISITOR));
		this.stage.say('a person sends the web form three times, twice of it at once');
		await Promise.all([send(), send()]);
		await this.startedBy('Web Form', 2);
		await send();
		const started = await this.startedBy('Web Form', 3);
		const calls = started.flatMap(({ nodes }) => nodes['Call at Once']?.[0].items ?? []);
		const skipped = calls.filter(({ json }) => json.skipped === true).length;
		const dialled = vendors.convolo.store.calls.filter(isVisitor).length;
		const leads = [...vendors.convoso.store.leads.values()].filter(isVisitorLead).length;
		return {
			event: 'web form sent',
			sent: 3,
			started: started.length,
			result: `${leads} lead in Convoso, ${dialled} call by a human, ${skipped} skipped`,
			isGood: started.length === 3 && leads === 1 && dialled === 1 && skipped === 2,
		};
	}

	/**
	 * Convoso tells the disposition of every lead, each one twice as when two of its workflows fire.
	 *
	 * @param dispositionOf what is told of a lead
	 */
	async tellDispositions(dispositionOf: (index: number) => EventFields): Promise<Outcome> {
		const { leads } = this.stage.sandbox.vendors.convoso.store;
		const { size } = leads;
		this.stage.say(`Convoso tells ${size} dispositions to the Convoso Trigger, each twice`);
		const connect = new ConvosoConnect({
			apiUrl: `${this.address('Disposition in Convoso', 'convoso-webhook')}?event=disposition`,
			authorizationHeader: `Content-type: application/json|Authorization: Bearer ${SECRETS.convoso}`,
			requestMethod: 'POST',
			postDataType: 'JSON',
		});
		await inFlight(size, EVENTS_IN_FLIGHT, async (index) => {
			for (const _ of [1, 2]) await connect.fire(dispositionOf(index));
		});
		const started = await this.startedBy('Disposition in Convoso', size);
		const isTold = [...leads.values()].filter(
			({ status, notes }) => status !== 'NEW' && notes?.startsWith('Disposition'),
		).length;
		return {
			event: 'disposition in Convoso',
			sent: 2 * size,
			started: started.length,
			result: `${isTold} leads updated in Convoso`,
			isGood: size > 0 && started.length === size && isTold === size,
		};
	}

	/** Convolo tells the end of every call, each one twice. */
	async tellEndsOfCalls(): Promise<Outcome> {
		const { convolo, leadConnector } = this.stage.sandbox.vendors;
		const { calls } = convolo.store;
		this.stage.say(`Convolo tells the end of ${calls.length} calls, each twice`);
		const url = `${this.address('Call Ended in Convolo', 'convolo-webhook')}?secret=${SECRETS.convolo}`;
		await inFlight(calls.length, EVENTS_IN_FLIGHT, async (index) => {
			for (const _ of [1, 2]) await sendWidgetEvent(url, calls[index]);
		});
		const started = await this.startedBy('Call Ended in Convolo', calls.length);
		const ids = new Set(calls.map(({ call_id }) => call_id));
		const logged = [...leadConnector.store.messages.values()]
			.map(({ altId }) => altId ?? '')
			.filter((id) => ids.has(id));
		return {
			event: 'call ended in Convolo',
			sent: 2 * calls.length,
			started: started.length,
			result: `${logged.length} calls logged in LeadConnector`,
			isGood:
				calls.length > 0 &&
				started.length === calls.length &&
				logged.length === calls.length &&
				new Set(logged).size === calls.length,
		};
	}

	/** The person of the form answers by SMS: HighLevel tells it twice, and somebody else tells it with a key of his own. */
	async reply(): Promise<Outcome> {
		const { convoso, leadConnector } = this.stage.sandbox.vendors;
		this.stage.say('a contact answers by SMS');
		const url = this.address('Reply in LeadConnector', 'leadconnector-webhook');
		const contact = [...leadConnector.store.contacts.values()].find(
			({ phone }) => phone === VISITOR_PHONE,
		);
		const event = { ...appEvents.smsReply(), contactId: contact?.id, from: VISITOR_PHONE };
		const signed: Array<[object, SigningKey]> = [
			[event, highLevel],
			[event, highLevel],
			[{ ...event, webhookId: 'forged', body: 'forged' }, createSigningKey('somebody else')],
		];
		const answers: number[] = [];
		for (const [sent, key] of signed) answers.push((await sendAppEvent(url, sent, key)).status);
		const started = await this.startedBy('Reply in LeadConnector', 1);
		const notes = [...convoso.store.leads.values()].find(isVisitorLead)?.notes ?? 'nothing';
		return {
			event: 'SMS reply in LeadConnector',
			sent: signed.length,
			started: started.length,
			result: `note in Convoso: ${notes}; without HighLevel's signature: ${answers[2]}`,
			isGood: started.length === 1 && notes === `Reply by SMS: ${event.body}` && answers[2] === 401,
		};
	}

	/** Of the executions that a trigger started, so many in all, those that ended well. */
	private async startedBy(trigger: string, count: number): Promise<Execution[]> {
		const executions = await startedBy(trigger, this.stage.n8n, this.workflowId, count);
		return executions.filter(({ status }) => status === 'success');
	}

	/** The production address of a trigger. */
	private address(node: string, path: string): string {
		const { webhookId } = this.workflow.nodes.find(({ name }) => name === node)!;
		return `${this.stage.n8n.url}/webhook/${String(webhookId)}/${path}`;
	}
}

function isVisitor({ lead }: { lead: { lead_phone: string } }): boolean {
	return lead.lead_phone === VISITOR_PHONE;
}

/** Whether a lead of Convoso, where phone numbers have no country code, is the person of the form. */
export function isVisitorLead({ phone_number: phone }: { phone_number: string }): boolean {
	return `+1${phone}` === VISITOR_PHONE;
}
