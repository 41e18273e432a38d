import { agent } from './agent';
import { callback } from './callback';
import { callLog } from './callLog';
import { campaign } from './campaign';
import { dnc } from './dnc';
import { lead } from './lead';
import { leadValidation } from './leadValidation';
import { list } from './list';
import { recording } from './recording';
import { revenue } from './revenue';
import { smsOptOut } from './smsOptOut';
import { status } from './status';
import { user } from './user';

/** Everything the node offers, in the order of its menu. */
export const resources = [
	lead,
	agent,
	callback,
	callLog,
	campaign,
	dnc,
	leadValidation,
	list,
	recording,
	revenue,
	smsOptOut,
	status,
	user,
];
