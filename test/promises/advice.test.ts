import type { Advice } from '../../nodes/shared/advice';
import { operationOf } from '../../nodes/shared/describe';
import type { FaultKind } from '../../sandbox/kit/faults';
import { resourcesByNode } from '../support/resources';
import type { OperationCase } from './operations';
import { promisesLab } from './walk';
import { explained } from './words';

const the = promisesLab();

/** What a vendor may say that advice is for, where it is not for a code alone. */
const SENTENCES = [
	'The widget was not found',
	'Invalid attachment',
	'call.to must be a phone number',
	'call.from must be a phone number',
	'Conversation already exists',
];

/** Each piece of advice of an operation, with a refusal that it is for. */
function* adviceOf({ type, resource, operation }: OperationCase) {
	const { advice = {} } = operationOf(resourcesByNode[type], resource, operation);
	for (const [key, given] of Object.entries(advice)) {
		const name = key.replace(/^any$/, '4xx').replace(/^(\d)xx$/, (_all, kind) => `${kind}18`);
		const code = Number(name) || name;
		for (const one of [given].flat()) {
			const { hint, says }: Advice = typeof one === 'string' ? { hint: one } : one;
			const words = says ? SENTENCES.find((sentence) => says.test(sentence)) : 'No.';
			if (!words) throw new Error(`SENTENCES has none that ${String(says)} is for`);
			yield { hint, refusal: { kind: 'refuse', code, words } satisfies FaultKind };
		}
	}
}

it('what an operation advises for a refusal is read by its user', async () => {
	let told = 0;
	for (const one of await the.everyOperation()) {
		for (const { hint, refusal } of adviceOf(one)) {
			the.begin(one.type, 'none');
			const { type, main: after, name } = one;
			the.sandbox.faults.add({ vendor: type, path: /^/, ...refusal, after, times: 9 });
			expect(`${name}, ${refusal.code}: ${explained(await the.run(one))}`).toContain(hint);
			told++;
		}
	}
	expect(told).toBeGreaterThan(100);
});
