import type {
	ICredentialDataDecryptedObject,
	IDataObject,
	INodeTypeDescription,
} from 'n8n-workflow';

import type { Refusal } from './errors';
import type { Operation } from './operation';
import type { Rate } from './pace';

/** What a vendor answered, secrets hidden. */
export interface Answer {
	/** HTTP status. */
	status: number;
	headers: IDataObject;
	/** Parsed JSON; text where it is none; bytes where the request asked for them. */
	body: unknown;
}

/** What an answer belongs to. */
export interface Asked {
	service: Service;
	/** Resource and operation, as in `lead.insert`, or the name of a question that is none, such as `list`. */
	operation: string;
	/** True where sending it twice changes nothing at the vendor. */
	isRead: boolean;
	/** See {@link Operation.answer}. */
	answer?: Operation['answer'];
	/** See {@link Operation.advice}. */
	advice?: Operation['advice'];
	/** The node's parameters as saved. */
	parameters: IDataObject;
}

/** What an answer means: what was asked for, or why it was not given. */
export type Verdict = { data: unknown } | { refusal: Refusal };

/** What is to be known of a vendor to talk with it. Data and pure functions: each node has one beside it. */
export interface Service {
	/** The vendor's name, as errors call it. */
	name: string;
	/** The word for what a write sends, in errors: "lead", "call". */
	noun: string;
	/** Requests in flight at once when the user sets nothing. */
	concurrency: number;
	/** The vendor's published limit, if it has one. */
	rate?: Rate;
	/** Answer headers that tell how much of the limit is left, the length of its window in ms, and what is left of the day. */
	rateHeaders?: { remaining: string; intervalMs: string; dailyRemaining: string };
	/** The credential types, by the value of the node's Authentication where there are two. */
	credentials: [string] | Record<string, string>;
	/** The name of the credential's address field, as the user sees it. */
	addressField: string;
	/** Where the API stands below the address in the credential; nothing when left out. */
	basePath?: string;
	/** What every question besides an operation is sent with. */
	headers: IDataObject;
	/** What else such a question is sent with, by its path. */
	headersOf?: (path: string) => IDataObject;
	/** What tells accounts apart in a credential. Hashed before it is kept. */
	account: (credentials: ICredentialDataDecryptedObject) => unknown[];
	/** Everything in a credential that nobody else may see. */
	secrets: (credentials: ICredentialDataDecryptedObject) => unknown[];
	/** Reads an answer: the status first, then the body. */
	read: (answer: Answer, asked: Asked) => Verdict;
}

/** What every request of a node begins with. */
export function requestDefaultsOf({ headers }: Service): INodeTypeDescription['requestDefaults'] {
	return {
		baseURL: '={{$credentials.baseUrl}}',
		headers,
		ignoreHttpStatusErrors: true,
		// A POST that follows a redirect may lose its body on the way, or take the keys to another server.
		disableFollowRedirect: true,
	};
}

/** The credential type that signs, by the value of the node's Authentication. */
export function credentialTypeOf({ credentials }: Service, authentication: unknown): string {
	if (Array.isArray(credentials)) return credentials[0];
	return credentials[String(authentication)] ?? Object.values(credentials)[0];
}
