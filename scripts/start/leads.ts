import type { JournalEntry } from '../../sandbox/kit/journal';
import { example, holdsAll, type Stage } from './demo';

/** What is done, and what it should come to. */
interface Step {
	name: string;
	path: string;
	accepted: number;
	refused: number;
}

const steps: Step[] = [
	// 200 rows: one has no phone number and is not sent, one is a duplicate.
	{ name: 'Insert Leads', path: '/leads/insert', accepted: 198, refused: 1 },
	{ name: 'Search Leads', path: '/leads/search', accepted: 1, refused: 0 },
	{ name: 'Update Lead', path: '/leads/update', accepted: 1, refused: 0 },
	{ name: 'Get Recordings', path: '/leads/get-recordings', accepted: 1, refused: 0 },
	{ name: 'Delete Lead', path: '/leads/delete', accepted: 1, refused: 0 },
];

/**
 * The example leads from the file into Convoso, and each operation on leads once.
 *
 * @returns whether every step did what it should
 */
export async function demonstrateLeads({ n8n, sandbox, say }: Stage): Promise<boolean> {
	const workflowId = await n8n.createWorkflow(await example('convoso-leads.json'));
	say('Convoso leads: running examples/convoso-leads.json on examples/leads.csv');
	const execution = await n8n.runWorkflow(workflowId);

	const rows = steps.map((step) => ({
		step,
		...outcome(sandbox.journal.of('convoso', step.path)),
	}));
	console.log('\nWhat Convoso received and answered:');
	console.table(
		rows.map(({ step, accepted, refused, words }) => ({
			step: step.name,
			requests: accepted + refused,
			accepted,
			refused,
			'refused because': words,
		})),
	);
	const notSent = (execution.nodes['Insert Leads']?.[0]?.items ?? []).flatMap(({ json }) => {
		const text = String(json.error ?? '');
		return text && !text.startsWith('Convoso:') ? [text] : [];
	});
	for (const text of notSent) console.log(`not sent: ${text}`);

	return holdsAll({
		[`the workflow ends without an error: ${execution.error?.message ?? ''}`]: !execution.error,
		'one row has no phone number and is not sent': notSent.length === 1,
		'no secret stands in an address': sandbox.journal.entries.every(
			({ secretsIn }) => !secretsIn.includes('url'),
		),
		...Object.fromEntries(
			rows.map(({ step, accepted, refused }) => [
				`${step.name}: ${step.accepted} accepted and ${step.refused} refused`,
				accepted === step.accepted && refused === step.refused,
			]),
		),
	});
}

function outcome(entries: JournalEntry[]) {
	const refusals = entries.filter(
		({ answer }) => (answer as { success?: boolean }).success !== true,
	);
	const words = [...new Set(refusals.map(({ answer }) => (answer as { text?: string }).text))];
	return {
		accepted: entries.length - refusals.length,
		refused: refusals.length,
		words: words.join('; '),
	};
}
