import type { measureGrowth, measureInsert } from './measures/insert';
import type { measureLarge } from './measures/large';
import type { measureLoad } from './measures/load';
import type { measureOnce } from './measures/once';
import type { measureReturnAll } from './measures/returnAll';
import type { measureScale } from './measures/scale';
import type { measureTwoProcesses } from './measures/twoProcesses';
import type { measureWebhook } from './measures/webhook';
import type { Figure } from './statistics';

/** All that was measured. A ratio is ours / theirs, so smaller is better. */
export interface Report {
	insert?: Partial<Awaited<ReturnType<typeof measureInsert>>> &
		Partial<Awaited<ReturnType<typeof measureGrowth>>>;
	once?: Awaited<ReturnType<typeof measureOnce>>;
	eventLoop?: Awaited<ReturnType<typeof measureLarge>>['eventLoop'];
	memory?: Awaited<ReturnType<typeof measureLarge>>['memory'];
	returnAll?: Awaited<ReturnType<typeof measureReturnAll>>;
	webhook?: Awaited<ReturnType<typeof measureWebhook>>;
	load?: Awaited<ReturnType<typeof measureLoad>>;
	scale?: Awaited<ReturnType<typeof measureScale>>;
	twoProcesses?: Awaited<ReturnType<typeof measureTwoProcesses>>;
}

interface Row {
	measure: string;
	target: string;
	measured: string;
	met: string;
}

/** A ratio or a time, and what it must not exceed. */
interface Bounded {
	measure: string;
	target: number;
	value?: Figure;
	/** The figures behind it. */
	figures?: string;
	unit?: string;
}

/** The measures as a table for people, with what they must reach. Measures that were not taken are left out. */
export function asTable(report: Report): string {
	return table([
		...boundedBy(report).flatMap(rowOf),
		...rowsOfLoad(report),
		...rowsOfScale(report),
		...rowsOfTwoProcesses(report),
	]);
}

function boundedBy({ insert, once, eventLoop, memory, returnAll, webhook }: Report): Bounded[] {
	return [
		{
			measure: 'insert 500 leads: ours / HTTP Request',
			target: 0.25,
			value: insert?.vsHttpRequest,
			figures: times(insert?.oursMs, insert?.httpRequestMs),
		},
		{
			measure: 'insert 500 leads: ours / RoutingNode',
			target: 0.12,
			value: insert?.vsRoutingNode,
			figures: times(insert?.oursMs, insert?.routingNodeMs),
		},
		{ measure: 'cost of a lead, 5,000 / 500', target: 1.15, value: insert?.growth },
		{
			measure: 'insert 5,000 leads: with Send Once / without',
			target: 1.15,
			value: once?.vsWithout,
			figures: times(once?.withKeysMs, once?.withoutMs),
		},
		{
			measure: 'longest wait of another request, 5,000 leads',
			target: 250,
			value: eventLoop?.oursMs,
			figures: `HTTP Request ${short(eventLoop?.httpRequestMs.median)} ms`,
			unit: ' ms',
		},
		{
			measure: 'peak memory above idle, 5,000 leads: ours / HTTP Request',
			target: 1,
			value: memory?.vsHttpRequest,
			figures: `${short(memory?.oursMiB.median)} / ${short(memory?.httpRequestMiB.median)} MiB`,
		},
		{
			measure: 'Return All, 100,000 leads: ours / HTTP Request',
			target: 0.4,
			value: returnAll?.vsHttpRequest,
			figures: times(returnAll?.oursMs, returnAll?.httpRequestMs),
		},
		{
			measure: "100 events: Convoso Trigger / n8n's Webhook node",
			target: 1.67,
			value: webhook?.vsWebhookNode,
			figures: times(webhook?.oursMs, webhook?.webhookNodeMs),
		},
	];
}

function rowOf({ measure, target, value, figures = '', unit = '' }: Bounded): Row[] {
	if (!value) return [];
	const spread = `${short(value.min)}-${short(value.max)} in ${value.rounds}`;
	const measured = `${short(value.median)}${unit} (${spread})${figures && `; ${figures}`}`;
	const met = value.median <= target ? 'yes' : 'NO';
	return [{ measure, target: `<= ${target}${unit}`, measured, met }];
}

function times(ours?: Figure, theirs?: Figure): string {
	return ours && theirs ? `${seconds(ours)} / ${seconds(theirs)}` : '';
}

/** Where the package stands among the others. */
function rowsOfLoad({ load }: Report): Row[] {
	if (!load?.peers) return [];
	const { peers, oursMs, oursTypesBytes } = load;
	const compare = (measure: string, unit: string, ours: number, others: number[]): Row => {
		const place = others.filter((other) => other < ours).length + 1;
		return {
			measure,
			target: 'in the lower half',
			measured: `${short(ours)} ${unit}; others ${others.map(short).join(', ')}`,
			met: place <= (others.length + 1) / 2 ? 'yes' : 'NO',
		};
	};
	const kibibytes = peers.map(({ typesBytes }) => typesBytes / 1024);
	return [
		compare(
			'load time',
			'ms',
			oursMs.median,
			peers.map(({ ms }) => ms.median),
		),
		compare('size of the types', 'KiB', oursTypesBytes / 1024, kibibytes),
	];
}

/** What each set-up of n8n carries; there is nothing that it must reach. */
function rowsOfScale({ scale }: Report): Row[] {
	return Object.entries(scale?.setUps ?? {}).map(([setUp, { leadsAnHour, processorMsPerLead }]) => {
		const { median, min, max, rounds } = leadsAnHour;
		const cost = `${short(processorMsPerLead.median)} ms of processor time a lead`;
		return {
			measure: `leads an hour, an event each: ${setUp}`,
			target: '-',
			measured: `${short(median)} (${short(min)}-${short(max)} in ${rounds}); ${cost}`,
			met: '-',
		};
	});
}

/** Whether two processes get along with one account. */
function rowsOfTwoProcesses({ twoProcesses }: Report): Row[] {
	if (!twoProcesses) return [];
	const { rounds, complete, twice, refusals } = twoProcesses;
	return [
		{
			measure: '2 x 600 calls from two processes, one account',
			target: `${rounds} of ${rounds}, none twice`,
			measured: `${complete} of ${rounds} complete; ${twice} twice; refusals ${refusals.join(', ')}`,
			met: complete === rounds && twice === 0 ? 'yes' : 'NO',
		},
	];
}

function table(rows: Row[]): string {
	const lines = [
		{ measure: 'measure', target: 'target', measured: 'measured', met: 'met' },
		...rows,
	];
	const width = (column: keyof Row) => Math.max(...lines.map((line) => line[column].length));
	const columns: Array<keyof Row> = ['measure', 'target', 'measured', 'met'];
	const padded = lines.map((line) =>
		columns.map((column) => line[column].padEnd(width(column))).join('  '),
	);
	return padded.join('\n');
}

function seconds({ median }: Figure): string {
	return `${(median / 1000).toFixed(2)} s`;
}

/** Three digits are all that such a measure is good for. */
function short(value: number | undefined): string {
	if (value === undefined) return '-';
	return Math.abs(value) >= 100 ? value.toFixed(0) : String(Number(value.toPrecision(3)));
}
