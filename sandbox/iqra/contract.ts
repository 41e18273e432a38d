import { z } from 'zod';

import { Refused } from '../kit/refused';

// What the endpoints take. Unknown fields are refused here, though the server may pass over them: they are mistakes.

const objectId = z.string().regex(/^[0-9a-f]{24}$/);
const instant = z.string().datetime();
const whole = z.number().int();
const texts = z.record(z.string());

/** The JSON in the form field `config`. Its rules in detail, with their codes, are in calls.ts. */
export const configSchema = z
	.object({
		campaignId: z.unknown(),
		number: z.object({ type: z.unknown(), toNumber: z.unknown() }).strict().optional(),
		schedule: z
			.object({ dateTimeUTC: z.unknown(), maxDateTimeUTC: z.unknown() })
			.strict()
			.optional(),
		dynamicVariables: z.record(z.unknown()).optional(),
		metadata: z.record(z.unknown()).optional(),
	})
	.strict();

/** The flat form of the published page, its two maps gathered from `DynamicVariables[key]` and `Metadata[key]`. */
export const publishedSchema = z
	.object({
		RecipientNumber: z.string(),
		NumberId: z.string().min(1),
		AgentId: z.string().min(1),
		CampaignId: z.string().min(1).optional(),
		ScheduledTime: instant.optional(),
		DynamicVariables: texts,
		Metadata: texts,
	})
	.strict();

const list = <T extends z.ZodTypeAny>(filter: T) =>
	z
		.object({
			limit: whole.min(1).max(100).optional(),
			nextCursor: z.string().nullish(),
			previousCursor: z.string().nullish(),
			filter: filter.nullish(),
		})
		.strict();

export const callFilterSchema = z
	.object({
		startCreatedDate: instant,
		endCreatedDate: instant,
		startCompletedAtDate: instant,
		endCompletedAtDate: instant,
		startScheduledDate: instant,
		endScheduledDate: instant,
		queueStatusTypes: z.array(whole.min(0).max(7)),
		campaignIds: z.array(objectId),
		callingNumberIds: z.array(objectId),
		callingNumberProviders: z.array(whole),
		recipientNumbers: z.array(z.string()),
	})
	.partial()
	.strict();

const conversationFilterSchema = z
	.object({
		startStartedDate: instant,
		endStartedDate: instant,
		sessionStates: z.array(whole.min(0).max(7)),
		sessionInitiationTypes: z.array(whole.min(0).max(1)),
		sessionEndTypes: z.array(whole.min(0).max(10)),
	})
	.partial()
	.strict();

export const callListSchema = list(callFilterSchema);
export const conversationListSchema = list(conversationFilterSchema);

export type CallFilter = z.infer<typeof callFilterSchema>;
export type ConversationFilter = z.infer<typeof conversationFilterSchema>;

/** A request for one page of a list. */
export interface ListRequest<F> {
	limit?: number;
	nextCursor?: string | null;
	previousCursor?: string | null;
	filter?: F | null;
}

/** What the framework before the server says of a request that it cannot read. */
export function badRequest(faults: string[]): Refused {
	return new Refused(400, faults.join('; '));
}
