import snakeCase from 'lodash/snakeCase';

import { choice, choices, collection, id, number, text } from '../../../shared/fields';
import type { Operation } from '../../../shared/operation';
import { asRecord, keepSent } from '../../answer';
import { flag, mainPhone, picked } from '../../fields';
import { post } from '../../routing';
import { customFields, leadAdvice, leadFields } from './leadFields';

/** How Convoso is to insert. */
const options = [
	text('blueinkdigital_token', 'Blue Ink Digital Token', {
		typeOptions: { password: true },
		description: 'Token to fetch the phone of the lead from Blue Ink Digital',
	}),
	choice(
		'check_dup',
		'Check Duplicates',
		[
			{ name: 'No Check', value: 0 },
			{ name: 'In the Entire Account', value: 1 },
			{ name: 'In This List', value: 2 },
			{ name: 'In the Campaign of This List', value: 3 },
			{ name: 'Level 4 (Meaning Depends on the Account)', value: 4 },
		],
		{
			description:
				'Where to look for a lead with the same phone number. A duplicate is refused. Settings of the account may override it.',
		},
	),
	flag(
		'check_dnc',
		'Check DNC',
		'Whether to check the do-not-call list. It has an effect where the campaign dials hopper leads at once.',
	),
	flag(
		'check_dup_archive',
		'Check Duplicates in Archive',
		'Whether to check archived leads too, in the whole account. Needs Check Duplicates.',
	),
	flag('check_dup_list', 'Check Duplicates in List', 'Whether to check for duplicates in the list'),
	flag('check_wireless', 'Check Wireless', 'Whether to check the list of wireless numbers'),
	flag(
		'filter_phone_code',
		'Filter Phone Code',
		'Whether Convoso takes the country code off the phone number and puts it into the phone code',
	),
	flag(
		'hopper',
		'Hopper',
		'Whether to put the lead into the hopper, so that it is dialled at once',
	),
	number(
		'hopper_expires_in',
		'Hopper Expires In (Minutes)',
		{ min: 1, max: 300 },
		{ default: 60, description: 'Minutes until the lead leaves the hopper, at most 300' },
	),
	number(
		'hopper_priority',
		'Hopper Priority',
		{ min: 0, max: 99 },
		{ default: 99, description: 'From 0 to 99; 99 is dialled first' },
	),
	id('lead_id', 'Lead ID', {
		description: 'Lead to update when Update If Found is on',
	}),
	choices(
		'reject_by_carrier_type',
		'Reject by Carrier Type',
		[
			{ name: 'Landline', value: 'LANDLINE' },
			{ name: 'Mobile', value: 'MOBILE' },
			{ name: 'VoIP', value: 'VOIP' },
		],
		{ description: 'Kinds of phone line that are not accepted' },
	),
	picked('search_campaign_id', 'Search Campaign', 'searchCampaigns', {
		description: 'Campaign in which Update If Found looks for the lead',
	}),
	picked('search_list_id', 'Search List', 'searchLists', {
		description:
			'List in which Update If Found looks for the lead. It goes before Search Campaign.',
	}),
	flag(
		'update_if_found',
		'Update If Found',
		'Whether to update the lead that has this phone number or lead ID instead of adding another',
	),
	choice(
		'update_order_by_last_called_time',
		'Update Order by Last Called Time',
		[
			{ name: 'Called Longest Ago', value: 'ASC' },
			{ name: 'Called Last', value: 'DESC' },
		],
		{ default: 'DESC', description: 'Which lead Update If Found takes when there are several' },
	),
];

/** POST /leads/insert (Lead Insert help article). */
export const insert: Operation = {
	warns: 'may call a real person',
	sendsOnce: true,
	noun: 'lead',
	advice: {
		...leadAdvice,
		6007: "Fill in 'List' and 'Phone Number'.",
		6009: "A lead with this 'Phone Number' is in the account already. Lower 'Check Duplicates', or turn on 'Update If Found'.",
	},
	option: {
		name: 'Insert',
		value: 'insert',
		action: 'Insert lead',
		description: 'Add a lead to a list. It may be called at once: a real person is dialled.',
		routing: post('/leads/insert', asRecord('lead_id', true)),
	},
	fields: [
		picked('list_id', 'List', 'searchLists', {
			required: true,
			description: 'The list the lead is added to',
		}),
		mainPhone({ required: true, description: 'In any form, without extension' }),
		collection('Lead Fields', 'leadFields', 'Add field', leadFields),
		customFields,
		collection('Options', 'options', 'Add option', options),
	],
	finish: [keepSent(options.map(({ name }) => snakeCase(name)))],
};
