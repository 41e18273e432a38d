import { returnAllFields, type Operation } from '../../../shared/describe';
import { offsetPages } from '../../../shared/paging';
import { asPage } from '../../shared/answer';
import {
	choiceFilter,
	dayFilter,
	idsFilter,
	phoneFilter,
	secondsFilter,
	textFilter,
	timeZoneFilter,
} from '../../shared/fields';
import { needsAccountKey } from '../../shared/keys';

/** How Convolo writes a call's status in this filter. */
const STATUS_PREFIX = 'CallStatusType.';

/**
 * GET /api/v2/calls/payload-data-list ("Getting a list of calls via an API"; the filters on wait time, disconnection and
 * time zone from a public client); 500 calls a page at most.
 */
export const getAll: Operation = {
	isRead: true,
	option: {
		name: 'Get Many',
		value: 'getAll',
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
		{
			displayName: 'Filters',
			name: 'filters',
			type: 'collection',
			placeholder: 'Add filter',
			default: {},
			description: 'Without a date, Convolo gives the calls of the last 30 days',
			options: [
				textFilter('filter_agent', 'Agent', { description: 'Name or phone number of the agent' }),
				secondsFilter('filter_answer_time_from', 'Answer Time From'),
				secondsFilter('filter_answer_time_to', 'Answer Time To'),
				dayFilter('date_from', 'Date From', {
					description: 'First day. Without it, Convolo starts 30 days ago.',
				}),
				dayFilter('date_to', 'Date To', { description: 'Last day. Without it, today.' }),
				choiceFilter('filter_disconnected_by', 'Disconnected By', [
					{ name: 'Agent', value: 'agent' },
					{ name: 'Lead', value: 'lead' },
					{ name: 'None', value: 'none' },
				]),
				phoneFilter('filter_lead_number', 'Lead Number', {
					placeholder: 'e.g. +1 (555) 123-4567',
				}),
				textFilter('filter_referer', 'Referrer', {
					description: 'Where the lead came from, such as an advertising campaign',
				}),
				textFilter('search_string', 'Search', {
					description:
						'Text in the call ID, the names and numbers of agent and lead, their comments, the widget or the custom parameters',
				}),
				choiceFilter(
					'status',
					'Status',
					[
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
					],
					{
						default: `${STATUS_PREFIX}CLIENT_ANSWERED`,
						convert: (_context, value) => {
							const status = String(value).trim();
							return status.startsWith(STATUS_PREFIX) ? status : `${STATUS_PREFIX}${status}`;
						},
					},
				),
				secondsFilter('filter_talk_time_from', 'Talk Time From'),
				secondsFilter('filter_talk_time_to', 'Talk Time To'),
				timeZoneFilter('timezone', 'Time Zone', { placeholder: 'e.g. America/New_York' }),
				secondsFilter('filter_wait_time_from', 'Wait Time From'),
				secondsFilter('filter_wait_time_to', 'Wait Time To'),
				idsFilter('widget_ids', 'Widget IDs', {
					placeholder: 'e.g. 123,456',
					description: 'Several with commas between them',
				}),
				textFilter('filter_url', 'Widget URL'),
			],
		},
	],
};
