import { describeTriggerLoad, itLosesNothingInARestart } from '../triggerLoad';

describe('Convoso Trigger under load, in full', () => {
	describeTriggerLoad({ hostile: 2_000, hostileStarting: 100, events: 1_000 });
});
itLosesNothingInARestart(300);
