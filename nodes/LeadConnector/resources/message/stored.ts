import { asStored } from '../../outputs';

/** A message that was stored; of an email the vendor may name the email alone. */
export const asStoredMessage = asStored('the ID of the message', [
	'messageId',
	'messageIds',
	'emailMessageId',
]);
