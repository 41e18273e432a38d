import { defineResource } from '../../../shared/describe';
import { del } from './delete';
import { insert } from './insert';
import { search } from './search';
import { update } from './update';

export const callback = defineResource({ name: 'Callback', value: 'callback' }, [
	search,
	del,
	insert,
	update,
]);
