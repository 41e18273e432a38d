import { spawn, type ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { startSandbox } from '../../sandbox/sandbox';
import { createCredentials, example, type Stage } from '../../scripts/start/demo';
import { Loop, VISITOR_PHONE, type Outcome } from '../../scripts/start/loop';
import { sharedN8n, type WorkflowNode } from './harness';

/** How long processes may take to go after the one that started them, ms. */
const PATIENCE = 180_000;

let temporary: string;
let child: ChildProcess;
/** All that the child has printed. */
let output = '';

/** Runs a command of the repository in a process group of its own, as a terminal does, until it prints a text. */
async function run(command: string[], text: string): Promise<string> {
	child = spawn(command[0], command.slice(1), {
		cwd: join(__dirname, '../..'),
		// A terminal under jest has it print in colours, which would stand in what is read here.
		env: { ...process.env, TMPDIR: temporary, FORCE_COLOR: '0' },
		stdio: ['ignore', 'pipe', 'pipe'],
		detached: true,
	});
	output = '';
	const ended = new Promise<never>((_resolve, reject) =>
		child.once('exit', (code) => reject(new Error(`It ended with ${code}:\n${output}`))),
	);
	const printed = new Promise<void>((resolve) => {
		for (const stream of [child.stdout!, child.stderr!]) {
			stream.on('data', (part: Buffer) => {
				output += String(part);
				if (output.includes(text)) resolve();
			});
		}
	});
	ended.catch(() => undefined);
	await Promise.race([printed, ended]);
	return output;
}

/** How the child has ended, once it has. */
async function atItsEnd(): Promise<{ code: number | null; printed: string }> {
	if (child.exitCode === null) await new Promise((resolve) => child.once('close', resolve));
	return { code: child.exitCode, printed: output };
}

/** As the terminal does on Ctrl-C: to every process of the group. */
function signal(name: NodeJS.Signals) {
	process.kill(-child.pid!, name);
}

const folders = () => readdirSync(temporary).filter((name) => name.startsWith('lead-dialer-'));

const isUp = async (url: string) =>
	await fetch(url).then(
		() => true,
		() => false,
	);

async function untilGone(isThere: () => Promise<boolean> | boolean) {
	const deadline = Date.now() + PATIENCE;
	while ((await isThere()) && Date.now() < deadline) await sleep(200);
}

const RUNNING = 'Convoso leads: running';

describe('npm start', () => {
	beforeEach(() => (temporary = mkdtempSync(join(tmpdir(), 'start-test-'))));
	afterEach(() => {
		try {
			signal('SIGKILL');
		} catch {
			// It has ended.
		}
		rmSync(temporary, { recursive: true, force: true, maxRetries: 10 });
	});

	it('leaves nothing behind on Ctrl-C', async () => {
		const printed = await run(['npm', 'start'], RUNNING);
		const [, url] = /n8n at (http:\S+)/.exec(printed)!;
		expect(await isUp(url)).toBe(true);
		const ended = new Promise((resolve) => child.once('close', resolve));
		signal('SIGINT');
		await ended;
		await untilGone(async () => (await isUp(url)) || folders().length > 0);
		expect(await isUp(url)).toBe(false);
		expect(folders()).toEqual([]);
	});

	it('ends n8n when it is killed, and removes at the next start what was left then', async () => {
		const before = await run(['npm', 'start'], RUNNING);
		const [, url] = /n8n at (http:\S+)/.exec(before)!;
		signal('SIGKILL');
		await untilGone(async () => await isUp(url));
		expect(await isUp(url)).toBe(false);
		const left = folders();
		expect(left.length).toBeGreaterThan(0);
		await run(['npm', 'start', '--', '--once'], 'simulated vendors at');
		// Until the system has forgotten who was killed, it looks alive; each folder that the next start makes looks anew.
		const leftovers = () => folders().filter((name) => left.includes(name));
		await untilGone(() => leftovers().length > 0);
		expect(leftovers()).toEqual([]);
		// What it prints goes on until its end.
		const { code, printed } = await atItsEnd();
		expect(printed).toContain('Every step did what it should.');
		expect(code).toBe(0);
		for (const [event, ...rest] of [
			['web form sent', 3, 3, '1 lead in Convoso, 1 call by a human, 2 skipped'],
			['disposition in Convoso', 398, 199, '199 leads updated in Convoso'],
			['call ended in Convolo', 22, 11, '11 calls logged in LeadConnector'],
			['SMS reply in LeadConnector', 3, 1, 'note in Convoso: Reply by SMS: Yes, call me tomorrow'],
		]) {
			const line = printed.split('\n').find((one) => one.includes(`'${event}'`));
			const cells = line?.split('│').map((cell) => cell.trim().replace(/^['"]/, ''));
			expect(cells?.slice(3).join('│')).toContain(rest.join('│'));
		}
		await untilGone(() => folders().length > 0);
		expect(folders()).toEqual([]);
	}, 1_800_000);

	it('ends with 1 and says what was not so, where a vendor is away', async () => {
		await run(['npm', 'start', '--', '--once', '--down', 'convoso'], 'simulated vendors at');
		const { code, printed } = await atItsEnd();
		expect(printed).toContain('NOT SO: web form sent');
		expect(printed).toContain('Not every step did what it should.');
		expect(code).toBe(1);
	}, 1_800_000);
});

/** Lets a trigger start with every repeat. */
const EACH_TIME = { parameters: { settings: { ignoreRepeats: false } } };

describe('a step of npm start', () => {
	const n8n = sharedN8n();
	let stage: Stage;
	let loop: Loop;
	beforeAll(async () => {
		stage = { n8n, sandbox: await startSandbox(), say: () => undefined };
		await createCredentials(stage);
		const { store } = stage.sandbox.vendors.leadConnector;
		store.addContact({ contactName: 'Wera Berg', email: '', phone: VISITOR_PHONE });
	});
	beforeEach(() => {
		const { convolo, convoso, leadConnector } = stage.sandbox.vendors;
		convolo.reset();
		convoso.reset();
		// Its conversations stay: the node knows them for a minute.
		leadConnector.store.messages.clear();
	});
	afterEach(async () => await n8n.deleteWorkflow(loop.workflowId));
	afterAll(async () => await stage.sandbox.close());

	/** All of them, in their order, with a node of the example changed. */
	const outcomes = async (node = 'Web Form', change: Partial<WorkflowNode> = {}) => {
		const workflow = await example('speed-to-lead.json');
		// The triggers keep in mind what came to an address before.
		for (const one of workflow.nodes) if (one.webhookId) one.webhookId = randomUUID();
		const changed = workflow.nodes.find(({ name }) => name === node)!;
		Object.assign(changed, change, { parameters: { ...changed.parameters, ...change.parameters } });
		loop = await Loop.publish(stage, workflow);
		const form = await loop.sendForm();
		const leads = [...stage.sandbox.vendors.convoso.store.leads.keys()];
		const dispositions = await loop.tellDispositions((index) => ({
			lead_id: leads[index],
			status: 'SALE',
			call_log_id: String(index),
		}));
		return [form, dispositions, await loop.tellEndsOfCalls(), await loop.reply()];
	};
	const bad = (list: Outcome[]) => list.filter(({ isGood }) => !isGood).map(({ event }) => event);

	it('is good with the example as it is', async () => {
		expect(bad(await outcomes())).toEqual([]);
	});

	it.each<[string, string, Partial<WorkflowNode>]>([
		['web form sent', 'Call at Once', { parameters: { sendOnce: {} } }],
		['disposition in Convoso', 'Update Lead', { disabled: true }],
		['disposition in Convoso', 'Disposition in Convoso', EACH_TIME],
		['call ended in Convolo', 'Log the Human Call', { disabled: true }],
		['call ended in Convolo', 'Call Ended in Convolo', EACH_TIME],
		['SMS reply in LeadConnector', 'Note the Reply', { disabled: true }],
		['SMS reply in LeadConnector', 'Reply in LeadConnector', EACH_TIME],
	])('"%s" is not good with another %s', async (event, node, change) => {
		expect(bad(await outcomes(node, change))).toEqual([event]);
	});
});
