import { defineResource } from '../../../shared/describe';
import { get } from './get';
import { getMany } from './getMany';
import { initiate } from './initiate';
import { initiateFromCampaign } from './initiateFromCampaign';
import { waitUntilFinished } from './waitUntilFinished';

export const call = defineResource({ name: 'Call', value: 'call' }, [
	getMany,
	get,
	initiate,
	initiateFromCampaign,
	waitUntilFinished,
]);
