import { defineResource } from '../../../shared/describe';
import { get } from './get';
import { getMany } from './getMany';
import { getRecording } from './getRecording';
import { start } from './start';

export const call = defineResource({ name: 'Call', value: 'call' }, [
	getMany,
	get,
	getRecording,
	start,
]);
