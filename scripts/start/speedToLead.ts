import type { Lead } from '../../sandbox/convoso/store';
import { example, exampleData, holdsAll, type Stage } from './demo';
import { isVisitorLead, Loop, VISITOR, VISITOR_PHONE, type Outcome } from './loop';

/** How much faster than real ones the simulated calls live. */
const CALL_SPEED = 30;

/** A server of our own has no limit, so the calls may be looked at more often than the 60 times a minute of the node. */
const LOOKS_PER_MINUTE = 1200;

/** What became of a lead, by service. */
interface Line {
	name: string;
	phone: string;
	convoso: string;
	aiCall: string;
	leadConnector: string;
	convolo: string;
	disposition: string;
}

/**
 * The flagship. A person sends the web form several times and is called once, by a human. The leads of the file are inserted,
 * called by a voice agent, logged, and called by a human where nobody answered. Then the vendors tell what became of them:
 * dispositions, ends of calls and a reply. Prints a line a lead, and a line a trigger.
 *
 * @returns whether every lead and every trigger had what it should
 */
export async function demonstrateSpeedToLead(stage: Stage): Promise<boolean> {
	const { sandbox } = stage;
	const people = await peopleOfFile();
	// Whoever brings the leads has made them contacts before it hands them on.
	const visitor = `${VISITOR['First Name']} ${VISITOR['Last Name']}`;
	const contacts = [[VISITOR_PHONE, visitor], ...people.map((one) => [e164(one.phone), one.name])];
	for (const [phone, contactName] of new Map(contacts as Array<[string, string]>)) {
		sandbox.vendors.leadConnector.store.addContact({ contactName, email: '', phone });
	}
	sandbox.vendors.aiCall.speed = CALL_SPEED;

	const workflow = await example('speed-to-lead.json');
	const voiceAgent = workflow.nodes.find(({ name }) => name === 'Call by Voice Agent')!;
	voiceAgent.parameters.options = { looksPerMinute: LOOKS_PER_MINUTE };
	const loop = await Loop.publish(stage, workflow);
	const form = await loop.sendForm();
	const execution = await runFile(stage, loop.workflowId);

	const outcomes = outcomesByPhone(execution.nodes['Call by Voice Agent']?.[0]?.items ?? []);
	const refused = refusedRows(execution.nodes['Insert Lead']?.[0]?.outputs[1] ?? []);
	const leads = [...sandbox.vendors.convoso.store.leads.values()];
	const told: Outcome[] = [
		form,
		await loop.tellDispositions((index) => dispositionOf(leads[index], index, outcomes)),
	];
	const lines = linesOf(sandbox, people, refused, outcomes);
	told.push(await loop.tellEndsOfCalls(), await loop.reply());
	print(lines);
	printOutcomes(told);
	return holdsAll({
		[`the workflow ends without an error: ${execution.error?.message ?? ''}`]: !execution.error,
		...checksOf(sandbox, lines),
		...Object.fromEntries(
			told.map(({ event, isGood, result }) => [`${event}: as it should be (${result})`, isGood]),
		),
	});
}

/** Presses Execute on the file of leads. */
async function runFile({ n8n, sandbox, say }: Stage, workflowId: string) {
	const { convoso, aiCall } = sandbox.vendors;
	say('speed to lead: running examples/speed-to-lead.json on examples/leads.csv');
	const watch = setInterval(() => {
		const logged = sandbox.journal.of('leadConnector', '/conversations/messages/outbound').length;
		say(
			`${convoso.store.leads.size} leads in Convoso, ${aiCall.calls.length} called, ${logged} calls logged`,
		);
	}, 5000);
	return await n8n
		.runWorkflow(workflowId, { triggerNode: 'When clicking Execute', timeoutMs: 15 * 60_000 })
		.finally(() => clearInterval(watch));
}

/** What became of each row of the file at each service. */
function linesOf(
	{ vendors: { convoso, leadConnector, convolo } }: Stage['sandbox'],
	people: Array<{ name: string; phone: string }>,
	refused: Map<number, string>,
	outcomes: Map<string, string>,
): Line[] {
	const logged = new Map(
		[...leadConnector.store.messages.values()].map(({ contactId, meta }) => [
			leadConnector.store.contacts.get(contactId)?.phone,
			(meta as { call?: { status?: string } } | undefined)?.call?.status ?? 'logged',
		]),
	);
	const byHuman = new Set(convolo.store.calls.map(({ lead }) => lead.lead_phone));
	const leads = [...convoso.store.leads.values()];
	const byPhone = new Map(leads.map((lead) => [`+1${lead.phone_number}`, lead]));
	return people.map(({ name, phone }, row): Line => {
		const number = e164(phone);
		const lead = refused.has(row) ? undefined : byPhone.get(number);
		return {
			name,
			phone,
			convoso: lead ? `lead ${lead.id}` : (refused.get(row) ?? '-'),
			aiCall: lead ? (outcomes.get(number) ?? '-') : '-',
			leadConnector: lead ? (logged.get(number) ?? '-') : '-',
			convolo: lead && byHuman.has(number) ? 'human called' : '-',
			disposition: lead?.status ?? '-',
		};
	});
}

/** What must be true of the leads and calls. */
function checksOf({ vendors, journal }: Stage['sandbox'], lines: Line[]): Record<string, boolean> {
	const leads = [...vendors.convoso.store.leads.values()].filter(
		(lead) => !isVisitorLead(lead),
	).length;
	const byHuman = vendors.convolo.store.calls.map(({ lead }) => lead.lead_phone);
	const called = lines.filter(({ convoso: text }) => text.startsWith('lead '));
	const dialled = vendors.aiCall.calls.map(({ recipientNumber }) => recipientNumber);
	return {
		'198 of 200 leads are in Convoso': leads === 198,
		'each of them was called, and nobody twice':
			dialled.length === leads && new Set(dialled).size === dialled.length,
		'each call is logged in its conversation': called.every((line) => line.leadConnector !== '-'),
		'a human calls where, and only where, nobody answered': called.every(
			(line) => (line.aiCall === 'no answer') === (line.convolo === 'human called'),
		),
		'a human calls nobody twice': new Set(byHuman).size === byHuman.length,
		'no secret stands in an address': journal.entries.every(
			({ secretsIn }) => !secretsIn.includes('url'),
		),
	};
}

async function peopleOfFile(): Promise<Array<{ name: string; phone: string }>> {
	const [, ...rows] = (await exampleData('leads.csv')).trim().split('\n');
	// The first three columns hold no commas.
	return rows.map((row) => {
		const [first, last, phone] = row.split(',');
		return { name: `${first} ${last}`, phone: phone.trim() };
	});
}

/** As the workflow does it. */
function e164(phone: string): string {
	return `+1${phone.replace(/\D/g, '').slice(-10)}`;
}

function outcomesByPhone(items: Array<{ json: Record<string, unknown> }>): Map<string, string> {
	return new Map(items.map(({ json }) => [String(json.recipientNumber), String(json.callStatus)]));
}

/** Why rows were not inserted, by their place in the file. */
function refusedRows(
	items: Array<{ json: Record<string, unknown>; pairedItem?: unknown }>,
): Map<number, string> {
	return new Map(
		items.map(({ json, pairedItem }) => {
			const text = String(json.error).split(' [item')[0];
			return [(pairedItem as { item: number }).item, text];
		}),
	);
}

/** What the people in Convoso say of a lead after its call. */
function dispositionOf(lead: Lead, index: number, outcomes: Map<string, string>) {
	const outcome = outcomes.get(`+1${lead.phone_number}`);
	const talked = index % 3 === 0 ? 'SALE' : 'NI';
	return {
		lead_id: lead.id,
		phone_number: lead.phone_number,
		status: outcome === 'completed' ? talked : outcome === 'no answer' ? 'NA' : 'CB',
		call_log_id: String(880_000 + index),
		call_type: 'OUTBOUND',
	};
}

function print(lines: Line[]): void {
	const titles = {
		name: 'Lead',
		phone: 'Phone as typed',
		convoso: 'Convoso',
		aiCall: 'AI Call',
		leadConnector: 'LeadConnector',
		convolo: 'Convolo',
		disposition: 'Disposition',
	};
	const keys = Object.keys(titles) as Array<keyof Line>;
	const widths = keys.map((key) => Math.max(...[titles, ...lines].map((line) => line[key].length)));
	console.log('');
	for (const line of [titles, ...lines]) {
		console.log(
			keys
				.map((key, index) => line[key].padEnd(widths[index]))
				.join('  ')
				.trimEnd(),
		);
	}
}

function printOutcomes(outcomes: Outcome[]): void {
	console.log('\nWhat came in and back, and what became of it:');
	console.table(
		outcomes.map(({ event, sent, started, result }) => ({
			event,
			'times sent': sent,
			executions: started,
			result,
		})),
	);
}
