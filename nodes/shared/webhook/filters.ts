import type { INodePropertyOptions, IWebhookFunctions } from 'n8n-workflow';

/** The choice of a trigger's Trigger On that lets every event through. */
export const ANY_EVENT: INodePropertyOptions = { name: 'Any Event', value: '*' };

/** The filters of a trigger, by parameter: the name for the user, and what an event has for it. */
export type Filters<E> = Record<string, [name: string, read: (event: E) => unknown[]]>;

/** What the user wants to hear of, by filter. A trigger may have the parameter Trigger On beside them. */
function wantedIn(context: IWebhookFunctions): Record<string, unknown> {
	const triggerOn = context.getNodeParameter('triggerOn', []) as unknown[];
	const isAny = triggerOn.includes(ANY_EVENT.value);
	return {
		...(context.getNodeParameter('filters', {}) as object),
		triggerOn: isAny ? [] : triggerOn,
	};
}

/**
 * The first filter that keeps an event out. Each filter that is set, to a text with commas or a list, must name the event;
 * upper and lower case are the same.
 *
 * @returns the filter's name for the user; undefined where the event may start the workflow
 */
export function keptOutBy<E>(
	context: IWebhookFunctions,
	filters: Filters<E>,
	event: E,
): string | undefined {
	const wanted = wantedIn(context);
	for (const [key, [name, read]] of Object.entries(filters)) {
		const some = namesIn(wanted[key]);
		if (some.length === 0) continue;
		const found = read(event).map(plain);
		if (!some.some((one) => found.includes(one))) return name;
	}
	return undefined;
}

function namesIn(value: unknown): string[] {
	const text = String(value ?? '');
	// A name may have a comma in it: the whole text counts too.
	const list: unknown[] = Array.isArray(value) ? value : [...text.split(','), text];
	const names = list.map(plain).filter((one) => one !== '');
	return names.every((name) => /^[\s,]*$/.test(name)) ? [] : names;
}

/** A sender may have put anything in the place of a text, even an object that cannot be written as one. */
function plain(value: unknown): string {
	if (typeof value === 'object') return '';
	return String(value ?? '')
		.trim()
		.toLowerCase();
}
