import type { IDataObject } from 'n8n-workflow';
import { z } from 'zod';

import { withCamelKeys } from '../../answer';
import { endReasonOf, enumValue, numberOf, SESSION_STATUS } from '../call/callStates';

/** Who says a message, by the server's number; its enumeration SenderRole (master of 2026-03-15). */
const SENDER_ROLE = ['System', 'Client', 'Agent'];

/** The same in the words of a transcript. */
const SPEAKER = ['System', 'Customer', 'Agent'];

const participantSchema = z.object({ audioUrl: z.string().nullish() }).passthrough();

const conversationSchema = z
	.object({
		id: z.string().min(1),
		queueId: z.string().nullish(),
		status: enumValue,
		endType: enumValue,
		clients: z.array(z.unknown()).nullish(),
		agents: z.array(z.unknown()).nullish(),
		messages: z.array(z.unknown()).nullish(),
	})
	.passthrough();

const messageSchema = z.object({ role: enumValue, content: z.string().nullish() }).passthrough();

/**
 * A conversation: what the server tells, with `transcript` as text and its numbers in words.
 *
 * @returns undefined when it is no conversation
 */
export function describeConversation(raw: unknown): IDataObject | undefined {
	const parsed = conversationSchema.safeParse(withCamelKeys(raw));
	if (!parsed.success) return undefined;
	const { clients, agents, messages, ...conversation } = parsed.data;
	const status = numberOf(conversation.status, SESSION_STATUS);
	const spoken = (messages ?? []).map(describeMessage);
	return {
		...(conversation as IDataObject),
		...(status === undefined ? {} : { conversationStatus: SESSION_STATUS[status] ?? null }),
		...endReasonOf(conversation.endType),
		...(messages ? { transcript: transcriptOf(spoken), messages: spoken } : {}),
		...(clients ? { clients: clients.map(describeParticipant) } : {}),
		...(agents ? { agents: agents.map(describeParticipant) } : {}),
	};
}

function describeMessage(raw: unknown): IDataObject {
	const message = messageSchema.safeParse(withCamelKeys(raw)).data ?? {};
	const role = numberOf(message.role, SENDER_ROLE);
	return {
		...(message as IDataObject),
		speaker: role === undefined ? null : (SPEAKER[role] ?? null),
	};
}

function describeParticipant(raw: unknown): IDataObject {
	return (participantSchema.safeParse(withCamelKeys(raw)).data ?? {}) as IDataObject;
}

/** What customer and agent said, a line each; the system's own messages are left out. */
function transcriptOf(messages: IDataObject[]): string {
	return messages
		.filter(({ speaker, content }) => content && speaker !== 'System')
		.map(({ speaker, content }) => `${String(speaker ?? 'Unknown')}: ${String(content)}`)
		.join('\n');
}
