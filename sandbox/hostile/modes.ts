import { echoes } from './echoes';
import { limits } from './limits';
import { send, type Mode } from './mode';
import { paging } from './paging';
import { redirects } from './redirects';
import { statuses } from './statuses';
import { wire } from './wire';

/** An honest server, for a beginning or an end. */
const honest = {
	none: {
		does: 'nothing: passes every request on, and its answer back',
		isAccepted: true,
		act: ({ response, answer }) => send(response, answer),
	},
} satisfies Record<string, Mode>;

/** All modes by name. */
export const modes = {
	...honest,
	...redirects,
	...limits,
	...statuses,
	...wire,
	...echoes,
	...paging,
};

/** The name of a mode. */
export type HostileMode = keyof typeof modes;

export const modeNames = Object.keys(modes) as HostileMode[];
