import { defineResource } from '../../../shared/describe';
import { search } from './search';
import { setStatus } from './setStatus';

export const campaign = defineResource({ name: 'Campaign', value: 'campaign' }, [
	search,
	setStatus,
]);
