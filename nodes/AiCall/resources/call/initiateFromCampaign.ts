import type { Operation } from '../../../shared/describe';
import { asQueued } from '../../shared/answer';
import { optionsField } from '../../shared/fields';
import { campaignCallFields, campaignCallSteps, scheduleOptions } from './campaignCall';

/** POST /business/{businessId}/call/initiate, in the form that the server's source reads. */
export const initiateFromCampaign: Operation = {
	option: {
		name: 'Initiate From Campaign',
		value: 'initiateFromCampaign',
		action: 'Initiate call from campaign',
		description:
			'Have the agent of a campaign call a number. A real person is called. This is what Iqra servers take.',
		routing: {
			request: { method: 'POST', url: '/business/{businessId}/call/initiate' },
			send: { preSend: campaignCallSteps },
			output: { postReceive: [asQueued] },
		},
	},
	fields: [...campaignCallFields, optionsField(scheduleOptions)],
};
