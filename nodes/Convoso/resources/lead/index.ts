import { defineResource } from '../../../shared/describe';
import { del } from './delete';
import { getRecordings } from './getRecordings';
import { insert } from './insert';
import { search } from './search';
import { update } from './update';

export const lead = defineResource({ name: 'Lead', value: 'lead' }, [
	search,
	del,
	getRecordings,
	insert,
	update,
]);
