import get from 'lodash/get';
import merge from 'lodash/merge';
import setPath from 'lodash/set';
import type {
	DeclarativeRestApiSettings,
	ICredentialDataDecryptedObject,
	IDataObject,
	IExecuteFunctions,
	INodeProperties,
	INodePropertyCollection,
	INodePropertyOptions,
	INodePropertyRouting,
	INodeTypeDescription,
	IN8nRequestOperations,
	PostReceiveAction,
	PreSendAction,
} from 'n8n-workflow';
import { NodeHelpers } from 'n8n-workflow';

import { plain } from './fields';

/** A request as the description and one item's parameters make it, before its preSend functions. */
export interface PreparedRequest {
	options: DeclarativeRestApiSettings.HttpRequestOptions;
	preSend: PreSendAction[];
	postReceive: PostReceiveFunction[];
	paginate: boolean;
	operations: IN8nRequestOperations;
}

type PostReceiveFunction = Extract<PostReceiveAction, (...args: never[]) => unknown>;

type RoutedProperty = INodeProperties | INodePropertyOptions | INodePropertyCollection;

/**
 * Turns a node's declarative description into requests, item by item: what n8n-core's RoutingNode does, for the part of
 * the vocabulary that this package uses, with each parameter read once.
 */
export class RequestPlan {
	private readonly properties: INodeProperties[];

	private readonly defaults: IDataObject;

	/**
	 * @param parameters the node's parameters as saved, expressions unresolved; they decide which fields are shown
	 */
	constructor(
		context: IExecuteFunctions,
		private readonly description: INodeTypeDescription,
		credentials: ICredentialDataDecryptedObject,
	) {
		const node = context.getNode();
		this.properties = description.properties.filter(
			(property) =>
				isRouted(property) &&
				NodeHelpers.displayParameter(node.parameters, property, node, description, node.parameters),
		);
		this.defaults = Object.fromEntries(
			Object.entries(description.requestDefaults ?? {}).map(([key, value]) => [
				key,
				resolveCredential(value, credentials),
			]),
		) as IDataObject;
	}

	/**
	 * Builds one item's request.
	 *
	 * @param read reads a parameter of the item
	 */
	prepare(read: (name: string) => unknown): PreparedRequest {
		const request: PreparedRequest = {
			options: {
				...structuredClone(this.defaults),
				qs: {},
				body: {},
			} as PreparedRequest['options'],
			preSend: [],
			postReceive: [],
			paginate: false,
			operations: { ...this.description.requestOperations },
		};
		request.options.headers = { ...(this.defaults.headers as IDataObject) };
		for (const property of this.properties) collect(request, property, read(property.name));
		return request;
	}
}

function collect(request: PreparedRequest, property: RoutedProperty, value: unknown): void {
	if ('routing' in property && property.routing) apply(request, property.routing, plain(value));
	if (!('options' in property) || !property.options) return;
	if (property.type === 'options') {
		const selected = (property.options as INodePropertyOptions[]).find(
			(one) => one.value === value,
		);
		if (selected) collect(request, selected, undefined);
	} else if (property.type === 'collection') {
		for (const child of property.options as INodeProperties[]) {
			if (Object.hasOwn(value as object, child.name))
				collect(request, child, get(value, child.name));
		}
	}
}

function apply(request: PreparedRequest, routing: INodePropertyRouting, value: unknown): void {
	Object.assign(request.operations, routing.operations);
	merge(request.options, routing.request);
	const { send, output } = routing;
	if (send?.property !== undefined) {
		const target = (
			send.type === 'body' ? request.options.body : request.options.qs
		) as IDataObject;
		// Defined, not assigned: a name like __proto__ would be lost.
		if (send.propertyInDotNotation === false) define(target, send.property, value);
		else setPath(target, send.property, value);
	}
	if (send?.paginate !== undefined) request.paginate = send.paginate === true;
	if (send?.preSend) request.preSend.push(...send.preSend);
	if (output?.postReceive)
		request.postReceive.push(...(output.postReceive as PostReceiveFunction[]));
}

function define(target: IDataObject, name: string, value: unknown): void {
	const settings = { value, enumerable: true, configurable: true, writable: true };
	Object.defineProperty(target, name, settings);
}

function isRouted(property: RoutedProperty): boolean {
	if ('routing' in property && property.routing) return true;
	return (
		'options' in property &&
		(property.options ?? []).some((child) => isRouted(child as RoutedProperty))
	);
}

const CREDENTIAL_FIELD = /^=\{\{\s*\$credentials\.(\w+)\s*\}\}$/;

function resolveCredential(value: unknown, credentials: ICredentialDataDecryptedObject): unknown {
	const field = typeof value === 'string' ? CREDENTIAL_FIELD.exec(value)?.[1] : undefined;
	return field === undefined ? value : credentials[field];
}
