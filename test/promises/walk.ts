import { leaksIn } from './leaks';
import { Operations } from './operations';
import { credentialTestsOf, questionsOf, type EditorCase } from './questions';
import { hostileStage } from './stage';

/** Everything in the package that asks a vendor, with the hostile vendor in front of the simulated ones. */
export function promisesLab() {
	const stage = hostileStage();
	const { sandbox, clock, traffic, begin, run, credentials } = stage;
	const operations = new Operations(stage);
	let questions: EditorCase[] | undefined;
	return {
		sandbox,
		clock,
		traffic,
		get hostile() {
			return stage.hostile();
		},
		begin,
		run,
		credentials,
		everyOperation: operations.every,
		someOperations: operations.some,
		/** Every pick list, menu and mapper of every node. */
		everyQuestion: async () => (questions ??= await questionsOf(stage, await operations.every())),
		/** Every credential test that asks a vendor. */
		everyCredentialTest: async () => await credentialTestsOf(stage),
		leaksIn: (seen: unknown) => leaksIn(seen, sandbox),
	};
}
