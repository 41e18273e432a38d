import type { ICredentialTestFunction } from 'n8n-workflow';

import { failed } from '../shared/client';
import { testSecret } from '../shared/webhook/credentialTest';
import { PUBLISHED_SPKI, readPublicKey } from './signature';

/** Tests what events are compared with. HighLevel cannot be asked: it comes to n8n. */
export const leadConnectorWebhookApiTest: ICredentialTestFunction = async ({ data }) => {
	const { source, secret, publicKey } = data ?? {};
	if (source !== 'app') return testSecret(String(secret ?? ''), 'the HighLevel workflow');
	const text = String(publicKey ?? '').trim();
	if (!readPublicKey(text)) {
		return failed(`The Public Key is no Ed25519 key. HighLevel's own is ${PUBLISHED_SPKI}`);
	}
	const isOwn = text === '' || text === PUBLISHED_SPKI;
	return {
		status: 'OK',
		message: isOwn ? "This is HighLevel's key." : 'This is an Ed25519 key.',
	};
};
