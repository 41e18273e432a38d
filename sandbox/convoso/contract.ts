import { z } from 'zod';

import { day, digits, optional, text } from '../kit/contract';

// What each endpoint takes. Everything arrives as text, in a form or a query; anything else than what stands here is refused.
// Where the vendor's documents and the published clients write one thing in several ways, all of them are taken, and read as one.

const id = digits;

/** Text that is read whatever its case. */
const anyCase = <T extends [string, ...string[]]>(...values: T) =>
	z.preprocess(
		(value) => values.find((one) => one.toLowerCase() === String(value).toLowerCase()) ?? value,
		z.enum(values),
	);

/** Convoso writes 1 and 0, JavaScript clients true and false. */
const flag = z
	.enum(['0', '1', 'true', 'false'])
	.transform((value) => (value === '1' || value === 'true' ? '1' : '0'));
const moment = z.string().regex(/^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}$/);
const dayOrMoment = z.union([day, moment]);
const whole = (min: number, max: number) =>
	z
		.string()
		.regex(/^\d+$/)
		.refine((value) => Number(value) >= min && Number(value) <= max);

const leadText = {
	status: text,
	created_by: id,
	last_modified_by: id,
	owner_id: id,
	first_name: text,
	last_name: text,
	email: text,
	alt_phone_1: digits,
	alt_phone_2: digits,
	address1: text,
	address2: text,
	city: text,
	state: text,
	province: text,
	postal_code: text,
	country: text,
	gender: text,
	date_of_birth: day,
};

/** Fields of the simulated account beyond the standard ones. */
const accountFields = {
	notes: text,
	std_company_name: text,
	std_consumer_number: text,
	std_account_number: text,
	monthly_revenue: text,
	annual_revenue: text,
	title: text,
	business_name: text,
	dba: text,
	industry: text,
	start_date: day,
};

const token = { auth_token: text };

const ids = z.string().regex(/^\d+(,\d+)*$/);
const emails = z.string().regex(/^[^@\s,]+@[^@\s,]+(,[^@\s,]+@[^@\s,]+)*$/);
const yesNo = z.enum(['Y', 'N']);
const meanings = {
	final: yesNo,
	reached: yesNo,
	success: yesNo,
	dnc: yesNo,
	callback: yesNo,
	contact: yesNo,
	voicemail: yesNo,
};

const order = anyCase('ASC', 'DESC');
const recipient = anyCase('system', 'personal');
const dismissed = anyCase('dismissed');
/** A number of hours: -7.00, or -7 as a client writes that number. */
const timeZone = z.string().regex(/^[+-]?\d{1,2}(\.\d{1,2})?$/);
const halfDayTime = z.string().regex(/^\d{4}-\d{2}-\d{2} (0[1-9]|1[0-2]):[0-5]\d (AM|PM)$/);
const callbackTime = z.union([halfDayTime, moment]);

const number = {
	phone_number: digits,
	phone_code: digits,
	/** 0 is all campaigns, -1 the purpose type. */
	campaign_id: z.string().regex(/^(\d+|-1)$/),
};
const blockedInsert = z.object({
	...token,
	...number,
	...optional({ reason: text, purpose: text }),
});
const blockedUpdate = z.object({
	...token,
	id,
	...optional({ ...number, reason: text, purpose: text }),
});
const blockedSearch = z.object({
	...token,
	...optional({
		id,
		...number,
		insert_date: dayOrMoment,
		reason: text,
		purpose: text,
		offset: digits,
		limit: digits,
	}),
});

const agents = z.object({
	...token,
	...optional({ campaign_id: ids, queue_id: ids, user_id: ids, filter_by_skill_options: text }),
});

export const contracts = {
	'/leads/insert': z.object({
		...token,
		...optional({
			list_id: id,
			phone_number: digits,
			phone_code: digits,
			...leadText,
			...accountFields,
			hopper: flag,
			hopper_priority: whole(0, 99),
			hopper_expires_in: whole(1, 300),
			update_if_found: flag,
			check_dup: z.union([whole(0, 4), flag]),
			check_dup_list: flag,
			check_dup_archive: flag,
			check_dnc: flag,
			check_wireless: flag,
			filter_phone_code: flag,
			blueinkdigital_token: text,
			reject_by_carrier_type: z
				.string()
				.regex(/^(MOBILE|VOIP|LANDLINE)(,(MOBILE|VOIP|LANDLINE))*$/),
			search_campaign_id: id,
			search_list_id: id,
			update_order_by_last_called_time: order,
			lead_id: id,
		}),
	}),
	'/leads/update': z.object({
		...token,
		lead_id: text,
		...optional({
			list_id: id,
			phone_number: digits,
			phone_code: digits,
			...leadText,
			...accountFields,
		}),
	}),
	'/leads/delete': z.object({ ...token, lead_id: text }),
	'/leads/search': z.object({
		...token,
		...optional({
			lead_id: id,
			list_id: id,
			user_id: id,
			...leadText,
			phone_number: digits,
			created_at_start_date: dayOrMoment,
			created_at_end_date: dayOrMoment,
			updated_at_start_date: dayOrMoment,
			updated_at_end_date: dayOrMoment,
			std_company_name: text,
			std_consumer_number: text,
			std_account_number: text,
			changed_at_start_date: dayOrMoment,
			changed_at_end_date: dayOrMoment,
			deleted_at_start: dayOrMoment,
			deleted_at_end: dayOrMoment,
			archived_at_start: dayOrMoment,
			archived_at_end: dayOrMoment,
			last_call_start_date: dayOrMoment,
			last_call_end_date: dayOrMoment,
			offset: digits,
			limit: digits,
		}),
	}),
	'/leads/get-recordings': z.object({
		...token,
		lead_id: text,
		...optional({ start_time: moment, end_time: moment, offset: digits, limit: digits }),
	}),
	'/lists/insert': z.object({
		...token,
		name: text,
		campaign_id: id,
		...optional({ description: z.string().max(255), status: flag }),
	}),
	'/lists/update': z.object({
		...token,
		list_id: id,
		...optional({ name: text, campaign_id: id, description: z.string().max(255), status: flag }),
	}),
	'/lists/delete': z.object({ ...token, list_id: id }),
	'/lists/search': z.object({ ...token, ...optional({ status: flag, id, campaign_id: id }) }),
	'/campaigns/search': z.object(token),
	'/campaigns/status': z.object({ ...token, campaign_id: id, status: flag }),
	'/log/retrieve': z.object({
		...token,
		...optional({
			id,
			lead_id: id,
			campaign_id: id,
			queue_id: id,
			list_id: id,
			user_id: id,
			status: text,
			phone_number: digits,
			number_dialed: digits,
			first_name: text,
			last_name: text,
			called_count: digits,
			call_type: z.enum(['INBOUND', 'OUTBOUND', 'MANUAL', '3WAY']),
			start_time: moment,
			end_time: moment,
			order,
			include_recordings: flag,
			offset: digits,
			limit: digits,
		}),
	}),
	'/log/update': z.object({
		...token,
		call_log_id: id,
		...optional({ extra_field_01: text, extra_field_02: text }),
	}),
	'/revenue/update': z.object({
		...token,
		call_log_id: id,
		...optional({ revenue: z.string().regex(/^-?\d+(\.\d+)?$/), return: flag }),
	}),
	'/users/search': z.object({
		...token,
		...optional({ user: text, offset: digits, limit: digits }),
	}),
	'/users/recordings': z.object({
		...token,
		user: emails,
		...optional({ start_time: moment, end_time: moment, offset: digits, limit: digits }),
	}),
	'/status/search': z.object({ ...token, query: z.string() }),
	'/status/insert': z.object({
		...token,
		status: text,
		name: text,
		...meanings,
		...optional({ hex_color: text }),
	}),
	'/status/update': z.object({
		...token,
		status: text,
		...optional({ name: text, ...meanings, hex_color: text }),
	}),
	'/dnc/search': blockedSearch,
	'/dnc/insert': blockedInsert,
	'/dnc/update': blockedUpdate,
	'/dnc/delete': z.object({
		...token,
		...number,
		...optional({ update_lead_status: flag, lead_status: text }),
	}),
	'/sms-opt-out/search': blockedSearch.extend(optional({ Reason: text, Purpose: text })),
	'/sms-opt-out/insert': blockedInsert,
	'/sms-opt-out/update': blockedUpdate,
	'/callbacks/search': z.object({
		...token,
		...optional({
			start_date: day,
			end_date: day,
			campaign_id: id,
			comments: text,
			account_id: text,
			id,
			lead_id: id,
			list_id: id,
			user_id: id,
			recipient,
			stage: z
				.enum(['PENDING', 'DISMISSED', 'COMPLETED', 'MISSED', 'PASTDUE', 'PAST_DUE'])
				.transform((stage) => (stage === 'PAST_DUE' ? 'PASTDUE' : stage)),
			offset: digits,
			limit: digits,
		}),
	}),
	'/callbacks/insert': z.object({
		...token,
		lead_id: id,
		recipient,
		callback_time_zone: timeZone,
		callback_time: callbackTime,
		...optional({ user_id: id, comments: text }),
	}),
	'/callbacks/update': z.object({
		...token,
		callback_id: id,
		...optional({
			user_id: id,
			recipient,
			comments: text,
			callback_time_zone: timeZone,
			callback_time: callbackTime,
			callback_status: dismissed,
			status: dismissed,
		}),
	}),
	'/callbacks/delete': z.object({ ...token, callback_id: id }),
	'/agent-monitor/search': agents,
	'/agent-monitor/logout': z.object({ ...token, user_id: id }),
	'/agent-performance/search': z.object({
		...token,
		...optional({
			date_start: day,
			date_end: day,
			campaign_ids: ids,
			list_ids: ids,
			queue_ids: ids,
			user_ids: ids,
			status_ids: z.string().regex(/^\w+(,\w+)*$/),
		}),
	}),
	'/agent-productivity/search': z.object({
		...token,
		...optional({
			date_start: day,
			date_end: day,
			campaign_id: id,
			agent_emails: emails,
			offset: digits,
			limit: digits,
		}),
	}),
	'/user-activity/search': agents,
	'/lead-validation/search': z.object({
		...token,
		criteria_key: text,
		phone_number: digits,
		...optional({ state: text, postal_code: text }),
	}),
	'/lead-post-validation/insert': z.object({
		...token,
		criteria_key: text,
		phone_number: digits,
		...optional({ phone_code: digits, ...leadText, ...accountFields }),
	}),
} as const;

export type Path = keyof typeof contracts;
