import type {
	ICredentialDataDecryptedObject,
	IExecuteSingleFunctions,
	IHttpRequestOptions,
	INodeExecutionData,
} from 'n8n-workflow';

import type { Resource } from './describe';
import type { Rate } from './pace';

/** What the runner has to know about a vendor. Data only: each node has one beside it. */
export interface Service {
	/** The vendor's name, as errors call it. */
	name: string;
	resources: Resource[];
	/** Requests in flight at once when the user sets nothing. */
	concurrency: number;
	/** The vendor's published limit, if it has one. */
	rate?: Rate;
	/** Answer headers that tell how much of the limit is left, and the length of its window in ms. */
	rateHeaders?: { remaining: string; intervalMs: string };
	/** Tells accounts apart; without a secret, since it is kept as long as the process lives. */
	account: (credentials: ICredentialDataDecryptedObject) => string;
	/** The word for what a write sends, in errors: "lead", "call". */
	noun: string;
	/**
	 * Asked when it is unknown whether a write was accepted: looks at the vendor and resolves with the output if it was.
	 * `'absent'` says that the vendor surely has not got it, `undefined` leaves the item unknown.
	 */
	lookUp?: (
		this: IExecuteSingleFunctions,
		request: IHttpRequestOptions,
	) => Promise<INodeExecutionData[] | 'absent' | undefined>;
}
