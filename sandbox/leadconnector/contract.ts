import { z } from 'zod';

import { digits as queryNumber, optional, text } from '../kit/contract';

// What each endpoint takes; anything else than what stands here is refused.

export const id = z.string().regex(/^[A-Za-z0-9]{10,30}$/);
export const phone = z.string().regex(/^\+[1-9]\d{6,14}$/, 'must be a phone number in E.164 form');
const isoDate = z.string().datetime();
const url = z.string().url();
export const email = z.string().email();

const callData = z
	.object({
		to: phone,
		from: phone,
		status: z.enum([
			'pending',
			'completed',
			'answered',
			'busy',
			'no-answer',
			'failed',
			'canceled',
			'voicemail',
		]),
	})
	.partial()
	.strict();

const status = z.enum(['delivered', 'failed', 'pending', 'read']);

const lastMessageTypes = z.string().regex(/^TYPE_[A-Z_]+$/);

export const outbound = z
	.object({
		type: z.enum(['Call']),
		conversationId: id,
		conversationProviderId: text.optional(),
		...optional({
			altId: text,
			date: isoDate,
			attachments: z.array(url).min(1),
			call: callData,
		}),
	})
	.strict();

export const inbound = z
	.object({
		type: z.enum([
			'SMS',
			'RCS',
			'Email',
			'WhatsApp',
			'GMB',
			'IG',
			'FB',
			'Custom',
			'WebChat',
			'Live_Chat',
			'Call',
			'IVR_Call',
			'Campaign_Call',
			'Campaign_VoiceMail',
			'TIKTOK',
			'ALL_IN_ONE_CHAT',
			'FORM_SUBMISSION',
		]),
		...optional({
			conversationId: id,
			contactId: id,
			conversationProviderId: text,
			message: text,
			html: text,
			subject: text,
			emailFrom: email,
			emailTo: email,
			emailCc: z.array(email),
			emailBcc: z.array(email),
			emailMessageId: text,
			altId: text,
			direction: z.enum(['inbound', 'outbound']),
			date: isoDate,
			attachments: z.array(url),
			call: callData,
		}),
	})
	.strict();

export const send = z
	.object({
		type: z.enum(['SMS', 'RCS', 'Email', 'WhatsApp', 'IG', 'FB', 'Custom', 'Live_Chat', 'TIKTOK']),
		contactId: id,
		...optional({
			subType: text,
			appointmentId: text,
			attachments: z.array(url),
			emailFrom: email,
			emailCc: z.array(email),
			emailBcc: z.array(email),
			html: text,
			message: text,
			subject: text,
			replyMessageId: text,
			templateId: text,
			threadId: text,
			scheduledTimestamp: z.number().int().max(99_999_999_999, 'must be in seconds'),
			conversationProviderId: text,
			emailTo: email,
			customSubtypeId: text,
			emailReplyMode: z.enum(['reply', 'reply_all']),
			fromNumber: phone,
			toNumber: phone,
			status,
			usesNativeSchedulingAi: z.boolean(),
			optimizationPeriod: z.enum(['24h', '48h', '72h']),
			forward: z
				.object({
					isForwarded: z.boolean(),
					...optional({
						forwardWholeThread: z.boolean(),
						messageId: text,
						emailMessageId: text,
						sourceContactId: text,
						sourceConversationId: text,
						toEmail: email,
						recipientContactId: text,
						recipientConversationId: text,
					}),
				})
				.strict(),
		}),
	})
	.strict();

export const updateStatus = z
	.object({
		status,
		...optional({
			error: z.object({ code: text, type: text, message: text }).strict(),
			emailMessageId: text,
			recipients: z.array(email),
		}),
	})
	.strict();

export const attachments = z.object({ attachments: z.array(url).min(1).max(5) }).strict();

export const createConversation = z.object({ locationId: id, contactId: id }).strict();

export const updateConversation = z
	.object({
		locationId: id,
		...optional({
			unreadCount: z.number().int().min(0),
			starred: z.boolean(),
			// The first description has an object, v3 a text.
			feedback: z.union([z.record(z.unknown()), z.enum(['positive', 'negative'])]),
		}),
	})
	.strict();

export const searchConversations = z
	.object({
		locationId: id,
		...optional({
			contactId: id,
			assignedTo: text,
			followers: text,
			mentions: text,
			query: text,
			sort: z.enum(['asc', 'desc']),
			sortBy: z.enum([
				'last_manual_message_date',
				'last_message_date',
				'score_profile',
				'overdue_at',
				'due_at',
			]),
			sortScoreProfile: id,
			scoreProfile: id,
			scoreProfileMin: queryNumber,
			scoreProfileMax: queryNumber,
			id,
			startAfterDate: queryNumber,
			limit: queryNumber,
			lastMessageType: lastMessageTypes,
			lastMessageAction: z.enum(['automated', 'manual']),
			lastMessageDirection: z.enum(['inbound', 'outbound']),
			status: z.enum(['all', 'read', 'unread', 'starred', 'recents']),
			startDate: queryNumber,
			endDate: queryNumber,
		}),
	})
	.strict();

export const messagesQuery = z
	.object({
		lastMessageId: id,
		limit: queryNumber,
		type: z.string().regex(/^TYPE_[A-Z_]+(,TYPE_[A-Z_]+)*$/),
	})
	.partial()
	.strict();

export const exportQuery = z
	.object({
		locationId: id,
		...optional({
			limit: z.coerce.number().int().min(10).max(500),
			cursor: text,
			sortBy: z.enum(['createdAt', 'updatedAt']),
			sortOrder: z.enum(['asc', 'desc']),
			conversationId: id,
			contactId: id,
			channel: z.enum(['Call', 'SMS', 'Email', 'WhatsApp', 'Instagram', 'Facebook']),
			startDate: isoDate,
			endDate: isoDate,
		}),
	})
	.strict();

export const uploadFields = z
	.object({
		conversationId: id,
		locationId: id,
		...optional({
			contactId: id,
			attachmentUrls: z.union([url, z.array(url)]),
			// One address alone is a text to the server; with this name it is a list, as the description wants it.
			'attachmentUrls[]': z.union([url, z.array(url)]),
			chatServiceSid: text,
			isGroupSms: z.enum(['true', 'false']),
		}),
	})
	.strict();

export const usersQuery = z.object({ locationId: id }).strict();

export const numbersQuery = z
	.object({ pageSize: queryNumber, page: queryNumber })
	.partial()
	.strict();
