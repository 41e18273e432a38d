import { secretTest } from '../shared/webhook/credentialTest';

/** Tests a Secret. It stands in an address, where many signs mean something else. */
export const convoloWebhookApiTest = secretTest('the address in Convolo');
