import { z } from 'zod';

import { day, digits, text } from '../kit/contract';

// What each endpoint takes. Everything arrives as text; anything else than what stands here is refused.

/** With country code, or local; punctuation is refused, since nothing says that Convolo takes it. */
const phone = z.string().regex(/^(\+[1-9]\d{6,14}|\d{4,15})$/);

const keys = { widget_key: text, api_key: text };

const statuses = [
	'NO_ANSWER',
	'OPERATOR_ANSWERED',
	'CLIENT_ANSWERED',
	'FAILED',
	'PENDING',
	'INITIATED',
	'ON_DEMAND',
	'FUTURE',
	'DONE',
	'PROCESSED',
] as const;

/** add_call_api: known names, `lc_param_<name>`, and of an agent `lc_param_agent<number>name` and `…phone`, or one of them. */
export const startContract = z
	.object({
		...keys,
		lc_number: phone,
		lc_number_2: phone.optional(),
		lc_message: text.optional(),
		country: z
			.string()
			.regex(/^[A-Z]{2}$/)
			.optional(),
	})
	.catchall(z.string())
	.superRefine((body, context) => {
		const refuse = (path: string, message: string) =>
			context.addIssue({ code: 'custom', path: [path], message });
		const names = Object.keys(body).filter(
			(name) =>
				!['widget_key', 'api_key', 'lc_number', 'lc_number_2', 'lc_message', 'country'].includes(
					name,
				),
		);
		for (const name of names) {
			if (!/^lc_param_[A-Za-z0-9_]{1,20}$/.test(name)) refuse(name, 'unknown parameter');
			const isAgentPhone = /^lc_param_agent\d+phone$/i.test(name);
			if (isAgentPhone && !phone.safeParse(body[name]).success) refuse(name, 'no phone');
		}
		if (new Set(names.map((name) => name.toLowerCase())).size < names.length) {
			refuse('lc_param_', 'the same name twice');
		}
	});

export const customParamsContract = z.object(keys).strict();

export const callListContract = z
	.object({
		date_from: day,
		date_to: day,
		widget_ids: z.string().regex(/^\d+(,\d+)*$/),
		max_calls: z
			.string()
			.regex(/^\d+$/)
			.refine((value) => Number(value) >= 1 && Number(value) <= 500),
		page: z.string().regex(/^[1-9]\d*$/),
		search_string: text,
		status: z.enum(statuses.map((status) => `CallStatusType.${status}`) as [string, ...string[]]),
		filter_url: text,
		filter_referer: text,
		filter_lead_number: text,
		filter_agent: text,
		filter_answer_time_from: digits,
		filter_answer_time_to: digits,
		filter_talk_time_from: digits,
		filter_talk_time_to: digits,
		filter_wait_time_from: digits,
		filter_wait_time_to: digits,
		filter_disconnected_by: z.enum(['agent', 'lead', 'none']),
		timezone: text,
		/** The older host of the reports takes the key here. */
		'api-key': text,
	})
	.partial()
	.strict();
