import { ConvosoApi } from '../../credentials/ConvosoApi.credentials';
import { credentialTest, refused } from '../shared/client';
import { convoso } from './service';

/**
 * Tests an Auth Token with campaigns/search, which needs no parameters and changes nothing.
 *
 * Convoso tells a token it does not know (code 5001, or HTTP 401) from one without the right to the section (code 403).
 * The second is a good token: most tokens are made for a few sections only.
 */
export const convosoApiTest = credentialTest(
	convoso,
	new ConvosoApi().authenticate,
	async (client) => {
		const verdict = await client.verdict({
			method: 'POST',
			path: '/campaigns/search',
			about: 'credential',
		});
		if ('data' in verdict) return { status: 'OK', message: 'The Auth Token works.' };
		const { code, status } = verdict.refusal;
		if (code === '403' || (code === undefined && status === 403)) {
			return {
				status: 'OK',
				message:
					'The Auth Token is valid. It has no right to the Campaigns section; tick it for this token if you need it.',
			};
		}
		return refused(convoso, verdict.refusal);
	},
);
