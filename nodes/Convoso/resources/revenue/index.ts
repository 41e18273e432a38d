import { defineResource } from '../../../shared/describe';
import { update } from './update';

export const revenue = defineResource({ name: 'Revenue', value: 'revenue' }, [update]);
