import { createRequire } from 'node:module';

import { installedN8n } from './paths';

/** One item as a node handed it on. */
export interface Item {
	json: Record<string, unknown>;
	binary?: Record<string, unknown>;
	pairedItem?: unknown;
	error?: RunError;
}

/** An error as n8n stores it with a run, and as the editor shows it. */
export interface RunError {
	name?: string;
	message: string;
	description?: string | null;
	context?: Record<string, unknown>;
	/** The vendor's HTTP status, as text; only on errors of an API. */
	httpCode?: string | null;
	/** Name of the node it belongs to. */
	node?: string;
	[field: string]: unknown;
}

/** One run of one node (a node in a loop has several). */
export interface NodeRun {
	status: string;
	startedAt: Date;
	executionTimeMs: number;
	/** The items of the first output. */
	items: Item[];
	/** The items of each main output. */
	outputs: Item[][];
	error?: RunError;
	/** All that n8n stores of this run, other outputs than `main` included. */
	raw: Record<string, unknown>;
}

/** What an execution is, without what it did. */
export interface ExecutionSummary {
	id: string;
	workflowId: string;
	/** new, running, waiting, success, error, canceled, crashed or unknown */
	status: string;
	/** manual, webhook, trigger, … */
	mode: string;
	startedAt?: Date;
	stoppedAt?: Date;
}

/** One run of a workflow. */
export interface Execution extends ExecutionSummary {
	/** From start to end, ms; undefined while it runs. */
	durationMs?: number;
	/** The error that ended the run. */
	error?: RunError;
	/** Name of the node that ran last. */
	lastNode?: string;
	/** Each node that ran, by name. */
	nodes: Record<string, NodeRun[]>;
	/** n8n's own run data. */
	raw: Record<string, unknown>;
}

type StoredError = Omit<RunError, 'node' | 'message'> & {
	message: string;
	node?: { name?: string };
};

interface StoredNodeRun {
	startTime: number;
	executionTime: number;
	executionStatus?: string;
	data?: Record<string, Array<Item[] | null>>;
	error?: StoredError;
}

/** An execution as n8n's API answers it. */
export interface StoredExecution {
	id: string | number;
	workflowId: string;
	status: string;
	mode: string;
	startedAt?: string | null;
	stoppedAt?: string | null;
	/** Written by `flatted`. */
	data?: string;
}

/** Reads the part of an execution that n8n lists. */
export function readSummary(stored: StoredExecution): ExecutionSummary {
	return {
		id: String(stored.id),
		workflowId: stored.workflowId,
		status: stored.status,
		mode: stored.mode,
		startedAt: stored.startedAt ? new Date(stored.startedAt) : undefined,
		stoppedAt: stored.stoppedAt ? new Date(stored.stoppedAt) : undefined,
	};
}

/** Reads a whole execution. */
export function readExecution(stored: StoredExecution): Execution {
	// n8n's own copy, so that what wrote the data reads it.
	const { parse } = createRequire(installedN8n().binary)('flatted') as {
		parse: (text: string) => unknown;
	};
	// A run that has not begun has no data yet.
	const raw = ((stored.data && parse(stored.data)) ?? {}) as Record<string, unknown>;
	const result = (raw.resultData ?? {}) as {
		runData?: Record<string, StoredNodeRun[]>;
		error?: StoredError;
		lastNodeExecuted?: string;
	};
	const summary = readSummary(stored);
	const { startedAt, stoppedAt } = summary;
	return {
		...summary,
		durationMs: startedAt && stoppedAt ? stoppedAt.getTime() - startedAt.getTime() : undefined,
		error: result.error && readError(result.error),
		lastNode: result.lastNodeExecuted,
		nodes: Object.fromEntries(
			Object.entries(result.runData ?? {}).map(([name, runs]) => [name, runs.map(readNodeRun)]),
		),
		raw,
	};
}

function readNodeRun(stored: StoredNodeRun): NodeRun {
	const outputs = (stored.data?.main ?? []).map((items) => items ?? []);
	return {
		status: stored.executionStatus ?? 'unknown',
		startedAt: new Date(stored.startTime),
		executionTimeMs: stored.executionTime,
		items: outputs[0] ?? [],
		outputs,
		error: stored.error && readError(stored.error),
		raw: stored as unknown as Record<string, unknown>,
	};
}

function readError({ node, message, ...rest }: StoredError): RunError {
	return { ...rest, message, node: node?.name };
}
