import type { INodePropertyOptions } from 'n8n-workflow';

import { byName } from '../shared/words';

/** An entry of a menu, by the vendor's own word where that can be read. */
export const option = (value: string, name = value): INodePropertyOptions => ({ name, value });

/** Which way a message went. */
export const DIRECTIONS = [option('inbound', 'Inbound'), option('outbound', 'Outbound')];

export const NEWEST_FIRST = [option('desc', 'Newest First'), option('asc', 'Oldest First')];

const menu = (...options: INodePropertyOptions[]) => byName(options, ({ name }) => name);

/** The kinds of message that messages and conversations alike can be found by. */
const COMMON = [
	option('TYPE_ACTIVITY_APPOINTMENT', 'Activity: Appointment'),
	option('TYPE_ACTIVITY_CONTACT', 'Activity: Contact'),
	option('TYPE_ACTIVITY_EMPLOYEE_ACTION_LOG', 'Activity: Employee Action Log'),
	option('TYPE_ACTIVITY_INVOICE', 'Activity: Invoice'),
	option('TYPE_ACTIVITY_OPPORTUNITY', 'Activity: Opportunity'),
	option('TYPE_ACTIVITY_PAYMENT', 'Activity: Payment'),
	option('TYPE_ACTIVITY_WHATSAPP', 'Activity: WhatsApp'),
	option('TYPE_CALL', 'Call'),
	option('TYPE_EMAIL', 'Email'),
	option('TYPE_FACEBOOK', 'Facebook'),
	option('TYPE_FORM_SUBMISSION', 'Form Submission'),
	option('TYPE_GMB', 'Google Business Profile'),
	option('TYPE_INSTAGRAM', 'Instagram'),
	option('TYPE_LIVE_CHAT', 'Live Chat'),
	option('TYPE_RCS', 'RCS'),
	option('TYPE_SMS', 'SMS'),
	option('TYPE_TIKTOK', 'TikTok'),
	option('TYPE_WHATSAPP', 'WhatsApp'),
];

/** What Get Many of messages can be narrowed to (its `type` parameter). */
export const FILTER_TYPES = menu(...COMMON, option('TYPE_INTERNAL_COMMENTS', 'Internal Comment'));

/** The kinds of message that conversations can be found by (the filter of the conversation search, 42 of them). */
export const LAST_MESSAGE_TYPES = menu(
	...COMMON,
	option('TYPE_CAMPAIGN_CALL', 'Campaign: Call'),
	option('TYPE_CAMPAIGN_EMAIL', 'Campaign: Email'),
	option('TYPE_CAMPAIGN_FACEBOOK', 'Campaign: Facebook'),
	option('TYPE_CAMPAIGN_GMB', 'Campaign: Google Business Profile'),
	option('TYPE_CAMPAIGN_MANUAL_CALL', 'Campaign: Manual Call'),
	option('TYPE_CAMPAIGN_MANUAL_SMS', 'Campaign: Manual SMS'),
	option('TYPE_CAMPAIGN_SMS', 'Campaign: SMS'),
	option('TYPE_CAMPAIGN_VOICEMAIL', 'Campaign: Voicemail'),
	option('TYPE_CUSTOM_CALL', 'Custom: Call'),
	option('TYPE_CUSTOM_EMAIL', 'Custom: Email'),
	option('TYPE_CUSTOM_PROVIDER_EMAIL', 'Custom: Provider Email'),
	option('TYPE_CUSTOM_PROVIDER_SMS', 'Custom: Provider SMS'),
	option('TYPE_CUSTOM_SMS', 'Custom: SMS'),
	option('TYPE_FACEBOOK_COMMENT', 'Facebook Comment'),
	option('TYPE_INSTAGRAM_COMMENT', 'Instagram Comment'),
	option('TYPE_INTERNAL_COMMENT', 'Internal Comment'),
	option('TYPE_IVR_CALL', 'IVR Call'),
	option('TYPE_LIVE_CHAT_INFO_MESSAGE', 'Live Chat Info Message'),
	option('TYPE_REVIEW', 'Review'),
	option('TYPE_SMS_NO_SHOW_REQUEST', 'SMS No Show Request'),
	option('TYPE_SMS_REACTION', 'SMS Reaction'),
	option('TYPE_SMS_REVIEW_REQUEST', 'SMS Review Request'),
	option('TYPE_TIKTOK_COMMENT', 'TikTok Comment'),
	option('TYPE_WEBCHAT', 'Web Chat'),
);
