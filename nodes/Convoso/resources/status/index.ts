import { defineResource } from '../../../shared/describe';
import { insert } from './insert';
import { search } from './search';
import { update } from './update';

export const status = defineResource({ name: 'Status', value: 'status' }, [search, insert, update]);
