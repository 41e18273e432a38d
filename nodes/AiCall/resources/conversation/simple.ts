/** What Simplify leaves of a conversation: the transcript holds what its messages say. */
export const simple = [
	'id',
	'queueId',
	'conversationStatus',
	'endReason',
	'startTime',
	'endTime',
	'transcript',
	'clients',
	'agents',
];
