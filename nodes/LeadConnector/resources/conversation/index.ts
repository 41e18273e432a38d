import { defineResource } from '../../../shared/describe';
import { create } from './create';
import { del } from './delete';
import { get } from './get';
import { getMany } from './getMany';
import { update } from './update';

export const conversation = defineResource({ name: 'Conversation', value: 'conversation' }, [
	getMany,
	create,
	del,
	get,
	update,
]);
