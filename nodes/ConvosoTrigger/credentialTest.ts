import { secretTest } from '../shared/webhook/credentialTest';

/** Tests a Secret. Between headers Convoso has |, between parameters &: neither may stand in it. */
export const convosoWebhookApiTest = secretTest('Convoso Connect');
