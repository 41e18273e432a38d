import { startSandbox, type Sandbox } from '../../sandbox/sandbox';
import { runNode } from '../support/engine';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox();
});
afterAll(async () => await sandbox.close());
beforeEach(() => sandbox.reset());

describe.each(['runner', 'routingNode'] as const)('Convoso leads on %s', (engine) => {
	it('inserts a lead', async () => {
		const { items, error } = await runNode({
			type: 'convoso',
			engine,
			credentials: sandbox.credentials(),
			parameters: {
				resource: 'lead',
				operation: 'insert',
				listId: { __rl: true, mode: 'list', value: '333' },
				phoneNumber: '+1 (555) 123-4567',
				leadFields: {
					firstName: 'Zoë',
					email: '',
					ownerId: { __rl: true, mode: 'id', value: '1110001' },
				},
				customFields: { field: [{ name: 'policy_number', value: 'P-1' }] },
				options: { hopper: true },
				requestOptions: {},
			},
		});
		console.log(error, JSON.stringify(items), JSON.stringify(sandbox.journal.entries, null, 1));
		expect(items).toHaveLength(1);
	});
});
