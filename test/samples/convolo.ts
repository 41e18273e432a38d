import fc from 'fast-check';

import type { Sandbox } from '../../sandbox/sandbox';
import type { Samples } from '../support/parameters';

/** Values that the simulated Convolo account knows. */
export const samples: Samples = {
	callId: fc.constantFrom('1', '2').map((end) => end.padStart(32, '0')),
	name: fc.stringMatching(/^[a-z]{8,20}$/),
	limit: fc.integer({ min: 1, max: 100 }),
	lcNumber2: fc.constantFrom('', '+44 20 7946 0018', '020 7946 0018'),
	timezone: fc.constantFrom('America/New_York', 'Europe/Berlin'),
	widgetIds: fc.constantFrom('12', '12,345'),
	binaryPropertyName: fc.constant('data'),
};

/** Three calls, two of them with a recording. */
export function prepare({ origin, vendors: { convolo } }: Sandbox): void {
	convolo.store.addCall('+15550000001', { recording: `${origin}/convolo/recordings/1.mp3` });
	convolo.store.addCall('+15550000002', { recording: `${origin}/convolo/moved/2.mp3` });
	convolo.store.addCall('+15550000003');
}
