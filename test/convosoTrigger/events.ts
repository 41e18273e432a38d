import type { EventFields } from '../../sandbox/convoso/connect';

/** One call that ended with a sale, with all that makes encodings stumble. */
export const sale: EventFields = {
	lead_id: '10001',
	first_name: 'Zoë "Zo" & Söhne',
	last_name: "O'Brien = {x}",
	phone_number: '05551234567',
	postal_code: '01234',
	status: 'SALE',
	list_id: '333',
	user_id: '0',
	email: 'null',
	notes: 'a=b&c=d, 100% + 5 [ok] {yes}\nsecond line',
	called_count: '3',
	call_log_id: '880001',
	call_date: '2026-03-01 10:00:00',
	call_type: 'OUTBOUND',
	length_in_sec: '61',
	campaign_id: '101',
	campaign_name: 'Solar West',
	policy_number: 'P-1',
	Größe: 'XL',
};

/** What the trigger makes of it. */
export const saleEvent = {
	event: null,
	lead: {
		id: '10001',
		first_name: 'Zoë "Zo" & Söhne',
		last_name: "O'Brien = {x}",
		phone_number: '05551234567',
		postal_code: '01234',
		status: 'SALE',
		list_id: '333',
		user_id: null,
		email: null,
		notes: 'a=b&c=d, 100% + 5 [ok] {yes}\nsecond line',
		called_count: 3,
	},
	call: {
		lead_id: '10001',
		first_name: 'Zoë "Zo" & Söhne',
		last_name: "O'Brien = {x}",
		phone_number: '05551234567',
		status: 'SALE',
		list_id: '333',
		user_id: null,
		call_log_id: '880001',
		call_date: '2026-03-01 10:00:00',
		call_type: 'OUTBOUND',
		length_in_sec: 61,
		campaign_id: '101',
		campaign_name: 'Solar West',
	},
	other: { policy_number: 'P-1', Größe: 'XL' },
};
