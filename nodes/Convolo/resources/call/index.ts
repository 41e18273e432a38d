import { defineResource } from '../../../shared/describe';
import { get } from './get';
import { getAll } from './getAll';
import { getRecording } from './getRecording';
import { start } from './start';

export const call = defineResource({ name: 'Call', value: 'call' }, [
	get,
	getAll,
	getRecording,
	start,
]);
