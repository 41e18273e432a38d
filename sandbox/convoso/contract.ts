import { z } from 'zod';

/** What each endpoint takes. Everything arrives as text in a form; anything else than what stands here is refused. */
const id = z.string().regex(/^\d+$/);
const flag = z.enum(['0', '1']);
const text = z.string().min(1);
const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
const moment = z.string().regex(/^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}$/);
const dayOrMoment = z.union([day, moment]);
const digits = z.string().regex(/^\d+$/);
const whole = (min: number, max: number) =>
	z
		.string()
		.regex(/^\d+$/)
		.refine((value) => Number(value) >= min && Number(value) <= max);

const optional = <T extends z.ZodRawShape>(shape: T) => z.object(shape).partial().shape;

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
			check_dup: whole(0, 4),
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
			update_order_by_last_called_time: z.enum(['ASC', 'DESC']),
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
	'/lists/search': z.object({ ...token, status: flag, ...optional({ id, campaign_id: id }) }),
	'/campaigns/search': z.object(token),
	'/status/search': z.object({ ...token, query: z.string() }),
	'/users/search': z.object({
		...token,
		...optional({ user: text, offset: digits, limit: digits }),
	}),
} as const;

export type Path = keyof typeof contracts;
