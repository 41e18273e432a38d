import { defineResource } from '../../../shared/describe';
import { getByUser } from './getByUser';

export const recording = defineResource({ name: 'Recording', value: 'recording' }, [getByUser]);
