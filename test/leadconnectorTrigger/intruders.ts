import { createHmac, generateKeyPairSync, sign } from 'node:crypto';

import {
	appEvents,
	createSigningKey,
	signatureOf,
	workflowPayload,
} from '../../sandbox/leadconnector/webhooks';
import { headerAttempts, queryAttempts, type Attempt } from '../webhook/intruders';

/** What the trigger under test has in its credential. */
export const key = createSigningKey();

/** Ways to get in with a signature that is missing, forged or of something else. */
function forgeries(): Attempt[] {
	const event = JSON.stringify(appEvents.smsReply());
	const body = Buffer.from(event);
	const right = signatureOf(body, key.privateKey);
	const stranger = createSigningKey('a stranger');
	const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;
	const raw = Buffer.from(right, 'base64');
	const flipped = Buffer.from(raw);
	flipped[0] ^= 1;
	const hmac = createHmac('sha256', key.publicKey).update(body);
	const header = (value: string) => ({ 'x-ghl-signature': value });
	const make = (
		name: string,
		headers: Record<string, string>,
		sent = event,
		path = '',
	): Attempt => ({
		name: `signature: ${name}`,
		parameters: { source: 'app' },
		path,
		init: {
			method: 'POST',
			headers: { 'content-type': 'application/json', ...headers },
			body: sent,
		},
	});
	return [
		make('none', {}),
		make('empty', header('')),
		make('blank', header(' ')),
		make('null as text', header('null')),
		make('of another key', header(signatureOf(body, stranger.privateKey))),
		make('of another body', header(signatureOf(Buffer.from('{}'), key.privateKey))),
		make(
			'of the body without its last byte',
			header(signatureOf(body.subarray(0, -1), key.privateKey)),
		),
		make(
			'of the same JSON in another form',
			header(right),
			JSON.stringify(JSON.parse(event), null, 1),
		),
		make('of a body that was changed', header(right), event.replace('tomorrow', 'tonight')),
		make('with one bit changed', header(flipped.toString('base64'))),
		make('of zeros', header(Buffer.alloc(64).toString('base64'))),
		make('cut', header(raw.subarray(0, 63).toString('base64'))),
		make('with a byte more', header(Buffer.concat([raw, Buffer.alloc(1)]).toString('base64'))),
		make('in hex', header(raw.toString('hex'))),
		make('in lower case', header(right.toLowerCase())),
		make('twice, with a comma', header(`${right}, ${right}`)),
		make('with its algorithm', header(`ed25519=${right}`)),
		make('HMAC with the public key', header(hmac.digest('base64'))),
		make('RSA in the new header', header(sign('sha256', body, rsa).toString('base64'))),
		make('RSA in the old header', {
			'x-wh-signature': sign('sha256', body, rsa).toString('base64'),
		}),
		make('right, in the old header', { 'x-wh-signature': right }),
		make('right, in another header', { 'x-signature': right, authorization: right }),
		make('right, in the query', {}, event, `?x-ghl-signature=${encodeURIComponent(right)}`),
		make(
			'right, in the body',
			{},
			JSON.stringify({ ...JSON.parse(event), 'x-ghl-signature': right }),
		),
	];
}

/** Sixty-four ways to get in. */
export function attempts(): Attempt[] {
	const setting = {
		parameters: {},
		body: JSON.stringify(workflowPayload()),
		contentType: 'application/json',
		queryName: 'secret',
	};
	return [
		...headerAttempts({ ...setting, parameters: { authentication: 'header' } }),
		...queryAttempts({ ...setting, parameters: { authentication: 'query' } }),
		...forgeries(),
	];
}
