import type {
	ICredentialDataDecryptedObject,
	IExecuteSingleFunctions,
	PreSendAction,
} from 'n8n-workflow';

import { invalidInput } from '../../shared/errors';

/** Shorter than any key that Convolo makes (32 characters): a word that would hide half of an answer. */
const SHORTEST_KEY = 8;

/** Says which credential field a report needs. */
export const NO_ACCOUNT_KEY =
	"Fill in 'Account API Key' in the Convolo credential. The keys of the widget start calls, but give no reports.";

/** Whether the credential holds the key that reports need. */
export function hasAccountKey(credentials: ICredentialDataDecryptedObject): boolean {
	return String(credentials.accountApiKey ?? '').trim() !== '';
}

/** Refuses a report when the credential has no key for it. */
export const needsAccountKey: PreSendAction = async function (
	this: IExecuteSingleFunctions,
	request,
) {
	if (!hasAccountKey(await this.getCredentials('convoloApi'))) {
		throw invalidInput(this, 'Account API Key', 'of the credential is empty', NO_ACCOUNT_KEY);
	}
	return request;
};

/**
 * Hides the keys of a credential in what a vendor answered: a server may repeat the request in its error, and calls name
 * the widget they came from.
 *
 * @param value any JSON
 * @returns a copy, with `***` in the place of every key
 */
export function withoutKeys<T>(value: T, credentials: ICredentialDataDecryptedObject): T {
	const keys = [credentials.widgetKey, credentials.apiKey, credentials.accountApiKey]
		.map((key) => String(key ?? '').trim())
		.filter((key) => key.length >= SHORTEST_KEY);
	const forms = [...new Set(keys.flatMap((key) => [key, encodeURIComponent(key)]))];
	const hide = (part: unknown): unknown => {
		if (typeof part === 'string') {
			return forms.reduce((text, key) => text.replaceAll(key, '***'), part);
		}
		if (Array.isArray(part)) return part.map(hide);
		if (typeof part !== 'object' || part === null) return part;
		return Object.fromEntries(Object.entries(part).map(([key, child]) => [hide(key), hide(child)]));
	};
	return hide(value) as T;
}
