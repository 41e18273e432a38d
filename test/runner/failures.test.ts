import { UserError } from 'n8n-workflow';

import { codeOf, hasBeenSent, isOwnRefusal } from '../../nodes/shared/failures';

const wrapped = (cause: unknown) => new Error('wrapped', { cause });
const system = (code: string, syscall?: string) =>
	Object.assign(new Error(code), { code, ...(syscall ? { syscall } : {}) });

describe('what a failed connection tells', () => {
	it.each<[string, unknown]>([
		['a refused connection', system('ECONNREFUSED', 'connect')],
		['a host without a route', system('EHOSTUNREACH', 'connect')],
		['a name that nobody knows', system('ENOTFOUND', 'getaddrinfo')],
		['a certificate that is not trusted', system('DEPTH_ZERO_SELF_SIGNED_CERT')],
		[
			'every address of a name refused',
			Object.assign(new AggregateError([system('ECONNREFUSED', 'connect')]), {
				code: 'ECONNREFUSED',
			}),
		],
	])('nothing was sent: %s', (_name, failure) => {
		expect(hasBeenSent(wrapped(failure))).toBe(false);
	});

	it.each<[string, unknown]>([
		['the same code from a connection that stands, reading', system('ECONNREFUSED', 'read')],
		['the same code from a connection that stands, writing', system('EHOSTUNREACH', 'write')],
		['a connection that was reset', system('ECONNRESET', 'read')],
		['an answer that did not come in time', system('ECONNABORTED')],
	])('it may have been sent: %s', (_name, failure) => {
		expect(hasBeenSent(wrapped(failure))).toBe(true);
		expect(isOwnRefusal(wrapped(failure))).toBe(false);
	});

	// With no code it would be taken for trouble with the token, of which nothing was accepted.
	it.each(['AbortError', 'TimeoutError'])('an aborted signal has a code: %s', (name) => {
		const failure = wrapped(new DOMException('This operation was aborted', name));
		expect(codeOf(failure)).toBe(name);
		expect(isOwnRefusal(failure)).toBe(false);
		expect(hasBeenSent(failure)).toBe(true);
	});

	it('n8n refused to send it: one of its own kinds of error', () => {
		expect(isOwnRefusal(wrapped(new UserError('The address is restricted')))).toBe(true);
		expect(isOwnRefusal(wrapped(new Error('The address is restricted')))).toBe(false);
	});

	// n8n 1.123 keeps the words of a cause, and drops the cause.
	it.each<[string, boolean, string]>([
		['socket hang up', true, ''],
		['read ECONNRESET', true, 'ECONNRESET'],
		['write EPIPE', true, 'EPIPE'],
		['connect ECONNREFUSED 127.0.0.1:9', false, 'ECONNREFUSED'],
		['getaddrinfo ENOTFOUND api.example', false, 'ENOTFOUND'],
	])('words alone: %s', (words, isSent, code) => {
		const failure = Object.assign(new Error('The connection was closed'), { messages: [words] });
		expect([hasBeenSent(failure), isOwnRefusal(failure)]).toEqual([isSent, false]);
		expect(codeOf(failure)).toBe(code);
	});
});
