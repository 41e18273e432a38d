import { Refused } from '../kit/refused';
import type { Answer } from './answer';

export const campaignEndpoints = {
	'/campaigns/search': (_form, { campaigns }) => ({ success: true, data: campaigns }),
	'/campaigns/status': ({ campaign_id, status }, { campaigns }) => {
		const campaign = campaigns.find(({ id }) => String(id) === campaign_id);
		if (!campaign) throw new Refused(6004, 'Unknown Campaign ID');
		campaign.status = status === '1' ? 'Y' : 'N';
		return { success: true };
	},
} satisfies Record<string, Answer>;
