import type {
	IDataObject,
	IExecuteSingleFunctions,
	INodeProperties,
	PreSendAction,
} from 'n8n-workflow';
import { isResourceLocatorValue } from 'n8n-workflow';

import { itemClient, type Client } from '../shared/client';
import { apiError, invalidInput, outcomeOf } from '../shared/errors';
import { locator } from '../shared/fields';
import { isEmpty } from '../shared/values/read';
import { readId } from '../shared/values/text';
import { locationOf } from './account';
import { recordIn } from './answer';
import { contactIdFor, type ContactSearch } from './contact';
import { byId } from './fields';
import { listIn } from './lists';
import { Memory } from './memory';
import { leadConnector } from './service';

const PARAMETER = 'Conversation';

/** Pauses before searching again for a conversation that the vendor says exists, in ms. */
const SEARCH_AGAIN_MS = [500, 1500, 3000];

/** The conversations of contacts, by account and contact. */
const known = new Memory();

/** The conversation that a node is about: picked, typed, or that of a contact. */
export function conversationField(extra: Partial<INodeProperties> = {}): INodeProperties {
	return {
		displayName: PARAMETER,
		name: 'conversationId',
		type: 'resourceLocator',
		...locator(
			'searchConversations',
			{
				label: 'By Contact',
				name: 'contact',
				example: '+1 503 708 1210',
				hint: 'Contact ID, phone number with country code, or email',
			},
			byId,
		),
		default: { mode: 'list', value: '' },
		required: true,
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
 * @param creating where a contact without a conversation gets one: what holds for a contact that is not there itself
 */
export async function namedConversation(
	context: IExecuteSingleFunctions,
	creating?: Omit<ContactSearch, 'parameter'>,
): Promise<Named> {
	const raw = context.getNodeParameter('conversationId');
	const [mode, value] = isResourceLocatorValue(raw) ? [raw.mode, raw.value] : ['id', raw];
	if (isEmpty(value)) {
		throw invalidInput(
			context,
			PARAMETER,
			'is empty',
			"Pick one, enter its ID, or choose 'By Contact' and enter the contact.",
		);
	}
	if (mode !== 'contact') {
		const read = readId(value);
		if ('value' in read) return { conversationId: read.value };
		throw invalidInput(context, PARAMETER, read.fault, read.hint ?? 'Enter its ID.');
	}
	const contactId = await contactIdFor(context, value, { parameter: PARAMETER, ...creating });
	const conversationId = await conversationOf(context, contactId, creating !== undefined);
	return { conversationId, contactId };
}

/** Puts a conversation that exists into the path, in the place of `{conversationId}`. */
export const conversationInPath: PreSendAction = async function (request) {
	const { conversationId } = await namedConversation(this);
	return {
		...request,
		url: request.url.replace('{conversationId}', encodeURIComponent(conversationId)),
	};
};

/** Makes a deleted conversation unknown, so that the next message to its contact gets a new one. */
export async function forgetConversation(conversationId: string): Promise<void> {
	await known.forget(conversationId);
}

/** The conversation of a contact; one search, and one creation, however many items ask at the same time. */
async function conversationOf(
	context: IExecuteSingleFunctions,
	contactId: string,
	mayCreate: boolean,
): Promise<string> {
	const client = await itemClient(context, leadConnector);
	const of = { locationId: await locationOf(context), contactId };
	const key = `${client.address} ${of.locationId} ${contactId}`;
	if (mayCreate) return await known.getOr(key, async () => await findOrCreate(context, client, of));
	const found = (await known.get(key)) ?? (await search(client, of));
	if (found !== undefined) return found;
	throw invalidInput(
		context,
		PARAMETER,
		'names a contact that has no conversation',
		"The contact has none yet. 'Conversation: Create' makes one, and so does adding a message or call to it.",
	);
}

async function findOrCreate(
	context: IExecuteSingleFunctions,
	client: Client,
	of: { locationId: string; contactId: string },
): Promise<string> {
	const found = await search(client, of);
	if (found !== undefined) return found;

	const created = await create(context, client, of);
	if (typeof created === 'string') return created;
	// A contact has one conversation: where another run was faster, or the answer was lost, it can be found.
	for (const pause of created.mayExist ? SEARCH_AGAIN_MS : []) {
		await client.wait(pause);
		const other = await search(client, of);
		if (other !== undefined) return other;
	}
	throw created.error;
}

/** Creates the conversation of a contact; where that fails, tells whether there may be one nevertheless. */
async function create(
	context: IExecuteSingleFunctions,
	client: Client,
	body: IDataObject,
): Promise<string | { error: Error; mayExist: boolean }> {
	const question = {
		method: 'POST',
		path: '/conversations/',
		body,
		about: 'conversation.ofContact',
		advice: {
			any: {
				says: /already exist/i,
				hint: 'The contact has a conversation that the search of LeadConnector does not show yet: a new one takes some seconds. The item was not sent; send it again in a minute.',
			},
		},
		isRead: false,
	} as const;
	const verdict = await client.verdict(question).catch((error: unknown) => {
		if (outcomeOf(error) !== 'unknown') throw error;
		return undefined;
	});
	if (verdict && 'refusal' in verdict && verdict.refusal.outcome !== 'unknown') {
		const { refusal } = verdict;
		return { error: client.refused(refusal), mayExist: /exist/i.test(refusal.message) };
	}
	const id = verdict && 'data' in verdict ? idIn(verdict.data) : undefined;
	if (id !== undefined) return id;
	const error = apiError(context.getNode(), context.getItemIndex(), {
		message: 'LeadConnector did not create the conversation of the contact',
		description: 'The message was not sent. Try again later.',
		outcome: 'refused',
	});
	return { error, mayExist: true };
}

/** The id of a new conversation: the real server puts the conversation into `conversation`. */
function idIn(answer: unknown): string | undefined {
	const frame = recordIn(answer) ?? {};
	const id = recordIn(frame.conversation)?.id ?? frame.id;
	return isEmpty(id) ? undefined : String(id);
}

async function search(
	client: Client,
	{ locationId, contactId }: { locationId: string; contactId: string },
): Promise<string | undefined> {
	const answer = await client.ask({
		path: '/conversations/search',
		qs: { locationId, contactId, limit: 1 },
		about: 'conversation.find',
	});
	const list = listIn(answer, 'conversations');
	if (!list) {
		throw client.refused({
			message: 'answered without a list of conversations',
			hint: 'Nothing was sent. Try again later.',
			status: 200,
			outcome: 'refused',
		});
	}
	const row = list.rows.find((one) => one.contactId === contactId);
	return row && String(row.id);
}
