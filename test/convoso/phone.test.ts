import { toConvosoPhone } from '../../nodes/Convoso/shared/phone';

describe('phone numbers in the form Convoso takes', () => {
	it.each([
		['+1 (555) 123-4567', undefined, { number: '5551234567', code: '1' }],
		['5551234567', undefined, { number: '5551234567' }],
		['0015551234567', undefined, { number: '5551234567', code: '1' }],
		['1-555-123-4567', undefined, { number: '5551234567', code: '1' }],
		[' 555.123.4567 ', undefined, { number: '5551234567' }],
		['+44 20 7946 0018', undefined, { number: '442079460018' }],
		['+44 20 7946 0018', '44', { number: '2079460018', code: '44' }],
		['020 7946 0018', '44', { number: '02079460018', code: '44' }],
		['13812345678', '86', { number: '13812345678', code: '86' }],
		['5551234567', '1', { number: '5551234567', code: '1' }],
	])('%s with code %s', (text, code, expected) => {
		expect(toConvosoPhone(text, code)).toEqual(expected);
	});

	it.each([
		['', /has no digits/],
		['n/a', /has no digits/],
		['555 123 4567 x12', /has letters/],
		['+1 555 123', /has 6 digits after \+1/],
		['1234567890123456', /has 16 digits/],
	])('refuses %s', (text, fault) => {
		expect(toConvosoPhone(text)).toEqual({ fault: expect.stringMatching(fault) });
	});
});
