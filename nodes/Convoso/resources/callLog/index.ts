import { defineResource } from '../../../shared/describe';
import { retrieve } from './retrieve';
import { update } from './update';

export const callLog = defineResource({ name: 'Call Log', value: 'callLog' }, [retrieve, update]);
