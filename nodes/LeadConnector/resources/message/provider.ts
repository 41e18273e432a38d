import type { IDataObject, PreSendAction } from 'n8n-workflow';

import { invalidInput } from '../../../shared/errors';
import { bodyOf, id, type Extra } from '../../../shared/fields';
import { credentialOf } from '../../account';

/** What a message needs of a provider. */
type Need = 'call' | 'own' | 'none';

/** What a failing server says about the provider of a call or message that is logged. */
export const providerAdvice = {
	'5xx':
		"LeadConnector answers like this when 'Conversation Provider ID' is not of type Call (or of the message's type), or belongs to another app than the token. Check that first.",
};

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
