import { TwoProcesses } from '../support/twoProcesses';

/** More than the limit allows both together; `npm run bench -- --only twoProcesses` has it at length. */
const CALLS = 80;

let processes: TwoProcesses;
beforeAll(async () => (processes = await TwoProcesses.start(4)));
afterAll(async () => await processes.stop());

it('two processes log all calls with one account, each once', async () => {
	const { refusals: _onAQuickMachine, ms: _time, ...outcome } = await processes.log(CALLS);
	const results = [{ items: CALLS }, { items: CALLS }];
	expect(outcome).toEqual({ results, logged: 2 * CALLS, twice: 0 });
});
