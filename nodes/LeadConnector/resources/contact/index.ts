import { defineResource } from '../../../shared/describe';
import { addTags } from './addTags';
import { get } from './get';
import { getMany } from './getMany';
import { removeTags } from './removeTags';
import { update } from './update';
import { upsert } from './upsert';

export const contact = defineResource({ name: 'Contact', value: 'contact' }, [
	upsert,
	addTags,
	get,
	getMany,
	removeTags,
	update,
]);
