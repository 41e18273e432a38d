import { returnAllFields } from '../../../shared/describe';
import { choice, collection, filters, id, number, text } from '../../../shared/fields';
import type { Operation } from '../../../shared/operation';
import { asPage } from '../../answer';
import { flag, moment, phoneNumber, picked } from '../../fields';
import { DATE_FORM, OTHER_CAMPAIGN, OTHER_LIST, OTHER_USER } from '../../hints';
import { searchRouting } from '../../routing';
import { dateWindows } from './dateWindows';

const OTHER_QUEUE = "Choose another 'Queue': this one does not exist in the account.";

/** POST /log/retrieve (Call Log Retrieve help article). */
export const retrieve: Operation = {
	isRead: true,
	simple: [
		'id',
		'lead_id',
		'call_date',
		'call_length',
		'first_name',
		'last_name',
		'phone_number',
		'status',
		'user',
		'recording',
	],
	advice: {
		6002: OTHER_LIST,
		6004: OTHER_CAMPAIGN,
		6006: OTHER_USER,
		6026: OTHER_CAMPAIGN,
		6030: OTHER_QUEUE,
		6031: DATE_FORM,
		6041: OTHER_QUEUE,
		6042: OTHER_LIST,
		6050: "Choose another 'Status': this one does not exist in the account.",
	},
	option: {
		name: 'Retrieve',
		value: 'retrieve',
		action: 'Retrieve call log',
		description: 'List calls, with the addresses of their recordings if wanted',
		routing: searchRouting('/log/retrieve', dateWindows, asPage),
	},
	fields: [
		...returnAllFields,
		filters([
			id('id', 'Call Log ID'),
			choice('call_type', 'Call Type', [
				{ name: '3-Way', value: '3WAY' },
				{ name: 'Inbound', value: 'INBOUND' },
				{ name: 'Manual', value: 'MANUAL' },
				{ name: 'Outbound', value: 'OUTBOUND' },
			]),
			number(
				'called_count',
				'Called Count',
				{ min: 0, max: 1_000_000 },
				{ description: 'How often the lead has been called' },
			),
			picked('campaign_id', 'Campaign', 'searchCampaigns'),
			text('first_name', 'First Name'),
			text('last_name', 'Last Name'),
			id('lead_id', 'Lead ID'),
			picked('list_id', 'List', 'searchAllLists'),
			phoneNumber('number_dialed', 'Number Dialed'),
			phoneNumber('phone_number', 'Phone Number'),
			picked('queue_id', 'Queue', 'searchQueues'),
			moment('start_time', 'Since', {
				description: 'When left out, Convoso starts at midnight of today in account time',
			}),
			picked('status', 'Status', 'searchStatuses'),
			moment('end_time', 'Until', {
				description: 'When left out, Convoso ends with today in account time',
			}),
			picked('user_id', 'User', 'searchUsers'),
		]),
		collection('Options', 'options', 'Add option', [
			flag(
				'include_recordings',
				'Include Recordings',
				'Whether each call comes with its recordings and their addresses',
			),
			choice(
				'order',
				'Order',
				[
					{ name: 'Newest First', value: 'DESC' },
					{ name: 'Oldest First', value: 'ASC' },
				],
				{ description: 'Order by the date of the call' },
			),
		]),
	],
};
