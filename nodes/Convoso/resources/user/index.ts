import { defineResource } from '../../../shared/describe';
import { search } from './search';

export const user = defineResource({ name: 'User', value: 'user' }, [search]);
