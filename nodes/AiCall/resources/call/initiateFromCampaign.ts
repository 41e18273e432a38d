import type { Operation } from '../../../shared/operation';
import { optionsField } from '../../fields';
import { campaignCallFields, campaignCallSteps, scheduleOptions } from './campaignCall';
import { lookUpCall } from './lookUp';
import { queueing } from './queued';

/** POST /business/{businessId}/call/initiate, in the form that the server's source reads. */
export const initiateFromCampaign: Operation = {
	warns: 'calls a real person',
	sendsOnce: true,
	option: {
		name: 'Initiate From Campaign',
		value: 'initiateFromCampaign',
		action: 'Initiate call from campaign',
		description: 'Have the agent of a campaign call a number. A real person is called.',
		routing: queueing,
	},
	finish: campaignCallSteps,
	lookUp: lookUpCall,
	fields: [...campaignCallFields, optionsField(scheduleOptions)],
};
