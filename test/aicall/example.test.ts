import type { INodeParameters } from 'n8n-workflow';

import example from '../../examples/ai-call-and-log.json';
import { lab } from '../support/lab';

const { vendor: iqra, run } = lab('aiCall');
const nodeNamed = (name: string) => example.nodes.find((node) => node.name === name)!;

it('the example calls its lead and branches on words that the node gives', async () => {
	const [, leadName, phone] = nodeNamed('Lead').parameters.assignments!.assignments;
	const { items, error } = await run(
		nodeNamed('Call and Wait').parameters as unknown as INodeParameters,
		{ items: [{ json: { leadId: '10001', name: leadName.value, phone: phone.value } }] },
	);
	expect(error).toBeUndefined();
	expect(items[0].json).toMatchObject({ callStatus: 'completed', recipientNumber: '+14155550123' });
	expect(iqra.calls[0].dynamicVariables).toEqual({ customer_name: leadName.value });

	const rules = nodeNamed('How Did It Go').parameters.rules!.values;
	const words = rules.map(({ conditions }) =>
		conditions.conditions.map(({ rightValue }) => rightValue),
	);
	expect(words).toEqual([['completed'], ['declined', 'no answer', 'voicemail']]);
});
