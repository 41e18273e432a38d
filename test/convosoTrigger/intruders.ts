/** The secret that the owner has. */
export const SECRET = 'kZ3mQ8-vB_71xTn0pLs4';

/** One way to get in without the secret. */
export interface Attempt {
	name: string;
	/** Of the trigger. */
	parameters: Record<string, unknown>;
	/** What stands behind the trigger's address. */
	path: string;
	init: RequestInit;
}

const swapped = SECRET.replace(/[a-z]/gi, (letter) =>
	letter === letter.toLowerCase() ? letter.toUpperCase() : letter.toLowerCase(),
);

/** Texts that are nearly the secret, or that a careless comparison would take for it. */
const WRONG: Record<string, string> = {
	empty: '',
	'a prefix': SECRET.slice(0, -1),
	'one character': SECRET[0],
	'one character more': `${SECRET}x`,
	'twice, with a comma': `${SECRET}, ${SECRET}`,
	'lower case': SECRET.toLowerCase(),
	'upper case': SECRET.toUpperCase(),
	'swapped case': swapped,
	'another one': 'not-the-secret-at-all',
	'in quotes': `"${SECRET}"`,
	'null as text': 'null',
	'undefined as text': 'undefined',
	'object as text': '[object Object]',
	'the end missing': SECRET.slice(1),
	encoded: Buffer.from(SECRET).toString('base64'),
};

/**
 * Forty ways to get in without the secret, twenty for each place it can be in.
 *
 * @param place where the trigger looks for it
 */
export function attempts(place: 'header' | 'query'): Attempt[] {
	const form = { 'content-type': 'application/x-www-form-urlencoded' };
	const body = 'lead_id=1&status=SALE';
	const make = (
		name: string,
		path: string,
		headers: Record<string, string>,
		more?: RequestInit,
	) => ({
		name: `${place}: ${name}`,
		parameters: { authentication: place },
		path,
		init: { method: 'POST', headers: { ...form, ...headers }, body, ...more },
	});
	if (place === 'header') {
		return [
			make('no header', '', {}),
			...Object.entries(WRONG).map(([name, value]) =>
				make(name, '', { authorization: `Bearer ${value}` }),
			),
			make('in the query', `?api_key=${SECRET}&authorization=Bearer%20${SECRET}`, {}),
			make('in another header', '', { 'x-api-key': SECRET, cookie: `authorization=${SECRET}` }),
			make(
				'in the body',
				'',
				{},
				{ body: `${body}&Authorization=Bearer+${SECRET}&api_key=${SECRET}` },
			),
			make('as Basic', '', {
				authorization: `Basic ${Buffer.from(`:${SECRET}`).toString('base64')}`,
			}),
		];
	}
	return [
		make('no parameter', '', {}),
		...Object.entries(WRONG).map(([name, value]) =>
			make(name, `?api_key=${encodeURIComponent(value)}`, {}),
		),
		make('as a list', `?api_key[]=${SECRET}&api_key[0]=${SECRET}`, {}),
		make('twice', `?api_key=${SECRET}&api_key=${SECRET}`, {}),
		make('in the header', '', { authorization: `Bearer ${SECRET}`, api_key: SECRET }),
		make('in the body', '', {}, { body: `${body}&api_key=${SECRET}` }),
	];
}
