import { json, send, table, type Answer, type Mode, type Received } from './mode';

/** How a request is repeated. Each value by itself, too: secrets are easier to find in some encodings than in others. */
const ENCODINGS = {
	Json: (request: Received) => JSON.stringify(partsOf(request)),
	Form: (request: Received) => new URLSearchParams(flat(request)).toString(),
	Base64: (request: Received) =>
		Object.entries(flat(request))
			.flatMap(([name, value]) =>
				[value, value.split(' ').at(-1)!].map((one) => `${name}=${base64(one)}`),
			)
			.join(' '),
	Url: (request: Received) =>
		encodeURIComponent(`${request.url} ${JSON.stringify(partsOf(request))}`),
};

type Encoding = keyof typeof ENCODINGS;

const WORDS: Record<Encoding, string> = {
	Json: 'in JSON',
	Form: 'as a form',
	Base64: 'each value in base64',
	Url: 'URL-encoded',
};

/** Refusals and successes that repeat the request: its headers, its body, its address. */
export const echoes = table(
	(Object.keys(ENCODINGS) as Encoding[]).flatMap(
		(encoding): Array<[`echoSecrets${'Refused' | 'Success'}${Encoding}`, Mode]> => [
			[
				`echoSecretsRefused${encoding}`,
				{
					does: `refusals that repeat the request, ${WORDS[encoding]}`,
					isAccepted: false,
					act: ({ request, response }) => {
						send(response, refusal(request.url, ENCODINGS[encoding](request)));
					},
				},
			],
			[
				`echoSecretsSuccess${encoding}`,
				{
					does: `successes that repeat the request, ${WORDS[encoding]}`,
					isAccepted: true,
					act: ({ request, response, answer }) => {
						send(response, withEcho(answer, ENCODINGS[encoding](request)));
					},
				},
			],
		],
	),
);

/** A refusal with these words, as the vendor at this address would put it. */
function refusal(url: string, words: string): Answer {
	if (url.startsWith('/convoso')) return json(200, { success: false, code: 6002, text: words });
	if (url.startsWith('/convolo')) return json(400, { success: false, error: words });
	if (url.startsWith('/iqra')) {
		return json(200, { data: null, success: false, message: words, code: 'Sandbox:ECHO' });
	}
	return json(400, { statusCode: 400, message: words, error: 'Bad Request' });
}

function base64(text: string): string {
	return Buffer.from(text).toString('base64');
}

function partsOf({ method, url, headers, body }: Received) {
	return { method, url, headers, body: bodyOf({ headers, body }) };
}

/** The body as an object where it is one. */
function bodyOf({ headers, body }: Pick<Received, 'headers' | 'body'>): unknown {
	if (headers['content-type']?.startsWith('application/x-www-form-urlencoded')) {
		return Object.fromEntries(new URLSearchParams(body));
	}
	try {
		return JSON.parse(body) as unknown;
	} catch {
		return body;
	}
}

/** Everything that was sent, by name. */
function flat(request: Received): Record<string, string> {
	const { method, url, headers, body } = partsOf(request);
	const isObject = typeof body === 'object' && body !== null;
	const named = { method, url, ...headers, ...(isObject ? body : { body }) };
	return Object.fromEntries(
		Object.entries(named).map(([name, value]) => [
			name,
			typeof value === 'string' ? value : JSON.stringify(value),
		]),
	);
}

/** The answer with the echo in each of its records. */
function withEcho(answer: Answer, echo: string): Answer {
	const headers = { ...answer.headers, 'x-request': encodeURIComponent(echo).slice(0, 4096) };
	try {
		const value = added(JSON.parse(answer.body.toString()), echo);
		return { ...answer, headers, body: Buffer.from(JSON.stringify(value)) };
	} catch {
		return { ...answer, headers };
	}
}

function added(value: unknown, echo: string): unknown {
	if (Array.isArray(value)) return value.map((one) => added(one, echo));
	if (typeof value !== 'object' || value === null) return value;
	const entries = Object.entries(value).map(([key, inner]) => [key, added(inner, echo)]);
	// Records by their id are no record themselves.
	const isMap = Object.values(value).every((one) => typeof one === 'object' && one !== null);
	return Object.fromEntries(isMap ? entries : [...entries, ['echo', echo]]);
}
