import type { IDataObject } from 'n8n-workflow';
import { z } from 'zod';

import { camelObject, withCamelKeys } from './answer';
import { endReasonOf, enumValue, idValue, numberOf, SESSION_STATUS } from './callStates';
import type { Listed } from './lists';

/** Who says a message, by the server's number; its enumeration SenderRole (master of 2026-03-15). */
const SENDER_ROLE = ['System', 'Client', 'Agent'];

/** The same in the words of a transcript. */
const SPEAKER = ['System', 'Customer', 'Agent'];

const parts = z.array(z.unknown()).nullish();

const conversationSchema = camelObject({
	id: idValue,
	status: enumValue,
	endType: enumValue,
	clients: parts,
	agents: parts,
	messages: parts,
});

const messageSchema = camelObject({ role: enumValue });

/** A conversation: what the server tells, with `transcript` as text and its numbers in words. */
export const conversationRecord: Listed = {
	id: 'id',
	marks: ['status', 'startTime', 'messages'],
	describe: (raw) => {
		const parsed = conversationSchema.safeParse(raw);
		if (!parsed.success) return undefined;
		const { clients, agents, messages, ...told } = parsed.data;
		const status = numberOf(told.status, SESSION_STATUS);
		const spoken = (messages ?? []).map(describeMessage);
		return {
			...(told as IDataObject),
			...(status === undefined ? {} : { conversationStatus: SESSION_STATUS[status] ?? null }),
			...endReasonOf(told.endType),
			...(messages ? { transcript: transcriptOf(spoken), messages: spoken } : {}),
			...(clients ? { clients: clients.map(describeParticipant) } : {}),
			...(agents ? { agents: agents.map(describeParticipant) } : {}),
		};
	},
};

function describeMessage(raw: unknown): IDataObject {
	const message = messageSchema.safeParse(raw).data ?? { content: raw };
	const role = numberOf(message.role, SENDER_ROLE);
	return {
		...(message as IDataObject),
		speaker: role === undefined ? null : (SPEAKER[role] ?? null),
	};
}

function describeParticipant(raw: unknown): IDataObject {
	return typeof raw === 'object' && raw !== null
		? (withCamelKeys(raw) as IDataObject)
		: { value: String(raw) };
}

/** What customer and agent said, a line each; the system's own messages are left out. */
function transcriptOf(messages: IDataObject[]): string {
	return messages
		.filter(({ speaker, content }) => content && speaker !== 'System')
		.map(({ speaker, content }) => `${String(speaker ?? 'Unknown')}: ${String(content)}`)
		.join('\n');
}
