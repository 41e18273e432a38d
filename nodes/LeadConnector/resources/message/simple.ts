/** What Simplify leaves of a message. A call has its duration in `meta`. */
export const simple = [
	'id',
	'conversationId',
	'contactId',
	'messageType',
	'direction',
	'status',
	'dateAdded',
	'body',
	'attachments',
	'meta',
];
