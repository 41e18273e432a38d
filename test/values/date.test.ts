import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { runInNewContext } from 'node:vm';

import { DateTime } from 'luxon';

import { readDay, readMoment } from '../../nodes/shared/values/date';

/** Minutes behind UTC on 4 May 1980: each process really runs in its zone. */
const PLACES = [
	['Europe/Berlin', -120],
	['America/Los_Angeles', 420],
	['Pacific/Auckland', -720],
	['Asia/Kolkata', -330],
	['UTC', 0],
] as const;

describe.each(PLACES)('a process in %s', (zone, offset) => {
	const output = execFileSync(
		process.execPath,
		[require.resolve('tsx/cli'), path.join(__dirname, 'zoneOfProcess.ts')],
		{ encoding: 'utf8', env: { ...process.env, TZ: zone } },
	);
	const read = JSON.parse(output) as Record<string, unknown> & {
		days: Array<[name: string, read: unknown]>;
		moments: Array<[name: string, read: unknown]>;
	};

	it('runs there', () => {
		expect(read.offset).toBe(offset);
	});

	it('moves no day', () => {
		expect(read.moved).toEqual([]);
		for (const day of read.days) expect(day).toEqual([day[0], { value: '1980-05-04' }]);
	});

	it('moves no moment', () => {
		for (const [name, moment] of read.moments) {
			const time = name === 'day' ? '00:00' : '14:30';
			expect([name, moment]).toEqual([name, `2026-03-01T${time}:00.000-05:00`]);
		}
	});

	it('refuses a Date whose day depends on the place', () => {
		const refused = { fault: expect.stringContaining('may mean 1980-05-0') };
		expect(read.between).toMatchObject(offset === 0 ? { value: '1980-05-04' } : refused);
	});
});

describe('values of other programs', () => {
	const otherCopy = { toISO: () => '2026-03-01T20:30:00.000+01:00' };

	it('reads a Luxon value that another copy of Luxon made', () => {
		const read = readMoment(otherCopy, 'America/New_York');
		expect('value' in read && read.value.toISO()).toBe('2026-03-01T14:30:00.000-05:00');
		expect(readDay(otherCopy)).toEqual({ value: '2026-03-01' });
	});

	it('reads a Date of another realm', () => {
		const date: unknown = runInNewContext('new Date("2026-03-01T19:30:00Z")');
		expect(date).not.toBeInstanceOf(Date);
		const read = readMoment(date, 'America/New_York');
		expect('value' in read && read.value.toISO()).toBe('2026-03-01T14:30:00.000-05:00');
	});

	it('refuses a Luxon value that is no date', () => {
		const invalid = DateTime.fromISO('soon');
		expect(readMoment(invalid, 'UTC')).toMatchObject({ fault: expect.stringMatching(/^is no/) });
		expect(readDay(invalid)).toMatchObject({ fault: expect.stringMatching(/^is no/) });
	});

	it('takes a day as its first moment where the clocks skip midnight', () => {
		const read = readMoment('2026-09-06', 'America/Santiago');
		expect('value' in read && read.value.toISO()).toBe('2026-09-06T01:00:00.000-03:00');
	});
});
