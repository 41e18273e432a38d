import { defineResource } from '../../../shared/describe';
import { insert } from './insert';
import { search } from './search';
import { update } from './update';

export const smsOptOut = defineResource({ name: 'SMS Opt-Out', value: 'smsOptOut' }, [
	search,
	insert,
	update,
]);
