import type { IDataObject } from 'n8n-workflow';

import { isObject } from '../shared/object';
import { Refused } from '../shared/webhook/body';

/** What happened in Convolo: one item of the trigger. Names inside are Convolo's own. */
export interface ConvoloEvent {
	/** `start_call` or `end_call`. */
	event: string;
	call: IDataObject;
	lead: IDataObject;
	/** Empty where no agent has answered yet. */
	agent: IDataObject;
	/** What was sent with the call as custom parameters. */
	customParams: IDataObject;
	/** Everything else, as it came. */
	other: IDataObject;
}

/** The fields of a call in both events (help article 8617489, "Getting call data"). */
const CALL_FIELDS = new Set([
	'call_id',
	'user_id',
	'widget_key',
	'widget_name',
	'call_status',
	'timezone',
	'is_delayed_call',
	'called_lead_phone',
	'time_started_iso_string',
	'time_agent_answered_iso_string',
	'time_lead_answered_iso_string',
	'time_ended_iso_string',
	'answer_duration_sec',
	'lead_answer_duration_sec',
	'talk_duration_sec',
	'total_duration_sec',
	'disconnected_by',
	'recording_link',
]);

/**
 * Sorts an event by what it is about.
 *
 * @throws Refused with what to do for an event of the old format, or of another product
 */
export function toEvent(body: IDataObject): ConvoloEvent {
	const { type, lead, agent, ...fields } = body;
	if (typeof type !== 'string' || !/^\w+_call$/.test(type)) throw notNew(body);
	const result: ConvoloEvent = {
		event: type,
		call: {},
		lead: {},
		agent: {},
		customParams: {},
		other: {},
	};
	for (const [name, value] of Object.entries(fields)) {
		if (CALL_FIELDS.has(name)) result.call[name] = value;
		else result.other[name] = value;
	}
	if (isObject(agent)) result.agent = agent;
	else if (agent !== undefined) result.other.agent = agent;
	if (isObject(lead)) {
		const { custom_params: customParams, ...own } = lead;
		result.lead = own;
		if (isObject(customParams)) result.customParams = customParams;
		else if (customParams !== undefined) {
			const isTaken = result.other.custom_params !== undefined;
			(isTaken ? result.lead : result.other).custom_params = customParams;
		}
	} else if (lead !== undefined) result.other.lead = lead;
	return result;
}

function notNew({ eventType }: IDataObject): Refused {
	if (eventType !== undefined) {
		return new Refused(
			400,
			'This is an event of the Dialer. The Convolo Trigger takes those of Speed To Lead widgets.',
		);
	}
	return new Refused(
		400,
		"This is Convolo's old format: it has no type. In the widget's Integrations tab switch on 'Send a webhook in post json in new format (beta)'.",
	);
}
