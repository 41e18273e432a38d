import type { Outgoing } from './mode';

/** One parameter of a request, wherever it stands: gives its new value, or undefined to take it away. */
export type Change = (name: string, value: unknown) => unknown;

/** A request with its parameters changed, in the query, in a form and at the top of a JSON body. */
export function changed(request: Outgoing, change: Change): Outgoing {
	const [path, query = ''] = request.url.split('?');
	const search = changedForm(query, change);
	const type = String(request.headers['content-type'] ?? '');
	const text = request.body.toString();
	let body = request.body;
	if (type.startsWith('application/x-www-form-urlencoded')) {
		body = Buffer.from(changedForm(text, change));
	} else if (type.startsWith('application/json') && text.startsWith('{')) {
		body = Buffer.from(JSON.stringify(changedObject(JSON.parse(text) as object, change)));
	}
	return { ...request, url: search ? `${path}?${search}` : path, body };
}

function changedForm(form: string, change: Change): string {
	if (form === '') return '';
	const fields = Object.fromEntries(new URLSearchParams(form));
	return new URLSearchParams(changedObject(fields, change) as Record<string, string>).toString();
}

function changedObject(fields: object, change: Change): object {
	return Object.fromEntries(
		Object.entries(fields).flatMap(([name, value]) => {
			const given = change(name, value);
			return given === undefined ? [] : [[name, given]];
		}),
	);
}
