import { defineResource } from '../../../shared/describe';
import { del } from './delete';
import { insert } from './insert';
import { search } from './search';
import { update } from './update';

export const dnc = defineResource({ name: 'DNC', value: 'dnc' }, [search, del, insert, update]);
