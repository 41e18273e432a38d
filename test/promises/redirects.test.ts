import { modeNames, type HostileMode, type Received } from '../../sandbox/hostile';
import { named, type OperationCase } from './operations';
import { promisesLab } from './walk';
import { explained } from './words';

const the = promisesLab();

/** Every status to another host, where what follows would be seen; and 307, which asks for the same post, to worse places. */
const redirects = modeNames.filter((name) => /^redirect(\d+Elsewhere|307)/.test(name));

/** 301, 302 and 303 say nothing of whether a write was carried out; 307 and 308 say that it was not. */
const isUnknown = (mode: HostileMode) => /30[123]/.test(mode);

const retrying = { retryOnFail: true, maxTries: 3, waitBetweenTries: 1 };

/** What nobody but the vendor may get: everything but the bare question for a file. */
const beyondAFile = ({ isDownload }: Pick<OperationCase, 'isDownload'>, received: Received[]) =>
	received.filter(
		({ method, body, headers }) =>
			!isDownload || method !== 'GET' || body !== '' || headers.authorization !== undefined,
	);

describe.each(redirects)('%s', (mode) => {
	it('is followed by no operation, and no secret goes along', async () => {
		for (const one of await the.someOperations()) {
			const { name, type, isRead, requests, main } = one;
			// A read is struck at each of its requests, a write where it changes something.
			for (const place of isRead ? requests.keys() : [main]) {
				the.begin(type, mode, (_request, number) => number >= place);
				const result = await the.run(one, { settings: retrying });
				const { elsewhere, received } = the.hostile;
				const sentTwice =
					received.filter((request) => named(request) === requests[main]).length > 1;
				expect({
					name,
					place,
					leaks: the.leaksIn([result, elsewhere.received]),
					elsewhere: beyondAFile(one, elsewhere.received),
					sentTwice: !isRead && sentTwice,
				}).toEqual({ name, place, leaks: [], elsewhere: [], sentTwice: false });
				if (isRead) continue;
				const words = explained(result);
				// What a look-up has found is known.
				const isFound = isUnknown(mode) && words === '' && result.items.length > 0;
				if (isFound) continue;
				expect(`${name}: ${words}`).toMatch(/another address \(HTTP 30\d\)/);
				expect(`${name}: ${words}`).toMatch(/enter http:\/\/(localhost|127\.0\.0\.1):\d+/);
				if (isUnknown(mode)) expect(`${name}: ${words}`).toMatch(/unknown whether/);
				else expect(`${name}: ${words}`).not.toMatch(/unknown whether/);
			}
		}
	}, 300_000);

	it('is followed by no pick list and no credential test', async () => {
		for (const { name, type, ask } of [
			...(await the.everyQuestion()),
			...(await the.everyCredentialTest()),
		]) {
			the.begin(type, mode);
			const answer = await ask().catch((error: unknown) => error);
			const said = answer as { status?: string; message?: string; description?: string };
			const words = `${name}: ${said.message} ${said.description}`;
			expect({ name, elsewhere: the.hostile.elsewhere.received }).toEqual({ name, elsewhere: [] });
			expect({ name, leaks: the.leaksIn(answer) }).toEqual({ name, leaks: [] });
			expect(words).toMatch(/another address \(HTTP 30\d\)/);
			expect(words).toMatch(/enter http:\/\/(localhost|127\.0\.0\.1):\d+/);
			expect({ name, status: said.status }).not.toEqual({ name, status: 'OK' });
		}
	}, 300_000);
});
