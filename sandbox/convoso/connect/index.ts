import { Agent, request } from 'node:http';

import { shapes, type Encoded, type EventFields, type Shape } from './shapes';

export { shapes, type Encoded, type EventFields, type Shape } from './shapes';

/** A Connect, by the names of Convoso's own form (help articles 215446087 and 23409217291547). */
export interface ConnectSettings {
	apiUrl: string;
	/** Added to the query, e.g. `api_key=SECRET`. */
	apiAuthentication?: string;
	/** Headers with | between them, e.g. `Content-type: application/json|Authorization: Bearer SECRET`. */
	authorizationHeader?: string;
	requestMethod?: 'GET' | 'POST';
	postDataType?: 'RAW' | 'JSON';
	responseDataType?: 'JSON' | 'XML' | 'TEXT';
	/**
	 * Convoso's field name to the names it is sent under, with commas between them. Fields without an entry are not sent; no
	 * Adaptor sends all under their own names.
	 */
	adaptor?: Record<string, string>;
	/** Sends in this form, whatever the other settings would give. */
	shape?: Shape;
}

/** One line of the Connect's log. */
export interface ConnectLog {
	/** False where a guard rail held the request back. */
	isSent: boolean;
	/** HTTP status; undefined where nothing was sent, or nobody answered. */
	status?: number;
	/** What Convoso shows of the answer: null where it is not of the Response Data Type, or nobody answered. */
	reply: unknown;
	/** The answer as it came. */
	text: string;
}

/** Guard rail: this many events of one lead … (third-party source, not confirmed by Convoso) */
const MOST_EVENTS = 9;
/** … within this time, ms. */
const WITHIN_MS = 3 * 60_000;

/** How long to wait for an answer, ms. Convoso's own figure is not known. */
const TIMEOUT = 60_000;

/** The side of Convoso that calls others: fires events at an address, each once, and keeps a log. */
export class ConvosoConnect {
	readonly logs: ConnectLog[] = [];

	private readonly agent = new Agent({ keepAlive: true });

	private readonly fired = new Map<string, number[]>();

	/**
	 * @param settings of the Connect
	 * @param leads by id, for the test panel
	 * @param now the clock, ms
	 */
	constructor(
		private readonly settings: ConnectSettings,
		private readonly leads: ReadonlyMap<string, EventFields> = new Map(),
		private readonly now: () => number = Date.now,
	) {}

	/**
	 * What a Workflow Automation does with the action "Integration": sends one event, if the lead has not had too many of late.
	 * Never sends it again.
	 */
	async fire(event: EventFields): Promise<ConnectLog> {
		const lead = event.lead_id || event.id || '';
		const recent = (this.fired.get(lead) ?? []).filter((at) => at > this.now() - WITHIN_MS);
		if (recent.length >= MOST_EVENTS) return this.log({ isSent: false, reply: null, text: '' });
		this.fired.set(lead, [...recent, this.now()]);
		return await this.send(event);
	}

	/**
	 * The test panel: takes a Lead ID and sends a live request. There is no call, so the call's fields are empty.
	 *
	 * @throws for a lead that the account does not have
	 */
	async test(leadId: string): Promise<ConnectLog> {
		const lead = this.leads.get(leadId);
		if (!lead) throw new Error(`No lead ${leadId}`);
		return await this.send({
			...lead,
			id: leadId,
			lead_id: '0',
			call_log_id: '',
			call_date: '',
			call_type: '',
		});
	}

	/** Ends the connections that are kept open. */
	close(): void {
		this.agent.destroy();
	}

	private async send(event: EventFields): Promise<ConnectLog> {
		const { shape = this.shape() } = this.settings;
		const { body, contentType, isQuery }: Encoded = shapes[shape](
			adapt(event, this.settings.adaptor),
		);
		const url = new URL(this.settings.apiUrl);
		url.search = [url.search.slice(1), this.settings.apiAuthentication, isQuery ? body : '']
			.filter(Boolean)
			.join('&');
		const headers = { ...(contentType ? { 'content-type': contentType } : {}), ...this.headers() };
		try {
			const answer = await this.exchange(url, headers, isQuery ? '' : body);
			return this.log({ isSent: true, ...answer, reply: this.shown(answer.text) });
		} catch {
			return this.log({ isSent: true, reply: null, text: '' });
		}
	}

	private shape(): Shape {
		const { requestMethod = 'POST', postDataType = 'RAW' } = this.settings;
		if (requestMethod === 'GET') return 'query';
		if (postDataType === 'RAW') return 'form';
		return this.headers()['content-type'] ? 'json' : 'jsonAsForm';
	}

	private headers(): Record<string, string> {
		const lines = (this.settings.authorizationHeader ?? '').split('|').filter(Boolean);
		return Object.fromEntries(
			lines.map((line) => {
				const [name, ...value] = line.split(':');
				return [name.trim().toLowerCase(), value.join(':').trim()];
			}),
		);
	}

	private shown(text: string): unknown {
		const { responseDataType = 'JSON' } = this.settings;
		if (responseDataType === 'TEXT') return text;
		if (responseDataType === 'XML') return text.startsWith('<') ? text : null;
		try {
			return JSON.parse(text) as unknown;
		} catch {
			return null;
		}
	}

	private log(line: ConnectLog): ConnectLog {
		this.logs.push(line);
		return line;
	}

	private async exchange(
		url: URL,
		headers: Record<string, string>,
		body: string,
	): Promise<{ status: number; text: string }> {
		const bytes = Buffer.from(body);
		return await new Promise((resolve, reject) => {
			const outgoing = request(
				url,
				{
					method: this.settings.requestMethod ?? 'POST',
					headers: { ...headers, ...(body ? { 'content-length': bytes.length } : {}) },
					agent: this.agent,
					timeout: TIMEOUT,
				},
				(incoming) => {
					const parts: Buffer[] = [];
					incoming.on('data', (part: Buffer) => parts.push(part));
					incoming.on('error', reject);
					incoming.on('end', () =>
						resolve({ status: incoming.statusCode!, text: Buffer.concat(parts).toString() }),
					);
				},
			);
			outgoing.on('timeout', () => outgoing.destroy(new Error('No answer')));
			outgoing.on('error', reject);
			outgoing.end(bytes);
		});
	}
}

/** Names the fields as the Adaptor says. */
function adapt(event: EventFields, adaptor?: Record<string, string>): EventFields {
	if (!adaptor) return event;
	return Object.fromEntries(
		Object.entries(adaptor).flatMap(([field, names]) =>
			names.split(',').map((name) => [name.trim(), event[field] ?? '']),
		),
	);
}
