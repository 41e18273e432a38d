import type {
	IDataObject,
	IExecuteSingleFunctions,
	IHttpRequestMethods,
	IN8nHttpFullResponse,
	INodePropertyRouting,
	NodeApiError,
	PostReceiveAction,
} from 'n8n-workflow';

import { answerRefused, askedOf, toAnswer } from '../shared/answers';
import { isEmpty } from '../shared/values/read';
import { recordIn, saysYes, withoutData } from './answer';

/** What a write's answer holds where the vendor has carried it out. */
interface Promised {
	/** Where the real server puts the record; the document has it at the top. Both are taken. */
	wrapper?: string;
	/** Whether the promise is kept, by the record or by what stands around it. */
	isKept: (record: IDataObject, frame: IDataObject) => boolean;
	/** What was promised, to follow "answered without". */
	missing: string;
	/** What goes out; the record when left out. */
	output?: (this: IExecuteSingleFunctions, record: IDataObject, frame: IDataObject) => IDataObject;
}

/** The routing of an operation that is one exchange: what is sent where, and the steps that the answer goes through. */
export const exchange = (
	method: IHttpRequestMethods,
	url: string,
	...postReceive: PostReceiveAction[]
): INodePropertyRouting => ({ request: { method, url }, output: { postReceive } });

/** The record that was asked for, as one item. */
export function asRecord(wrapper?: string): PostReceiveAction {
	return async function ([{ json }], response) {
		const found = framesIn(json, wrapper).find(({ id }) => !isEmpty(id));
		if (found) return [{ json: found }];
		throw without(this, response, 'the record');
	};
}

/** What came of a write, as one item; where the promise is not kept, nobody knows. */
export function asDone({ wrapper, isKept, missing, output }: Promised): PostReceiveAction {
	return async function ([{ json }], response) {
		const frames = framesIn(json, wrapper);
		const frame = frames[frames.length - 1];
		const found = frames.find((one) => isKept(one, frame));
		if (!found) throw without(this, response, missing);
		return [{ json: output ? output.call(this, found, frame) : found }];
	};
}

/** What a write has stored, which the vendor promises to name. */
export const asStored = (missing: string, ids: string[], wrapper?: string) =>
	asDone({ wrapper, missing, isKept: (stored) => ids.some((name) => !isEmpty(stored[name])) });

/** A record that was changed: as it is now, or the vendor's word that it was. */
export const asChanged = (wrapper: string) =>
	asDone({
		wrapper,
		isKept: ({ id }, frame) => Boolean(id) || saysYes(frame),
		missing: `the ${wrapper}`,
	});

/**
 * The error for an answer that holds something else than was asked for.
 *
 * @param missing what was asked for, to follow "answered without"
 */
export function without(
	context: IExecuteSingleFunctions,
	response: IN8nHttpFullResponse,
	missing: string,
): NodeApiError {
	return answerRefused(context, withoutData(toAnswer(response), askedOf(context), missing));
}

/** The record of an answer where frames may be around it, the innermost first. */
export function framesIn(answer: unknown, wrapper = ''): IDataObject[] {
	const frame = recordIn(answer);
	const inner = recordIn(frame?.data);
	return [recordIn(inner?.[wrapper]), inner, recordIn(frame?.[wrapper]), frame].filter(
		(one) => one !== undefined,
	);
}
