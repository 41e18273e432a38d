/** The field values of one event, by the names that the Adaptor gives them. */
export type EventFields = Record<string, string>;

/** A request body, or a query, as it goes out. */
export interface Encoded {
	/** Undefined where no Content-Type is set by hand; Convoso's HTTP client then says it is a form. */
	contentType?: string;
	body: string;
	/** True where the text goes into the address and not into the body. */
	isQuery?: boolean;
}

const FORM = 'application/x-www-form-urlencoded';
const JSON_TYPE = 'application/json';

/**
 * All forms in which receivers have met Convoso's events. What the Connect's own settings give are `form` (Post Data Type
 * RAW), `json` (JSON with a Content-type header), `jsonAsForm` (JSON without one) and `query` (GET); the others come
 * from accounts whose plug-ins or proxies wrap them.
 */
export const shapes = {
	form: (fields) => ({ contentType: FORM, body: formOf(fields) }),
	json: (fields) => ({ contentType: JSON_TYPE, body: JSON.stringify(fields) }),
	jsonAsForm: (fields) => ({ contentType: FORM, body: JSON.stringify(fields) }),
	jsonAsFormEncoded: (fields) => ({
		contentType: FORM,
		body: `${encodeURIComponent(JSON.stringify(fields))}=`,
	}),
	paramsQueryString: (fields) => ({
		contentType: FORM,
		body: `params=${encodeURIComponent(formOf(fields))}`,
	}),
	paramsJsonText: (fields) => ({
		contentType: JSON_TYPE,
		body: JSON.stringify({ params: JSON.stringify(fields) }),
	}),
	paramsObject: (fields) => ({ contentType: JSON_TYPE, body: JSON.stringify({ params: fields }) }),
	paramsList: (fields) => ({ contentType: JSON_TYPE, body: JSON.stringify({ params: [fields] }) }),
	paramsBrackets: (fields) => ({
		contentType: FORM,
		body: Object.entries(fields)
			.map(
				([name, value]) => `params%5B${encodeURIComponent(name)}%5D=${encodeURIComponent(value)}`,
			)
			.join('&'),
	}),
	list: (fields) => ({ contentType: JSON_TYPE, body: JSON.stringify([fields]) }),
	query: (fields) => ({ body: formOf(fields), isQuery: true }),
} satisfies Record<string, (fields: EventFields) => Encoded>;

export type Shape = keyof typeof shapes;

/** As PHP's http_build_query writes it: a blank becomes a plus sign. */
function formOf(fields: EventFields): string {
	return new URLSearchParams(fields).toString();
}
