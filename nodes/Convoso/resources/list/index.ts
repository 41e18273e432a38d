import { defineResource } from '../../../shared/describe';
import { del } from './delete';
import { insert } from './insert';
import { search } from './search';
import { update } from './update';

export const list = defineResource({ name: 'List', value: 'list' }, [search, del, insert, update]);
