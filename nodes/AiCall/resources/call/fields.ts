import { field, locator, mapped, moment, type Extra } from '../../../shared/fields';
import { readE164 } from '../../../shared/values/phone';
import type { Read } from '../../../shared/values/read';
import { readId } from '../../../shared/values/text';
import { byId, idInPath } from '../../fields';

/** The call of the outbound queue that an operation is about. */
export const queueIdField = idInPath('queueId', 'Queue ID', 'What initiating a call gives');

/** A record picked from a list, or typed as an id, where the server wants a list of ids. */
export const pickedAsList = (property: string, displayName: string, search: string, extra: Extra) =>
	field(property, displayName, 'resourceLocator', {
		...locator(search, byId),
		...extra,
		read: mapped(readId, (one) => [one]),
	});

/**
 * A phone number in E.164 form. One that cannot be brought into it is refused here: the server answers some of them with
 * nothing but "internal server error".
 */
function readRecipient(value: unknown): Read<string> {
	return readE164(value, 'Enter it with country code, e.g. +1 415 555 0123.');
}

/** The number to call. */
export const recipient = (property: string) =>
	field(property, 'Phone Number', 'string', {
		name: 'recipientNumber',
		required: true,
		placeholder: 'e.g. +1 (415) 555-0123',
		description: 'Number to call, with country code, in any form',
		read: readRecipient,
	});

/** A number that was called, where the server wants a list. */
export const recipientAsList = (property: string) =>
	field(property, 'Phone Number', 'string', {
		name: 'recipientNumber',
		placeholder: 'e.g. +1 (415) 555-0123',
		description: 'With country code, in any form',
		read: mapped(readRecipient, (one) => [one]),
	});

/** A moment at which something is to happen, sent in UTC, which both contracts take. */
export const plannedMoment = (property: string, displayName: string, extra: Extra = {}) =>
	moment(property, displayName, extra, { isPlanned: true });
