/** A call as Convolo's end_call webhook describes it; the reports give the same record. */
export interface Call {
	type: 'end_call';
	call_id: string;
	user_id: number;
	widget_key: string;
	widget_name: string;
	call_status: string;
	time_started_iso_string: string;
	time_ended_iso_string: string;
	answer_duration_sec: number;
	talk_duration_sec: number;
	total_duration_sec: number;
	disconnected_by: 'agent' | 'lead' | 'none';
	recording_link: string;
	agent: { id: number; phone: string; name: string; email: string };
	called_lead_phone: string;
	lead: {
		lead_phone: string;
		lead_id: string;
		country: string;
		custom_params: Record<string, string>;
	};
}

/** Everything a simulated Convolo account holds. */
export class ConvoloStore {
	/** Newest last. */
	calls: Call[] = [];

	/** Names of the custom parameters of the widget. */
	customParams = ['project_name', 'source', 'budget'];

	constructor(private readonly widgetKey: string) {}

	reset(): void {
		this.calls = [];
	}

	/** A call that is over: one minute a call, from 2026-03-01 on. */
	addCall(
		phone: string,
		{ recording = '', params = {} }: { recording?: string; params?: Record<string, string> } = {},
	): Call {
		const number = this.calls.length + 1;
		const started = Date.UTC(2026, 2, 1) + number * 60_000;
		const call: Call = {
			type: 'end_call',
			call_id: number.toString(16).padStart(32, '0'),
			user_id: 12345,
			widget_key: this.widgetKey,
			widget_name: 'Solar landing page',
			call_status: number % 3 === 0 ? 'missed' : 'answered',
			time_started_iso_string: new Date(started).toISOString(),
			time_ended_iso_string: new Date(started + 45_000).toISOString(),
			answer_duration_sec: 5,
			talk_duration_sec: number % 3 === 0 ? 0 : 40,
			total_duration_sec: 45,
			disconnected_by: number % 2 ? 'agent' : 'lead',
			recording_link: recording,
			agent: { id: 7, phone: '+15550001111', name: 'Ada Novak', email: 'ada@example.com' },
			called_lead_phone: phone,
			lead: {
				lead_phone: phone,
				lead_id: `01FJMF4H421TYD6VAEW${String(number).padStart(7, '0')}`,
				country: 'US',
				custom_params: params,
			},
		};
		this.calls.push(call);
		return call;
	}
}
