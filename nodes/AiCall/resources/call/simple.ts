/** What Simplify leaves of a call. */
export const simple = [
	'queueId',
	'recipientNumber',
	'callStatus',
	'finished',
	'endReason',
	'enqueuedAt',
	'completedAt',
	'campaignId',
	'sessionId',
	'metadata',
];
