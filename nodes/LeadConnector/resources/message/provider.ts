import type { IDataObject, PreSendAction } from 'n8n-workflow';

import type { AdviceByCode } from '../../../shared/advice';
import { invalidInput } from '../../../shared/errors';
import { bodyOf, id, type Extra } from '../../../shared/fields';
import { credentialOf } from '../../account';

/** What a message needs of a provider. */
type Need = 'call' | 'own' | 'none';

/**
 * What is to be done where a call or message cannot be logged: what a failing server says about its provider, and whose number a
 * call must have.
 *
 * @param end of the call at which the contact is
 * @param name of its parameter
 */
export const loggedAdvice = (end: 'from' | 'to', name: string): AdviceByCode => ({
	'5xx':
		"LeadConnector answers like this when 'Conversation Provider ID' is not of type Call (or of the message's type), or belongs to another app than the token. Check that first.",
	any: {
		says: new RegExp(`\\bcall\\.${end}\\b|contact\\b.*\\bphone|phone\\b.*\\bcontact`, 'i'),
		hint: `'${name}' must be the phone number of the contact of the conversation.`,
	},
});

/**
 * The conversation provider of a message.
 *
 * A call without one takes the default of the credential. The vendor answers a missing provider of a Custom message with
 * success and stores nothing, so it is refused here.
 *
 * @param needOf what the message, as filled so far, needs
 */
export function providerField(needOf: (body: IDataObject) => Need, extra: Extra = {}) {
	const provider: PreSendAction = async function (request) {
		const body = bodyOf(request);
		const need = needOf(body);
		if (need === 'none' || body.conversationProviderId !== undefined) return request;
		const { callProviderId } = await credentialOf(this);
		const preset = need === 'call' ? String(callProviderId ?? '').trim() : '';
		if (preset !== '') return { ...request, body: { ...body, conversationProviderId: preset } };
		throw invalidInput(
			this,
			'Conversation Provider ID',
			'is empty',
			need === 'call'
				? 'Enter the ID of a provider of type Call, here or as default in the credential. It stands in the Marketplace app under Modules, Conversation Providers.'
				: 'Enter the ID of the provider of the Marketplace app that the message came through.',
		);
	};
	return id('conversationProviderId', 'Conversation Provider ID', {
		placeholder: 'e.g. 61d6d1f9cdac7612faf80753',
		...extra,
		check: [provider],
	});
}
