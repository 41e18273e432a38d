/** The secret that the owner has. */
export const SECRET = 'kZ3mQ8-vB_71xTn0pLs4';

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

/** One way to get in without the secret. */
export interface Attempt {
	name: string;
	/** Of the trigger. */
	parameters: Record<string, unknown>;
	/** What stands behind the trigger's address. */
	path: string;
	init: RequestInit;
}

/** What an attempt is made with. */
interface Setting {
	/** Of the trigger. */
	parameters: Record<string, unknown>;
	/** A body that would be an event. */
	body: string;
	contentType: string;
	/** The query parameter that holds the secret. */
	queryName: string;
}

/** Twenty ways to get in where the secret belongs into a header. */
export function headerAttempts({ parameters, body, contentType, queryName }: Setting): Attempt[] {
	const make = maker({ parameters, body, contentType, queryName }, 'header');
	const basic = Buffer.from(`:${SECRET}`).toString('base64');
	return [
		make('no header', '', {}),
		...Object.entries(WRONG).map(([name, value]) =>
			make(name, '', { authorization: `Bearer ${value}` }),
		),
		make('in the query', `?${queryName}=${SECRET}&authorization=Bearer%20${SECRET}`, {}),
		make('in another header', '', { 'x-api-key': SECRET, cookie: `authorization=${SECRET}` }),
		make('in the body', '', {}, withSecret(body, contentType, 'Authorization', queryName)),
		make('as Basic', '', { authorization: `Basic ${basic}` }),
	];
}

/** Twenty ways to get in where the secret belongs into the query. */
export function queryAttempts(setting: Setting): Attempt[] {
	const { body, contentType, queryName } = setting;
	const make = maker(setting, 'query');
	return [
		make('no parameter', '', {}),
		...Object.entries(WRONG).map(([name, value]) =>
			make(name, `?${queryName}=${encodeURIComponent(value)}`, {}),
		),
		make('as a list', `?${queryName}[]=${SECRET}&${queryName}[0]=${SECRET}`, {}),
		make('twice', `?${queryName}=${SECRET}&${queryName}=${SECRET}`, {}),
		make('in the header', '', { authorization: `Bearer ${SECRET}`, [queryName]: SECRET }),
		make('in the body', '', {}, withSecret(body, contentType, queryName)),
	];
}

function maker({ parameters, body, contentType }: Setting, place: string) {
	return (name: string, path: string, headers: Record<string, string>, sent = body): Attempt => ({
		name: `${place}: ${name}`,
		parameters,
		path,
		init: { method: 'POST', headers: { 'content-type': contentType, ...headers }, body: sent },
	});
}

/** A body with the secret in fields of these names. */
function withSecret(body: string, contentType: string, ...names: string[]): string {
	if (!contentType.includes('json'))
		return [body, ...names.map((name) => `${name}=${SECRET}`)].join('&');
	const added = Object.fromEntries(names.map((name) => [name, SECRET]));
	return JSON.stringify({ ...(JSON.parse(body) as object), ...added });
}
