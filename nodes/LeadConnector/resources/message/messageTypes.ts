import type { INodePropertyOptions } from 'n8n-workflow';

const option = (value: string, name = value): INodePropertyOptions => ({ name, value });

/** The channels that a message can be sent through (SendMessageBodyDto; the same in every version). */
export const SEND_TYPES: INodePropertyOptions[] = [
	option('Custom', 'Custom (Own Provider)'),
	option('Email'),
	option('FB', 'Facebook'),
	option('IG', 'Instagram'),
	option('Live_Chat', 'Live Chat'),
	option('RCS'),
	option('SMS'),
	option('TIKTOK', 'TikTok'),
	option('WhatsApp'),
];

/** The kinds of message that can be added as received (ProcessMessageBodyDto; the same in every version). */
export const INBOUND_TYPES: INodePropertyOptions[] = [
	option('ALL_IN_ONE_CHAT', 'All-in-One Chat'),
	option('Call'),
	option('Campaign_Call', 'Campaign Call'),
	option('Campaign_VoiceMail', 'Campaign Voicemail'),
	option('Custom', 'Custom (Own Provider)'),
	option('Email'),
	option('FB', 'Facebook'),
	option('FORM_SUBMISSION', 'Form Submission'),
	option('GMB', 'Google Business Profile'),
	option('IG', 'Instagram'),
	option('IVR_Call', 'IVR Call'),
	option('Live_Chat', 'Live Chat'),
	option('RCS'),
	option('SMS'),
	option('TIKTOK', 'TikTok'),
	option('WebChat', 'Web Chat'),
	option('WhatsApp'),
];

/** What became of a call (CallDataDTO). */
export const CALL_STATUSES: INodePropertyOptions[] = [
	option('answered', 'Answered'),
	option('busy', 'Busy'),
	option('canceled', 'Canceled'),
	option('completed', 'Completed'),
	option('failed', 'Failed'),
	option('no-answer', 'No Answer'),
	option('pending', 'Pending'),
	option('voicemail', 'Voicemail'),
];

/** What became of a message (UpdateMessageStatusDto, SendMessageBodyDto). */
export const MESSAGE_STATUSES: INodePropertyOptions[] = [
	option('delivered', 'Delivered'),
	option('failed', 'Failed'),
	option('pending', 'Pending'),
	option('read', 'Read'),
];

/** What Get Many of messages can be narrowed to (its `type` parameter). */
export const FILTER_TYPES: INodePropertyOptions[] = [
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
	option('TYPE_INTERNAL_COMMENTS', 'Internal Comment'),
	option('TYPE_LIVE_CHAT', 'Live Chat'),
	option('TYPE_RCS', 'RCS'),
	option('TYPE_SMS', 'SMS'),
	option('TYPE_TIKTOK', 'TikTok'),
	option('TYPE_WHATSAPP', 'WhatsApp'),
];
