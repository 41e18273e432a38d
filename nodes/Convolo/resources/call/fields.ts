import * as kit from '../../../shared/fields';
import type { Reader } from '../../../shared/fields';
import { planOfCountry } from '../../../shared/values/numberingPlan';
import { e164, readPhone } from '../../../shared/values/phone';
import { andThen, readEach, refuse, type Read } from '../../../shared/values/read';
import { readId, readList } from '../../../shared/values/text';
import { readZone } from '../../../shared/values/zone';
import { readCountry } from './countries';

/**
 * A phone number: with its country code where it has one or the country is known, else as it is written, for Convolo to
 * complete with the default country of the account (API document).
 *
 * @param country of the request, as the user entered it
 */
export function readCallable(value: unknown, country?: unknown): Read<string> {
	const read = readCountry(country);
	// Some territories have two letters and no numbering plan. A wrong country is refused by its own field.
	const isKnown = 'value' in read && planOfCountry(read.value) !== undefined;
	return andThen(readPhone(value, isKnown ? { country: read.value } : {}), (phone) => ({
		value: e164(phone) ?? phone.national,
	}));
}

/** A phone number that Convolo is to call. */
export const phone = kit.kind('string', (value, { country }) => readCallable(value, country));

/** The kinds of the kit as filters of the call list: query parameters. */
const filter = (read: Reader) => kit.kind('string', read, { place: 'query' });

export const phoneFilter = filter((value) => readCallable(value));

/** Several ids, with commas between them. */
export const idsFilter = filter(
	kit.mapped(
		(value) => andThen(readList(value), (entries) => readEach(entries, readId)),
		(ids) => ids.join(','),
	),
);

/** A time zone by its IANA name: nothing says that Convolo takes hours from UTC. */
export const timeZoneFilter = filter((value) =>
	andThen(readZone(value), (zone) =>
		/^UTC[+-]/.test(zone)
			? refuse('is no name of a time zone', value, 'Enter one like America/New_York.')
			: { value: zone },
	),
);

/** A whole number of seconds. */
export const secondsFilter = (property: string, displayName: string) =>
	kit.number(property, `${displayName} (Seconds)`, { min: 0, max: 86_400 }, { place: 'query' });
