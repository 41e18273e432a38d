import { z } from 'zod';

import type { Refused } from './refused';

/** Text that says something. */
export const text = z.string().min(1);

/** Digits, as numbers arrive in a form or a query. */
export const digits = z.string().regex(/^\d+$/);

/** YYYY-MM-DD */
export const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);

/** Fields that may be left out, to be spread into a contract. */
export const optional = <T extends z.ZodRawShape>(shape: T) => z.object(shape).partial().shape;

/** What an endpoint takes that takes nothing. */
const nothing = z.object({}).strict();

/**
 * What was sent, as its contract reads it.
 *
 * @param contract left out where nothing is taken
 * @param refusal what the vendor says of faults, a sentence each
 * @throws the refusal
 */
export function within<T extends z.ZodTypeAny = typeof nothing>(
	contract: T | undefined,
	sent: unknown,
	refusal: (faults: string[]) => Refused,
): z.infer<T> {
	const parsed = (contract ?? nothing).safeParse(sent ?? {});
	if (parsed.success) return parsed.data as z.infer<T>;
	throw refusal(
		parsed.error.issues.map(({ path, message }) => `${path.join('.') || 'body'}: ${message}`),
	);
}
