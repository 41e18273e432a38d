import { setTimeout as sleep } from 'node:timers/promises';

import { startN8n, type N8n } from '../../test/n8n/harness';
import { readProcessorMs } from '../../test/n8n/harness/process';
import {
	createTriggerCredential,
	each,
	headers,
	insertLead,
	numbered,
	post,
	Published,
} from '../../test/n8n/published';
import { startQueue } from '../../test/n8n/queue/startQueue';
import { CREDENTIAL } from '../contenders';
import { inSeconds, say } from '../progress';
import { figure, type Figure } from '../statistics';
import { startVendor, type Vendor } from '../vendor';

/** Events of one round. */
const EVENTS = 300;

/** How long the vendor takes for each answer, ms. */
const ANSWER_MS = 20;

/** A running n8n, and where it takes events. */
interface SetUp {
	n8n: N8n;
	origin: string;
	/** All of n8n's processes, without the database. */
	pids: number[];
	stop: () => Promise<void>;
}

const inQueueMode = async (tarball: string, workers: number): Promise<SetUp> => {
	const {
		n8n,
		webhooks,
		workers: members,
		stop,
	} = await startQueue({ workers, webhooks: 1, tarball });
	const pids = [n8n, ...webhooks, ...members].map(({ pid }) => pid);
	return { n8n, origin: webhooks[0].url, pids, stop };
};

/** Each is n8n with its defaults; a worker runs 5 executions at once. */
const SET_UPS: Record<string, (tarball: string) => Promise<SetUp>> = {
	'one process, SQLite': async (tarball) => {
		const n8n = await startN8n({ tarball });
		return { n8n, origin: n8n.url, pids: [n8n.pid], stop: async () => await n8n.stop() };
	},
	'queue mode, one worker': async (tarball) => await inQueueMode(tarball, 1),
	'queue mode, two workers': async (tarball) => await inQueueMode(tarball, 2),
};

/** Leads that come as events, one execution each: how many an hour each set-up carries. */
export async function measureScale(tarball: string, rounds: number) {
	const vendor = await startVendor();
	const setUps: Record<string, { leadsAnHour: Figure; processorMsPerLead: Figure }> = {};
	for (const [name, start] of Object.entries(SET_UPS)) {
		say(`scale: starting ${name}`);
		const setUp = await start(tarball);
		try {
			setUps[name] = await takeRounds(setUp, vendor, name, rounds);
		} finally {
			await setUp.stop();
		}
	}
	vendor.stop();
	return { events: EVENTS, answerMs: ANSWER_MS, setUps };
}

async function takeRounds(setUp: SetUp, vendor: Vendor, name: string, rounds: number) {
	const { n8n, origin, pids } = setUp;
	await createTriggerCredential(n8n);
	await n8n.createCredential('convosoApi', CREDENTIAL, vendor.credential);
	const rates: number[] = [];
	const costs: number[] = [];
	const processorMs = () => pids.reduce((sum, pid) => sum + readProcessorMs(pid), 0);
	// The first round only makes n8n load what it needs. Each round has events of its own, as repeats start nothing.
	for (let round = 0; round <= rounds; round++) {
		const workflow = await Published.create(n8n, {}, [insertLead(CREDENTIAL)]);
		await vendor.reset(ANSWER_MS);
		const usedBefore = processorMs();
		const startedAt = Date.now();
		await each(numbered(EVENTS), async (event) => {
			const body = JSON.stringify(event);
			const { status } = await post(origin + workflow.path, { body, headers });
			if (status !== 200) throw new Error(`Event ${event.call_log_id} got ${status}`);
		});
		while ((await vendor.received()).count < EVENTS) await sleep(100);
		const ms = Date.now() - startedAt;
		const cost = (processorMs() - usedBefore) / EVENTS;
		say(
			`scale, ${name}, round ${round} of ${rounds}: ${EVENTS} leads in ${inSeconds(ms)}, ${cost.toFixed(0)} ms of processor time each`,
		);
		if (round > 0) {
			rates.push((EVENTS / ms) * 3_600_000);
			costs.push(cost);
		}
		await workflow.remove();
	}
	return { leadsAnHour: figure(rates), processorMsPerLead: figure(costs) };
}
