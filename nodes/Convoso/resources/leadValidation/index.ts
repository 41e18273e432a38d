import { defineResource } from '../../../shared/describe';
import { search } from './search';

export const leadValidation = defineResource({ name: 'Lead Validation', value: 'leadValidation' }, [
	search,
]);
