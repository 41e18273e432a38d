import { defineResource } from '../../../shared/describe';
import { activity } from './activity';
import { logOut } from './logOut';
import { monitor } from './monitor';
import { performance } from './performance';
import { productivity } from './productivity';

export const agent = defineResource({ name: 'Agent', value: 'agent' }, [
	monitor,
	activity,
	logOut,
	performance,
	productivity,
]);
