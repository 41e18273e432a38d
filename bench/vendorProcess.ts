import { createHash } from 'node:crypto';

import { startSandbox, type Sandbox } from '../sandbox/sandbox';
import { leads, type LeadRow } from './leads';
import type { VendorCommand, VendorReply } from './vendor';

/** The simulated Convoso in a process of its own, so that its work is not n8n's; driven by the messages of vendor.ts. */
async function main(): Promise<void> {
	const sandbox = await startSandbox();
	// A request kept for every answer would make the vendor slower from run to run.
	sandbox.journal.isOn = false;
	process.on('disconnect', () => process.exit(0));
	process.on('message', (command: VendorCommand) => {
		process.send!({ id: command.id, result: carryOut(command, sandbox) } satisfies VendorReply);
	});
	process.send!({
		id: 0,
		result: { credential: sandbox.credentials().convosoApi },
	} satisfies VendorReply);
}

function carryOut(command: VendorCommand, sandbox: Sandbox): unknown {
	const { store } = sandbox.vendors.convoso;
	switch (command.name) {
		case 'reset':
			sandbox.reset();
			sandbox.answerMs = command.answerMs;
			for (const lead of leads(command.leads ?? 0)) store.addLead(asStored(lead));
			return undefined;
		case 'received': {
			const rows = [...store.leads.values()].map(
				({ id: _id, created_at: _created, modified_at: _modified, ...lead }) =>
					JSON.stringify(Object.entries(lead).sort()),
			);
			const digest = createHash('sha256').update(rows.sort().join('\n')).digest('hex');
			return { count: rows.length, digest };
		}
	}
}

function asStored(lead: LeadRow): Record<string, string> {
	return { list_id: '333', ...lead };
}

void main();
