import { post, type PostAnswer } from '../kit/post';

const base = {
	user_id: 12345,
	widget_key: '38a7f82ff7f9934294af18b05ae2df38',
	widget_name: 'Website',
	timezone: 'Europe/Stockholm',
	is_delayed_call: false,
	called_lead_phone: '+14155550123',
};

const lead = {
	lead_phone: '+14155550123',
	lead_id: '01FJMF4H421TYD6VAEW63BZM06',
	time_created_iso_string: '2026-03-01T10:00:00.000Z',
	source: 'api',
	site_path: '/pricing',
	referer: '',
	ip: '203.0.113.7',
	country: 'US',
	additional: null,
	custom_params: { crm_id: '10001', name: 'Zoë' },
};

/** Events of a Speed To Lead widget in the new format (help article 8617489, "Getting call data"). */
export const widgetEvents = {
	callStarted: (callId: string) => ({
		type: 'start_call',
		call_id: callId,
		...base,
		lead,
		debug: { attempt: 1 },
	}),
	callEnded: (callId: string) => ({
		type: 'end_call',
		call_id: callId,
		...base,
		call_status: 'answered',
		time_started_iso_string: '2026-03-01T10:00:05.000Z',
		time_agent_answered_iso_string: '2026-03-01T10:00:15.000Z',
		time_lead_answered_iso_string: '2026-03-01T10:00:25.000Z',
		time_ended_iso_string: '2026-03-01T10:01:10.000Z',
		answer_duration_sec: 10,
		lead_answer_duration_sec: 10,
		talk_duration_sec: 45,
		total_duration_sec: 65,
		disconnected_by: 'agent',
		recording_link: 'https://example.com/recording.mp3',
		agent: { id: 12345, phone: '+14155550100', name: 'Ava Agent', email: 'ava@example.com' },
		lead,
	}),
};

/** Sends an event to the address that stands in the widget. */
export async function sendWidgetEvent(url: string, event: unknown): Promise<PostAnswer> {
	return await post(url, JSON.stringify(event));
}
