import type { measureGrowth, measureInsert } from './measures/insert';
import type { measureLarge } from './measures/large';
import type { measureLoad } from './measures/load';
import type { measureReturnAll } from './measures/returnAll';
import type { measureWebhook } from './measures/webhook';
import type { Figure } from './statistics';

/** All that was measured. A ratio is ours / theirs, so smaller is better. */
export interface Report {
	insert?: Partial<Awaited<ReturnType<typeof measureInsert>>> &
		Partial<Awaited<ReturnType<typeof measureGrowth>>>;
	eventLoop?: Awaited<ReturnType<typeof measureLarge>>['eventLoop'];
	memory?: Awaited<ReturnType<typeof measureLarge>>['memory'];
	returnAll?: Awaited<ReturnType<typeof measureReturnAll>>;
	webhook?: Awaited<ReturnType<typeof measureWebhook>>;
	load?: Awaited<ReturnType<typeof measureLoad>>;
}

interface Row {
	measure: string;
	target: string;
	measured: string;
	met: string;
}

/** The measures as a table for people, with what they must reach. Measures that were not taken are left out. */
export function asTable({ insert, eventLoop, memory, returnAll, webhook, load }: Report): string {
	const rows: Row[] = [];
	const add = (measure: string, target: number, value?: Figure, figures = '', unit = '') => {
		if (!value) return;
		const spread = `${short(value.min)}-${short(value.max)} in ${value.rounds}`;
		rows.push({
			measure,
			target: `<= ${target}${unit}`,
			measured: `${short(value.median)}${unit} (${spread})${figures && `; ${figures}`}`,
			met: value.median <= target ? 'yes' : 'NO',
		});
	};
	const times = (ours?: Figure, theirs?: Figure) =>
		ours && theirs ? `${seconds(ours)} / ${seconds(theirs)}` : '';

	add(
		'insert 500 leads: ours / HTTP Request',
		0.25,
		insert?.vsHttpRequest,
		times(insert?.oursMs, insert?.httpRequestMs),
	);
	add(
		'insert 500 leads: ours / RoutingNode',
		0.12,
		insert?.vsRoutingNode,
		times(insert?.oursMs, insert?.routingNodeMs),
	);
	add('cost of a lead, 5,000 / 500', 1.15, insert?.growth);
	add(
		'longest wait of another request, 5,000 leads',
		250,
		eventLoop?.oursMs,
		`HTTP Request ${short(eventLoop?.httpRequestMs.median)} ms`,
		' ms',
	);
	add(
		'peak memory above idle, 5,000 leads: ours / HTTP Request',
		1,
		memory?.vsHttpRequest,
		`${short(memory?.oursMiB.median)} / ${short(memory?.httpRequestMiB.median)} MiB`,
	);
	add(
		'Return All, 100,000 leads: ours / HTTP Request',
		0.4,
		returnAll?.vsHttpRequest,
		times(returnAll?.oursMs, returnAll?.httpRequestMs),
	);
	add(
		"100 events: Convoso Trigger / n8n's Webhook node",
		1.67,
		webhook?.vsWebhookNode,
		times(webhook?.oursMs, webhook?.webhookNodeMs),
	);
	if (load?.peers) {
		const rank = (value: number, others: number[]) =>
			others.filter((other) => other < value).length + 1;
		const compare = (measure: string, unit: string, ours: number, others: number[]) => {
			const place = rank(ours, others);
			rows.push({
				measure,
				target: 'in the lower half',
				measured: `${short(ours)} ${unit}; others ${others.map(short).join(', ')}`,
				met: place <= (others.length + 1) / 2 ? 'yes' : 'NO',
			});
		};
		const { peers, oursMs, oursTypesBytes } = load;
		compare(
			'load time',
			'ms',
			oursMs.median,
			peers.map(({ ms }) => ms.median),
		);
		compare(
			'size of the types',
			'KiB',
			oursTypesBytes / 1024,
			peers.map(({ typesBytes }) => typesBytes / 1024),
		);
	}
	return table(rows);
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
