/** What Simplify leaves of a conversation. */
export const simple = [
	'id',
	'contactId',
	'fullName',
	'phone',
	'email',
	'unreadCount',
	'lastMessageDate',
	'lastMessageType',
	'lastMessageDirection',
	'lastMessageBody',
];
