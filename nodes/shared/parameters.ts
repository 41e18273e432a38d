import setPath from 'lodash/set';
import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { entryOf } from './entries';
import { isTool } from './tool';

/** A place in a parameter that holds an expression. */
interface Expression {
	/** From the node's parameters on, e.g. `leadFields`, `firstName`. */
	path: string[];
	/** The path in the item, where the expression is nothing but a reference to it. */
	reference?: string[];
}

/** What a drag from the input panel makes: `={{ $json.name }}`, also nested, in brackets, or with an index. */
const REFERENCE =
	/^=\{\{\s*\$json((?:\.[A-Za-z_$][\w$]*|\[(?:"[^"\\{}]*"|'[^'\\{}]*'|\d+)\])+)\s*\}\}$/;

const STEP = /\.([\w$]+)|\["([^"]*)"\]|\['([^']*)'\]|\[(\d+)\]/g;

/** A key that n8n cannot find by a path, since it takes dots and brackets in it for steps. */
const NO_STEP = /[.[\]]/;

/**
 * Reads a node's parameters item by item, as `getNodeParameter` does without options, at a fraction of its cost.
 *
 * n8n spends about a millisecond on each expression, and most expressions of a mapped lead are plain references to a field
 * of the item. Those are looked up; everything else, and every field that is missing or holds no plain value, is left to
 * n8n.
 */
export class ParameterReader {
	private readonly parameters: IDataObject;

	private readonly items: INodeExecutionData[];

	private readonly expressions = new Map<string, Expression[]>();

	constructor(private readonly context: IExecuteFunctions) {
		this.parameters = context.getNode().parameters as IDataObject;
		// For n8n, $json in a tool is what the agent was given; the input is what the model has said.
		this.items = isTool(context) ? [] : context.getInputData();
	}

	/** The value of a parameter for one item; undefined where the node has no such parameter. */
	read(name: string, itemIndex: number): unknown {
		const raw = this.parameters[name];
		if (raw === undefined) return this.resolve(name, itemIndex);
		const values = { [name]: structuredClone(raw) };
		const expressions = entryOf(this.expressions, name, () => expressionsIn(raw, [name]));
		for (const { path, reference } of expressions) {
			let value = reference && lookUp(this.items[itemIndex]?.json, reference);
			if (value === undefined) {
				if (path.some((key) => NO_STEP.test(key))) return this.resolve(name, itemIndex);
				value = this.resolve(path.join('.'), itemIndex);
			}
			// n8n makes text of dates inside a collection, which it cannot see when asked for the date alone.
			if (typeof value === 'object' && value !== null) return this.resolve(name, itemIndex);
			setPath(values, path, value);
		}
		return values[name];
	}

	private resolve(path: string, itemIndex: number): unknown {
		return this.context.getNodeParameter(path, itemIndex, undefined);
	}
}

function expressionsIn(value: unknown, path: string[]): Expression[] {
	if (typeof value === 'object' && value !== null) {
		return Object.entries(value).flatMap(([key, child]) => expressionsIn(child, [...path, key]));
	}
	if (typeof value !== 'string' || !value.startsWith('=')) return [];
	const steps = REFERENCE.exec(value)?.[1];
	const reference = steps && [...steps.matchAll(STEP)].map(([, ...names]) => names.find(isText)!);
	return [reference ? { path, reference } : { path }];
}

function isText(name: string | undefined): name is string {
	return name !== undefined;
}

/** The text, number, yes or no, or null that stands at a path; undefined where nothing does, or something else. */
function lookUp(json: IDataObject | undefined, reference: string[]): unknown {
	let value: unknown = json;
	for (const name of reference) {
		if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name))
			return undefined;
		value = (value as IDataObject)[name];
	}
	return typeof value === 'object' && value !== null ? undefined : value;
}
