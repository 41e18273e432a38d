import type {
	IExecuteSingleFunctions,
	INodeProperties,
	NodeApiError,
	PreSendAction,
} from 'n8n-workflow';
import { isResourceLocatorValue } from 'n8n-workflow';
import { z } from 'zod';

import { clock } from '../../shared/clock';
import { apiError, invalidInput } from '../../shared/errors';
import { bodyOf } from '../../shared/send';
import { credentialOf, locationOf } from './account';
import { lookUp } from './answer';
import { contactIdFor } from './contact';

const PARAMETER = 'Conversation';

/** How long a conversation found for a contact is remembered, in ms: longer than the vendor's search lags behind. */
const KEEP_MS = 60_000;

/** Pauses before searching again for a conversation that the vendor says exists, in ms. */
const SEARCH_AGAIN_MS = [500, 1500, 3000];

interface Known {
	since: number;
	id: Promise<string>;
}

/** By account and contact, so that items that name the same contact at the same time wait for one creation. */
const known = new Map<string, Known>();

const foundSchema = z.object({
	conversations: z.array(z.object({ id: z.string(), contactId: z.string() }).passthrough()),
});

const createdSchema = z.union([
	z
		.object({ conversation: z.object({ id: z.string() }) })
		.transform((body) => body.conversation.id),
	z.object({ id: z.string() }).transform(({ id }) => id),
]);

/** The conversation that a node is about: picked, typed, or that of a contact. */
export function conversationField(extra: Partial<INodeProperties> = {}): INodeProperties {
	return {
		displayName: PARAMETER,
		name: 'conversationId',
		type: 'resourceLocator',
		default: { mode: 'list', value: '' },
		required: true,
		modes: [
			{
				displayName: 'From List',
				name: 'list',
				type: 'list',
				typeOptions: { searchListMethod: 'searchConversations', searchable: true },
			},
			{
				displayName: 'By Contact',
				name: 'contact',
				type: 'string',
				placeholder: 'e.g. +1 503 708 1210',
				hint: 'Contact ID, phone number with country code, or email',
			},
			{
				displayName: 'By ID',
				name: 'id',
				type: 'string',
				placeholder: 'e.g. ve9EPM428h8vShlRW1KT',
			},
		],
		...extra,
	};
}

/** A conversation, and its contact where the user named that. */
export interface Named {
	conversationId: string;
	contactId?: string;
}

/**
 * The conversation that the parameter names.
 *
 * @param mayCreate whether a contact without one gets one
 */
export async function namedConversation(
	context: IExecuteSingleFunctions,
	mayCreate: boolean,
): Promise<Named> {
	const raw = context.getNodeParameter('conversationId');
	const [mode, value] = isResourceLocatorValue(raw) ? [raw.mode, raw.value] : ['id', raw];
	const text = String(value ?? '').trim();
	if (text === '') {
		throw invalidInput(
			context,
			PARAMETER,
			'is empty',
			"Pick one, enter its ID, or choose 'By Contact' and enter the contact.",
		);
	}
	if (mode !== 'contact') return { conversationId: text };

	const contactId = await contactIdFor(context, text, PARAMETER);
	const conversationId = await conversationOf(context, contactId, mayCreate);
	return { conversationId, contactId };
}

/**
 * The last step of an operation that adds to a conversation: puts it into the body, creating it for a contact that has none.
 *
 * It is a field of its own, hidden and behind all others, so that a value that cannot be sent is found before a
 * conversation is created for nothing.
 *
 * @param withContact whether the contact goes into the body too, where the user named it
 */
export function conversationStep({ withContact = false } = {}): INodeProperties {
	const conversationInBody: PreSendAction = async function (
		this: IExecuteSingleFunctions,
		request,
	) {
		const { conversationId, contactId } = await namedConversation(this, true);
		const contact = withContact && contactId ? { contactId } : {};
		return { ...request, body: { ...contact, ...bodyOf(request), conversationId } };
	};
	return {
		displayName: PARAMETER,
		name: 'conversationStep',
		type: 'hidden',
		default: '',
		routing: { send: { preSend: [conversationInBody] } },
	};
}

/** Puts a conversation that exists into the path, in the place of `{conversationId}`. */
export const conversationInPath: PreSendAction = async function (
	this: IExecuteSingleFunctions,
	request,
) {
	const { conversationId } = await namedConversation(this, false);
	return {
		...request,
		url: request.url.replace('{conversationId}', encodeURIComponent(conversationId)),
	};
};

/** Makes a deleted conversation unknown, so that the next message to its contact gets a new one. */
export async function forgetConversation(conversationId: string): Promise<void> {
	for (const [key, { id }] of known) {
		if ((await id.catch(() => '')) === conversationId) known.delete(key);
	}
}

/** The conversation of a contact; one search, and one creation, however many items ask at the same time. */
async function conversationOf(
	context: IExecuteSingleFunctions,
	contactId: string,
	mayCreate: boolean,
): Promise<string> {
	const { baseUrl } = await credentialOf(context);
	const key = `${String(baseUrl)} ${await locationOf(context)} ${contactId}`;
	const now = clock.now();
	for (const [other, { since }] of known) if (now - since > KEEP_MS) known.delete(other);
	const before = known.get(key);
	if (before) return await before.id;

	if (!mayCreate) {
		const found = await search(context, contactId);
		if (found !== undefined) return found;
		throw invalidInput(
			context,
			PARAMETER,
			'names a contact that has no conversation',
			"The contact has none yet. 'Conversation: Create' makes one, and so does adding a message or call to it.",
		);
	}
	const id = findOrCreate(context, contactId);
	known.set(key, { since: now, id });
	// A failure is this item's own; the next one tries again.
	id.catch(() => known.delete(key));
	return await id;
}

async function findOrCreate(context: IExecuteSingleFunctions, contactId: string): Promise<string> {
	const found = await search(context, contactId);
	if (found !== undefined) return found;

	const created = await create(context, contactId);
	if (typeof created === 'string') return created;
	// A contact has one conversation: where another run was faster, or the answer was lost, it can be found.
	for (const wait of created.mayExist ? SEARCH_AGAIN_MS : []) {
		await clock.sleep(wait);
		const other = await search(context, contactId);
		if (other !== undefined) return other;
	}
	throw created.error;
}

/** Creates the conversation of a contact; where that fails, tells whether there may be one nevertheless. */
async function create(
	context: IExecuteSingleFunctions,
	contactId: string,
): Promise<string | { error: Error; mayExist: boolean }> {
	const body = { locationId: await locationOf(context), contactId };
	try {
		const answer = await lookUp(
			context,
			{ method: 'POST', url: '/conversations/', body },
			{ operation: 'conversation.create', scope: 'conversations.write' },
		);
		const created = createdSchema.safeParse(answer);
		if (created.success) return created.data;
	} catch (error) {
		const status = Number((error as NodeApiError).httpCode);
		const isRefused = status >= 400 && status < 500;
		if (isRefused) {
			return { error: error as Error, mayExist: /exist/i.test((error as Error).message) };
		}
	}
	const error = apiError(context.getNode(), context.getItemIndex(), {
		message: 'LeadConnector did not create the conversation of the contact',
		description: 'The message was not sent. Try again later.',
		outcome: 'refused',
	});
	return { error, mayExist: true };
}

async function search(
	context: IExecuteSingleFunctions,
	contactId: string,
): Promise<string | undefined> {
	const answer = await lookUp(
		context,
		{
			method: 'GET',
			url: '/conversations/search',
			qs: { locationId: await locationOf(context), contactId, limit: 1 },
		},
		{ operation: 'conversation.getMany', scope: 'conversations.readonly' },
	);
	const found = foundSchema.safeParse(answer);
	return found.data?.conversations.find((one) => one.contactId === contactId)?.id;
}
