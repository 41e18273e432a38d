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

/** How each vendor refuses: see `refuse` of the simulated ones. */
const REFUSALS: Record<string, (code: string, words: string) => [status: number, body: object]> = {
	convoso: (code, text) => [200, { success: false, code: Number(code), text }],
	convolo: (code, error) => [Number(code), { success: false, error }],
	leadConnector: (code, message) => [Number(code), { statusCode: Number(code), message }],
	aiCall: (code, message) => [200, { success: false, code: `Action:${code}`, message }],
};

/** Each piece of advice of an operation, with an answer that it is for. */
function* adviceOf({ type, resource, operation }: OperationCase) {
	const { advice = {} } = operationOf(resourcesByNode[type], resource, operation);
	for (const [key, given] of Object.entries(advice)) {
		const code = key.replace('xx', '18').replace('any', '418');
		for (const one of [given].flat()) {
			const { hint, says }: Advice = typeof one === 'string' ? { hint: one } : one;
			const words = says ? SENTENCES.find((sentence) => says.test(sentence)) : 'No.';
			if (!words) throw new Error(`SENTENCES has none that ${String(says)} is for`);
			const [status, body] = REFUSALS[type](code, words);
			yield { code, hint, fault: { kind: 'answer', status, body } satisfies FaultKind };
		}
	}
}

it('what an operation advises for a refusal is read by its user', async () => {
	let told = 0;
	for (const one of await the.everyOperation()) {
		for (const { code, hint, fault } of adviceOf(one)) {
			the.begin(one.type, 'none');
			the.sandbox.faults.add({ vendor: one.type, path: /^/, ...fault, after: one.main, times: 9 });
			expect(`${one.name}, ${code}: ${explained(await the.run(one))}`).toContain(hint);
			told++;
		}
	}
	expect(told).toBeGreaterThan(100);
});
