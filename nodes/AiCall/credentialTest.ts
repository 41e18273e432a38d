import { AiCallApi } from '../../credentials/AiCallApi.credentials';
import { unreadable } from '../shared/answers';
import { credentialTest, failed, refused } from '../shared/client';
import { isEmpty } from '../shared/values/read';
import { pathOf } from './business';
import { businessIn } from './pickers';
import { aiCall } from './service';

/**
 * Tests an API key with "get business", which changes nothing and needs no right beyond the business itself.
 *
 * The server answers HTTP 200 to a bad key too: what counts is `success`, and the code tells a bad key, a key that is limited
 * to other businesses, and a disabled business apart.
 */
export const aiCallApiTest = credentialTest(
	aiCall,
	new AiCallApi().authenticate,
	async (client) => {
		const { businessId } = client.credentials;
		if (isEmpty(businessId)) return failed("Fill in 'Business ID'.");
		const id = String(businessId).trim();
		const verdict = await client.verdict({ path: pathOf(id), about: 'credential' });
		const business = 'data' in verdict ? businessIn(verdict.data) : undefined;
		if (business) {
			return {
				status: 'OK',
				message: `The API Key works for ${business.name || `business ${id}`}.`,
			};
		}
		return refused(
			aiCall,
			'refusal' in verdict
				? verdict.refusal
				: unreadable(verdict.answer, { service: aiCall, isRead: true }),
		);
	},
);
