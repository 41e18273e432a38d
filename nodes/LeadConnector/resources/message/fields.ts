import { clock } from '../../../shared/clock';
import { emails, field, id, locator, moment, type Extra } from '../../../shared/fields';
import { readNumber } from '../../fields';

/** A message, by the ID that the vendor gave it; it stands in the path. */
export const messageIdField = id('messageId', 'Message ID', {
	place: 'path',
	required: true,
	placeholder: 'e.g. t22c6DQcTDf3MjRhwf77',
});

/** A phone number of the account, picked or typed, sent as E.164. */
export const accountNumber = (property: string, displayName: string, extra: Extra = {}) =>
	field(property, displayName, 'resourceLocator', {
		...locator('searchNumbers', {
			label: 'By Number',
			name: 'number',
			example: '+1 503 708 1210',
		}),
		...extra,
		read: readNumber,
	});

/** A moment to come, sent in seconds since 1970. */
export const scheduledTime = (property: string, displayName: string, extra: Extra = {}) =>
	moment(property, displayName, extra, {
		isPlanned: true,
		send: (date) => Math.floor(date.toSeconds()),
		check: (date) =>
			date.toMillis() > clock.wallTime()
				? undefined
				: {
						fault: `has passed: ${date.toISO()}`,
						hint: 'Pick a time to come, or remove the field to send at once.',
					},
	});

/** Email addresses, sent as a list. */
export const emailList = (property: string, displayName: string, extra: Extra = {}) =>
	emails(property, displayName, extra, (all) => all);
