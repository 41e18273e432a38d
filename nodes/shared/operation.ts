import type {
	IDisplayOptions,
	IExecuteSingleFunctions,
	IHttpRequestOptions,
	INodeExecutionData,
	INodeProperties,
	INodePropertyOptions,
	NodeApiError,
	PreSendAction,
} from 'n8n-workflow';

import type { AdviceByCode } from './advice';

/** One entry of an Operation menu: all there is to know about it stands in one file. */
export interface Operation {
	/** Name, value, action and routing, as n8n's Operation menu takes them. */
	option: INodePropertyOptions;
	/**
	 * What a person, and an AI agent that has it as a tool, must know before it runs: that somebody is reached, or something is
	 * gone. It stands behind the action, which is all that a model is told of a tool.
	 */
	warns?: string;
	/** The fields it shows, in order. The conditions on resource and operation are added by `describeResources`. */
	fields: INodeProperties[];
	/** True where sending the request twice changes nothing at the vendor, so that a lost answer may be asked for again. */
	isRead?: boolean;
	/** What a good answer holds by the vendor's description, where that is no JSON: with `nothing`, the status is the vendor's word. */
	answer?: 'nothing' | 'text';
	/** What a user can do about its refusals, where they mean something of their own. */
	advice?: AdviceByCode;
	/** What is checked or put together from several fields, after each of them has been read. */
	finish?: PreSendAction[];
	/**
	 * What 'Simplify' leaves of a record that has more than ten fields: ten at most, those that a salesperson wants, in the
	 * order in which they are shown.
	 */
	simple?: string[];
	/** True where it reaches a person or adds a record, so that 'Send Once' is offered; or when that is so. */
	sendsOnce?: true | NonNullable<IDisplayOptions['show']>;
	/** The word for what is sent, in errors, where the service's own does not fit. */
	noun?: string;
	/** What comes after the request, for an operation that is more than that. Made anew for each node run. */
	follow?: () => Follow;
	/**
	 * Asked when it is unknown whether a write was accepted: looks at the vendor and resolves with the output if it was.
	 * `'absent'` says that the vendor surely has not got it, `undefined` leaves the item unknown.
	 *
	 * @param error why it is unknown
	 */
	lookUp?: (
		this: IExecuteSingleFunctions,
		request: IHttpRequestOptions,
		error: NodeApiError,
	) => Promise<INodeExecutionData[] | 'absent' | undefined>;
}

/** What an operation does beyond its one request: it goes on with what the vendor has accepted. */
export interface Follow {
	/** The output to go on with for an item that needs no request; undefined where one is to be sent. */
	known: (this: IExecuteSingleFunctions) => INodeExecutionData[] | undefined;
	/**
	 * Goes on until the item's output is complete. All items are followed at the same time.
	 *
	 * @param isStopped once true the node run is over, and this is to end soon
	 */
	until: (
		this: IExecuteSingleFunctions,
		accepted: INodeExecutionData[],
		isStopped: () => boolean,
	) => Promise<INodeExecutionData[]>;
}
