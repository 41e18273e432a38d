import type { IDataObject } from 'n8n-workflow';

import { isObject } from '../shared/object';
import { isBlank } from '../shared/webhook/fields';
import { channelOf } from './channel';

/** What happened in HighLevel: one item of the trigger. */
export interface LeadConnectorEvent {
	/** HighLevel's name, e.g. `InboundMessage`; for a workflow the label that the user gave it. */
	event: string | null;
	locationId: string | null;
	/** `id`, and what the event tells of the contact. */
	contact: IDataObject;
	/** Empty where the event is about no message. */
	message: IDataObject;
	/** `status`, `duration` in seconds, `recording`; empty where the message is no call. */
	call: IDataObject;
	/** The pairs that the user has added in the webhook action of a workflow. */
	customData: IDataObject;
	/** Everything else, as it came. */
	other: IDataObject;
}

/** Events about one message, whose fields are the message's. */
const MESSAGE_EVENT = /^(InboundMessage|OutboundMessage|ProviderOutbound|ConversationUnread)/;
const CONTACT_EVENT = /^Contact/;

/** Fields of every event of an app that are about its delivery. */
const DELIVERY = new Set(['webhookId', 'timestamp', 'appId', 'versionId', 'companyId']);

/**
 * The fields of a contact by what HighLevel calls them: in events of an app, and in the standard data of a workflow's webhook
 * action (whose names differ by source).
 */
const CONTACT_FIELDS: Record<string, string> = {
	contactId: 'id',
	contact_id: 'id',
	name: 'name',
	fullName: 'name',
	full_name: 'name',
	firstName: 'firstName',
	first_name: 'firstName',
	lastName: 'lastName',
	last_name: 'lastName',
	email: 'email',
	phone: 'phone',
	tags: 'tags',
	dnd: 'dnd',
	dndSettings: 'dndSettings',
	customFields: 'customFields',
	companyName: 'companyName',
	company_name: 'companyName',
	website: 'website',
	address1: 'address1',
	full_address: 'fullAddress',
	city: 'city',
	state: 'state',
	country: 'country',
	postalCode: 'postalCode',
	postal_code: 'postalCode',
	timezone: 'timezone',
	dateOfBirth: 'dateOfBirth',
	date_of_birth: 'dateOfBirth',
	contact_source: 'source',
	contact_type: 'type',
	date_created: 'dateAdded',
};

/** An event of a Marketplace app. Its fields stand at the top, or inside of `data`. */
export function appEvent(body: IDataObject): LeadConnectorEvent {
	const { data, ...frame } = body;
	const { type, locationId, ...fields } = isObject(data) ? { ...frame, ...data } : body;
	const sent = textOf(frame.type) ?? textOf(type);
	const isMessage = MESSAGE_EVENT.test(sent ?? '');
	const isOfContact = CONTACT_EVENT.test(sent ?? '');
	const result = { ...empty(), locationId: textOf(locationId) };
	if (isUnread(locationId)) result.other.locationId = locationId;
	result.event = isMessage ? byDirection(sent!, fields.direction) : sent;
	if (result.event !== sent) result.other.type = sent;
	if (isUnread(type)) result.other.type = type;
	else if (textOf(type) !== sent) (isMessage ? result.message : result.other).type = type;
	for (const [name, value] of inOrder(fields)) {
		if (DELIVERY.has(name)) result.other[name] = value;
		else if (name === 'contactId') result.contact.id = value;
		else if (isMessage) result.message[name] = value;
		else if (isOfContact) contactField(result, name, value);
		else result.other[name] = value;
	}
	if (isMessage) completeMessage(result, [result.message]);
	return result;
}

/**
 * What the webhook action of a workflow sent.
 *
 * @param label from the address; without it, `event` in the Custom Data or in the body
 */
export function workflowEvent(body: IDataObject, label?: string): LeadConnectorEvent {
	const { customData, message, location, event, ...fields } = body;
	const result = empty();
	if (isObject(customData)) result.customData = customData;
	else if (customData !== undefined) result.other.customData = customData;
	const outer = textOf(label) ?? textOf(result.customData.event);
	result.event = outer ?? textOf(event);
	const isLabel = outer === null && result.event !== null;
	if (event !== undefined && !isLabel) result.other.event = event;
	if (isObject(message)) result.message = { ...message };
	else if (message !== undefined) result.other.message = message;
	if (location !== undefined) result.other.location = location;
	const locationId = isObject(location) ? location.id : undefined;
	result.locationId = textOf(firstOf([fields], ['locationId', 'location_id']) ?? locationId);
	for (const [name, value] of inOrder(fields)) contactField(result, name, value);
	if (isObject(message)) completeMessage(result, [message, fields, result.customData]);
	else completeCall(result, [fields, result.customData]);
	return result;
}

function empty(): LeadConnectorEvent {
	return {
		event: null,
		locationId: null,
		contact: {},
		message: {},
		call: {},
		customData: {},
		other: {},
	};
}

/** Fields with those of a contact in front, in an order of ours: where two have one name, the same one counts always. */
function inOrder(fields: IDataObject) {
	const names = Object.keys(CONTACT_FIELDS);
	const place = (name: string) => (names.includes(name) ? names.indexOf(name) : names.length);
	return Object.entries(fields).sort(([one], [other]) => place(one) - place(other));
}

function contactField({ event, contact, other }: LeadConnectorEvent, name: string, value: unknown) {
	const isOfContact = CONTACT_EVENT.test(event ?? '');
	const isKnown = Object.hasOwn(CONTACT_FIELDS, name);
	const isOwnId = isOfContact && name === 'id';
	const known = isOwnId ? 'id' : isKnown ? CONTACT_FIELDS[name] : undefined;
	if (known !== undefined && isBlank(contact[known])) contact[known] = value as IDataObject;
	else if (isOfContact && isBlank(contact[name])) contact[name] = value as IDataObject;
	else if (!isOwnId || contact.id !== value) other[name] = value as IDataObject;
}

/** One published sample of an incoming call is of the type OutboundMessage: the direction is right. */
function byDirection(type: string, direction: unknown): string {
	if (!/^(In|Out)boundMessage$/.test(type)) return type;
	if (direction === 'inbound') return 'InboundMessage';
	return direction === 'outbound' ? 'OutboundMessage' : type;
}

/**
 * Adds the channel in one spelling, the direction where the type tells it, and the call.
 *
 * @param sent where the call may be told of; the first counts most
 */
function completeMessage(result: LeadConnectorEvent, sent: IDataObject[]): void {
	const { message } = result;
	const type = message.messageType ?? message.messageTypeString ?? message.messageTypeId;
	const channel = channelOf(type ?? message.type);
	if (channel !== null) {
		if (!isBlank(message.channel)) result.other.channel = message.channel;
		message.channel = channel;
	}
	const told = /^(In|Out)boundMessage$/.exec(result.event ?? '')?.[1].toLowerCase();
	if (message.direction === undefined && told) message.direction = `${told}bound`;
	completeCall(result, sent);
}

function completeCall(result: LeadConnectorEvent, sent: IDataObject[]): void {
	const { message } = result;
	const status = firstOf(sent, ['callStatus', 'call_status']);
	const duration = firstOf(sent, ['callDuration', 'call_duration']);
	const isCall = message.channel === 'Call' || message.channel === 'Voicemail';
	if (!isCall && status === undefined && duration === undefined) return;
	const [recording] = Array.isArray(message.attachments) ? message.attachments : [];
	result.call = {
		status: textOf(status ?? message.status),
		duration: numberOf(duration),
		direction: textOf(message.direction ?? firstOf(sent, ['direction'])),
		recording: textOf(recording),
	};
}

/** The first value that says something. */
function firstOf(sent: IDataObject[], names: string[]): unknown {
	return sent.flatMap((one) => names.map((name) => one[name])).find((value) => !isBlank(value));
}

function numberOf(value: unknown): number | null {
	const isNumber = typeof value === 'number' || (typeof value === 'string' && value.trim() !== '');
	return isNumber && Number.isFinite(Number(value)) ? Number(value) : null;
}

/** Whether a value that should be a text is none, and says something all the same. */
function isUnread(value: unknown): boolean {
	return textOf(value) === null && !isBlank(value);
}

/** @returns null for nothing, and for what is no text */
function textOf(value: unknown): string | null {
	if (typeof value === 'number') return String(value);
	return typeof value === 'string' && value.trim() !== '' ? value.trim() : null;
}
