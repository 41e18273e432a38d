import { defineResource } from '../../../shared/describe';
import { get } from './get';
import { getMany } from './getMany';

export const conversation = defineResource({ name: 'Conversation', value: 'conversation' }, [
	get,
	getMany,
]);
