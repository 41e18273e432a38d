import type { INodeParameters, INodeProperties } from 'n8n-workflow';

import { nodeType } from '../support/engine';
import { shownFields } from '../support/parameters';
import { share } from '../support/runs';
import type { OperationCase } from './operations';
import { promisesLab } from './walk';

const { begin, everyOperation, run, sandbox } = promisesLab();

/** A field of an operation, and how it is set to a value beside good ones. */
interface FieldCase {
	operation: OperationCase;
	field: INodeProperties;
	/** The collection it stands in, if any. */
	parent?: string;
	set: (value: unknown) => INodeParameters;
}

const isSent = ({ routing }: INodeProperties) => (routing?.send?.preSend ?? []).length > 0;

/** Every field that is sent, and every switch, of every operation of every node. */
async function everyField(): Promise<FieldCase[]> {
	const cases: FieldCase[] = [];
	for (const operation of await everyOperation()) {
		const { description } = await nodeType(operation.type);
		const { parameters } = operation;
		for (const field of shownFields(description, parameters)) {
			if (field.type !== 'collection') {
				const set = (value: unknown) => ({ ...parameters, [field.name]: value }) as INodeParameters;
				cases.push({ operation, field, set });
				continue;
			}
			const others = (parameters[field.name] ?? {}) as INodeParameters;
			for (const child of field.options as INodeProperties[]) {
				const set = (value: unknown) =>
					({
						...parameters,
						[field.name]: { ...others, [child.name]: value },
					}) as INodeParameters;
				cases.push({ operation, field: child, parent: field.name, set });
			}
		}
	}
	// n8n itself reads the choice of the credential, and lets no expression into it.
	return cases.filter(
		({ field }) => (isSent(field) || field.type === 'boolean') && field.name !== 'authentication',
	);
}

const isPhone = ({ type, placeholder = '' }: INodeProperties) =>
	type === 'string' && /^e\.g\. \+\d/.test(placeholder);

const kinds: Array<[kind: string, is: (field: INodeProperties) => boolean, value: unknown]> = [
	['a switch', ({ type }) => type === 'boolean', 'maybe'],
	['a date', ({ type }) => type === 'dateTime', '05/04/1980'],
	['a phone number', isPhone, '555 123 4567 x12'],
	['a number', ({ type }) => type === 'number', 'abc'],
	['a choice', ({ type }) => type === 'options', 'no such choice'],
	['a field that must be filled in', ({ required }) => required === true, '   '],
];

/** Sets a field, and tells what the user is told and whether anything was sent. */
async function outcomeOf({ operation, set }: FieldCase, value: unknown) {
	begin(operation.type, 'none');
	const { error } = await run({ ...operation, parameters: set(value) });
	// A contact may be looked up before; nothing else is asked or changed.
	const others = sandbox.journal.entries.filter(({ method }) => method !== 'GET');
	return { message: error?.message ?? '', sent: others.length };
}

const labelled = ({ operation, field }: FieldCase) => `${operation.name} '${field.displayName}'`;

it.each(kinds)(
	'%s is refused by name where its value has no meaning',
	async (_kind, is, value) => {
		const found = (await everyField()).filter(({ field }) => is(field));
		expect(found.length).toBeGreaterThan(3);
		const wrong: string[] = [];
		for (const one of share(found, 0)) {
			const isLocator = one.field.type === 'resourceLocator';
			const { message, sent } = await outcomeOf(
				one,
				isLocator ? { __rl: true, mode: 'id', value } : value,
			);
			if (!message.includes(`'${one.field.displayName}'`) || sent > 0)
				wrong.push(`${labelled(one)}: ${message}`);
		}
		expect(wrong).toEqual([]);
	},
	300_000,
);

it('a switch takes what spreadsheets write for yes', async () => {
	const wrong: string[] = [];
	const switches = (await everyField()).filter(({ field }) => field.type === 'boolean');
	for (const one of share(switches, 1)) {
		for (const value of ['TRUE', ' yes ', 'Y', '1.0', 'on']) {
			const { message } = await outcomeOf(one, value);
			if (message.includes(`'${one.field.displayName}'`))
				wrong.push(`${labelled(one)}: ${message}`);
		}
	}
	expect(wrong).toEqual([]);
}, 300_000);

it('a filter whose expression turned out empty is refused before anything is asked', async () => {
	const filters = (await everyField()).filter(({ parent }) => parent === 'filters');
	expect(filters.length).toBeGreaterThan(50);
	const wrong: string[] = [];
	for (const one of share(filters, 2)) {
		const expression = '={{ $json.missing }}';
		const isLocator = one.field.type === 'resourceLocator';
		const { message, sent } = await outcomeOf(
			one,
			isLocator ? { __rl: true, mode: 'id', value: expression } : expression,
		);
		const isRefused =
			message.includes(`'${one.field.displayName}' is empty: no filter would match everything`) &&
			sent === 0;
		if (!isRefused) wrong.push(`${labelled(one)}: ${message} (${sent} sent)`);
	}
	expect(wrong).toEqual([]);
}, 300_000);
