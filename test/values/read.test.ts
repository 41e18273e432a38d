import { e164, readPhone } from '../../nodes/shared/values/phone';
import { isEmpty, refuse } from '../../nodes/shared/values/read';
import { readEmails, readId, readText, readWebAddresses } from '../../nodes/shared/values/text';

describe('empty', () => {
	it.each([undefined, null, '', ' ', '\u00a0\u200b\ufeff\n', '\u2800', [], [''], [null, [' ']]])(
		'is %j',
		(value) => expect(isEmpty(value)).toBe(true),
	);

	it.each([0, false, NaN, '-', '0', [0], {}, new Date(NaN)])('is not %j', (value) =>
		expect(isEmpty(value)).toBe(false),
	);
});

describe('a refusal', () => {
	it('quotes the value on one line, and not all of a long one', () => {
		expect(refuse('is no date', 'a\n\tb\u0000c', 'Pick one.')).toEqual({
			fault: 'is no date: "a b c"',
			hint: 'Pick one.',
		});
		expect(refuse('is no date', 'x'.repeat(1000), '').fault).toBe(
			`is no date: "${'x'.repeat(60)}…"`,
		);
	});
});

describe('a phone number', () => {
	it('has its national number and its code apart', () => {
		expect(readPhone('+44 20 7946 0018')).toEqual({
			value: { national: '2079460018', code: '44' },
		});
		expect(readPhone('(415) 555-0123')).toEqual({ value: { national: '4155550123' } });
	});

	it('is E.164 with a code alone', () => {
		expect(e164({ national: '4155550123', code: '1' })).toBe('+14155550123');
		expect(e164({ national: '4155550123' })).toBeUndefined();
	});
});

describe('endless text', () => {
	/** Where a reader goes back over what it has read, this takes hours. */
	const blanks = `1${' '.repeat(200_000)}1`;
	const commas = `https://example.com/${','.repeat(200_000)}1`;

	it('is read or refused', () => {
		expect(readText(blanks)).toEqual({ value: blanks });
		expect(readWebAddresses(commas)).toEqual({ value: [commas] });
		for (const read of [readPhone(blanks), readId(blanks), readEmails(blanks)]) {
			expect(read).toHaveProperty('fault');
		}
	});
});
