import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import type { N8n } from '../test/n8n/harness';
import { followFile } from '../test/n8n/harness/follow-file';
import { NODE } from './contenders';

/** When the measured node ran, in ms since 1970. */
export interface NodeTime {
	startedAt: number;
	finishedAt: number;
	/** What n8n shows as the node's execution time. */
	ms: number;
}

interface LoggedEvent {
	ts: string;
	eventName?: string;
	payload?: { executionId?: string; nodeName?: string };
}

/**
 * Runs a workflow once and tells when its measured node ran.
 *
 * The times come from n8n's event log: asking n8n while it works would be work for it, and an execution that is not kept
 * cannot be asked for afterwards.
 *
 * @throws when the execution fails
 */
export async function runMeasured(n8n: N8n, workflowId: string): Promise<NodeTime> {
	const { userFolder } = n8n.shareableAddress;
	const events: LoggedEvent[] = [];
	let settle!: (event: LoggedEvent) => void;
	let fail!: (error: Error) => void;
	const ended = new Promise<LoggedEvent>((resolve, reject) => ([settle, fail] = [resolve, reject]));
	const watch = setInterval(() => {
		if (!existsSync(`/proc/${n8n.pid}`)) fail(new Error('n8n ended during the run'));
	}, 1000);
	const stopFollowing = followFile(join(userFolder, '.n8n/n8nEventLog.log'), (line) => {
		const event = JSON.parse(line) as LoggedEvent;
		events.push(event);
		if (/^n8n\.workflow\.(success|failed|crashed|cancelled)$/.test(event.eventName ?? '')) {
			settle(event);
		}
	});
	let executionId: string;
	let end: LoggedEvent;
	try {
		executionId = await n8n.startWorkflow(workflowId);
		end = await ended;
	} finally {
		stopFollowing();
		clearInterval(watch);
	}
	if (end.eventName !== 'n8n.workflow.success') {
		const { error } = await n8n.execution(executionId);
		throw new Error(`The measured workflow failed: ${error?.message ?? end.eventName}`);
	}
	const timeOf = (eventName: string) =>
		Date.parse(
			events.find((event) => event.eventName === eventName && event.payload?.nodeName === NODE)!.ts,
		);
	await untilReady(n8n);
	const startedAt = timeOf('n8n.node.started');
	const finishedAt = timeOf('n8n.node.finished');
	return { startedAt, finishedAt, ms: finishedAt - startedAt };
}

/** n8n takes itself for broken after it could not look at its database for long; it recovers within a second or two. */
async function untilReady({ url }: N8n): Promise<void> {
	while (!(await fetch(`${url}/healthz/readiness`)).ok) await sleep(200);
}
