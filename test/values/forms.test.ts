import { DateTime } from 'luxon';

import { readDay, readMoment } from '../../nodes/shared/values/date';
import { readFlag } from '../../nodes/shared/values/flag';
import { readNumber, readWholeNumber } from '../../nodes/shared/values/number';
import { e164, readPhone, readPhoneCode } from '../../nodes/shared/values/phone';
import { looksLikePhone } from '../../nodes/shared/values/phoneText';
import { isEmpty, type Read } from '../../nodes/shared/values/read';
import {
	readEmails,
	readId,
	readList,
	readText,
	readWebAddresses,
} from '../../nodes/shared/values/text';
import { readZone } from '../../nodes/shared/values/zone';
import { BOUNDS, FORMS, NOW, ZONE, type Form, type Kind } from './forms';

const shown = <T>(read: Read<T>, show: (value: T) => unknown): Read<unknown> =>
	'fault' in read ? read : { value: show(read.value) };

const iso = (moment: DateTime) => moment.toISO();

const readers: Record<Kind, (form: Form) => Read<unknown>> = {
	phone: ({ written, code, country }) =>
		shown(readPhone(written, { code, country }), (phone) => e164(phone) ?? phone.national),
	phoneCode: ({ written }) => readPhoneCode(written),
	contact: ({ written }) => {
		if (looksLikePhone(written)) return { value: 'phone' };
		return { value: 'value' in readEmails(written) ? 'email' : 'id' };
	},
	flag: ({ written }) => readFlag(written),
	number: ({ written }) => readNumber(written),
	wholeNumber: ({ written }) => readWholeNumber(written, BOUNDS),
	moment: ({ written }) => shown(readMoment(written, ZONE), iso),
	scheduled: ({ written }) => shown(readMoment(written, ZONE, { now: NOW, scheduling: true }), iso),
	day: ({ written }) => readDay(written),
	zone: ({ written }) => readZone(written),
	text: ({ written }) => readText(written),
	list: ({ written }) => readList(written),
	email: ({ written }) => readEmails(written),
	webAddress: ({ written }) => readWebAddresses(written),
	id: ({ written }) => readId(written),
	filter: ({ written }) => (isEmpty(written) ? { fault: 'is empty' } : { value: written }),
};

const quoted = (written: unknown) =>
	typeof written === 'bigint' || typeof written === 'symbol'
		? String(written)
		: (JSON.stringify(written) ?? String(written));

describe('what people write', () => {
	it.each(
		FORMS.map((form) => {
			const { kind, written, code, country } = form;
			return [[kind, quoted(written), code, country].filter(Boolean).join(' '), form] as const;
		}),
	)('%s', (_name, form) => {
		const read = readers[form.kind](form);
		if (form.refused === undefined) expect(read).toEqual({ value: form.means });
		else expect(read).toMatchObject({ fault: expect.stringContaining(form.refused) });
	});

	it('is at least 400 forms, each once, of every kind, read and refused', () => {
		const names = FORMS.map(
			({ kind, written, code, country }) =>
				`${kind} ${typeof written} ${quoted(written)} ${code} ${country}`,
		);
		expect(new Set(names).size).toBeGreaterThanOrEqual(400);
		for (const kind of Object.keys(readers)) {
			const outcomes = FORMS.filter((form) => form.kind === kind).map(
				({ refused }) => refused === undefined,
			);
			expect([kind, outcomes.includes(true)]).toEqual([kind, true]);
			if (kind !== 'contact') expect([kind, outcomes.includes(false)]).toEqual([kind, true]);
		}
	});

	it('has a sentence without the words of machines for all that is refused', () => {
		for (const form of FORMS) {
			const read = readers[form.kind](form);
			if (!('fault' in read)) continue;
			expect(read.fault).toMatch(/^(is|has|holds|may|lies|names|goes with) /);
			expect(`${read.fault.replace(/"[^]*"/, '')} ${read.hint}`).not.toMatch(
				/\b(error|problem|failure|mistake)\b/i,
			);
			expect(read.fault.length).toBeLessThan(160);
		}
	});
});
