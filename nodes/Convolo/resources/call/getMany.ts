import type { INodePropertyOptions, PostReceiveAction } from 'n8n-workflow';

import { answerUnreadable } from '../../../shared/answers';
import { returnAllFields } from '../../../shared/describe';
import { choice, day, field, filters, readChoice, text } from '../../../shared/fields';
import type { Operation } from '../../../shared/operation';
import { asPageItem, offsetPages } from '../../../shared/paging';
import { callsIn } from '../../answer';
import { idsFilter, phoneFilter, secondsFilter, timeZoneFilter } from './fields';
import { needsAccountKey, simple } from './report';

/** How Convolo writes a call's status in this filter. */
const STATUS_PREFIX = 'CallStatusType.';

const statuses: INodePropertyOptions[] = [
	{ name: 'Answered by Agent Only', value: `${STATUS_PREFIX}OPERATOR_ANSWERED` },
	{ name: 'Answered by Both', value: `${STATUS_PREFIX}CLIENT_ANSWERED` },
	{ name: 'Done', value: `${STATUS_PREFIX}DONE` },
	{ name: 'Failed', value: `${STATUS_PREFIX}FAILED` },
	{ name: 'Future', value: `${STATUS_PREFIX}FUTURE` },
	{ name: 'Initiated', value: `${STATUS_PREFIX}INITIATED` },
	{ name: 'Missed', value: `${STATUS_PREFIX}NO_ANSWER` },
	{ name: 'On Demand', value: `${STATUS_PREFIX}ON_DEMAND` },
	{ name: 'Pending', value: `${STATUS_PREFIX}PENDING` },
	{ name: 'Processed', value: `${STATUS_PREFIX}PROCESSED` },
];

/** A status of the menu; an expression may leave the prefix out. */
function readStatus(value: unknown) {
	const short = readChoice(statuses, `${STATUS_PREFIX}${String(value).trim()}`);
	return 'value' in short ? short : readChoice(statuses, value);
}

/** The calls of a list answer as one page. */
const asPage: PostReceiveAction = async function ([{ json }], response) {
	const rows = callsIn(json);
	if (rows) return asPageItem({ rows });
	throw answerUnreadable(this, response);
};

const place = 'query';

/**
 * GET /api/v2/calls/payload-data-list ("Getting a list of calls via an API"; the filters on wait time, disconnection and
 * time zone from a public client); 500 calls a page at most.
 */
export const getMany: Operation = {
	isRead: true,
	simple,
	advice: { 400: "Check the 'Filters'.", 422: "Check the 'Filters'." },
	option: {
		name: 'Get Many',
		value: 'getMany',
		action: 'Get many calls',
		description:
			'List calls, newest first as Convolo sends them. Needs the Account API Key in the credential.',
		routing: {
			request: { method: 'GET', url: '/api/v2/calls/payload-data-list' },
			send: { paginate: true, preSend: [needsAccountKey] },
			output: { postReceive: [asPage] },
			operations: {
				pagination: offsetPages({
					place: 'qs',
					window: (offset, limit) => ({ max_calls: limit, page: offset / limit + 1 }),
					pageSize: 500,
					pagesInFlight: 1,
					idOf: (call) => call.call_id,
				}),
			},
		},
	},
	fields: [
		...returnAllFields,
		filters(
			[
				text('filter_agent', 'Agent', { place, description: 'Name or phone number of the agent' }),
				secondsFilter('filter_answer_time_from', 'Answer Time From'),
				secondsFilter('filter_answer_time_to', 'Answer Time To'),
				day('date_from', 'Since', {
					place,
					description: 'First day. Without it, Convolo starts 30 days ago.',
				}),
				day('date_to', 'Until', { place, description: 'Last day. Without it, today.' }),
				choice(
					'filter_disconnected_by',
					'Disconnected By',
					[
						{ name: 'Agent', value: 'agent' },
						{ name: 'Lead', value: 'lead' },
						{ name: 'None', value: 'none' },
					],
					{ place },
				),
				phoneFilter('filter_lead_number', 'Phone Number', {
					placeholder: 'e.g. +1 (555) 123-4567',
				}),
				text('filter_referer', 'Referrer', {
					place,
					description: 'Where the lead came from, such as an advertising campaign',
				}),
				text('search_string', 'Search', {
					place,
					description:
						'Text in the call ID, the names and numbers of agent and lead, their comments, the widget or the custom parameters',
				}),
				field('status', 'Status', 'options', {
					place,
					options: statuses,
					default: `${STATUS_PREFIX}CLIENT_ANSWERED`,
					read: readStatus,
				}),
				secondsFilter('filter_talk_time_from', 'Talk Time From'),
				secondsFilter('filter_talk_time_to', 'Talk Time To'),
				timeZoneFilter('timezone', 'Time Zone', { placeholder: 'e.g. America/New_York' }),
				secondsFilter('filter_wait_time_from', 'Wait Time From'),
				secondsFilter('filter_wait_time_to', 'Wait Time To'),
				idsFilter('widget_ids', 'Widget IDs', {
					placeholder: 'e.g. 123,456',
					description: 'Several with commas between them',
				}),
				text('filter_url', 'Widget URL', { place }),
			],
			{ description: 'Without a date, Convolo gives the calls of the last 30 days' },
		),
	],
};
