import type { INodePropertyOptions } from 'n8n-workflow';

import { option } from '../../messageTypes';

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
