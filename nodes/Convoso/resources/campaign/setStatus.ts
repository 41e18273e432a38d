import type { Operation } from '../../../shared/operation';
import { asDone } from '../../answer';
import { onOff, picked } from '../../fields';
import { OTHER_CAMPAIGN } from '../../hints';
import { post } from '../../routing';

const ON_OR_OFF = "Choose On or Off in 'Status'.";

/** POST /campaigns/status (public clients of the API). */
export const setStatus: Operation = {
	warns: 'may start calls to real people',
	advice: {
		6004: OTHER_CAMPAIGN,
		6010: ON_OR_OFF,
		6026: OTHER_CAMPAIGN,
		6080: ON_OR_OFF,
	},
	option: {
		name: 'Set Status',
		value: 'setStatus',
		action: 'Set status of campaign',
		description:
			'Switch a campaign on or off. A campaign that is on dials real people as soon as agents are ready.',
		routing: post('/campaigns/status', asDone('success', 'campaign_id')),
	},
	fields: [
		picked('campaign_id', 'Campaign', 'searchCampaigns', { required: true }),
		onOff('status', 'Status', ['On', 'Off'], { required: true }),
	],
};
