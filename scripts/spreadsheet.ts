import { FORMS, type Form, type Kind } from '../test/values/forms';

/** What people call the kinds, where the documentation tells what is made of them. A kind without a row has no part. */
const TITLES: Record<Kind, string> = {
	phone: 'Phone numbers',
	phoneCode: 'Phone codes',
	contact: 'By Contact (LeadConnector)',
	flag: 'Switches',
	number: 'Numbers',
	wholeNumber: 'Whole numbers, here from 0 to 100',
	moment: 'Dates with a time, here for a workflow in New York',
	scheduled: 'Dates of something to come',
	day: 'Days, such as a birthday',
	zone: 'Time zones',
	text: 'Text',
	list: 'Several values in one cell',
	email: 'Email addresses',
	webAddress: 'Web addresses',
	id: 'IDs',
	filter: 'Filters',
};

/** The forms that stand in the documentation and in the example file. */
const examples: Form[] = FORMS.filter(({ example }) => example !== undefined);

/** One table a kind: what stands in the cell, and what the nodes make of it. */
export function spreadsheetTables(table: (rows: string[][]) => string): string {
	const kinds = [...new Set(examples.map(({ kind }) => kind))];
	return kinds
		.map((kind) => {
			const rows = examples
				.filter((form) => form.kind === kind)
				.map((form) => [form.example!, inCode(cellOf(form)), outcomeInWords(form)]);
			return `### ${TITLES[kind]}\n\n${table([['case', 'in the cell', 'what happens'], ...rows])}`;
		})
		.join('\n\n');
}

/** The example file: a row a case. */
export function messyLeads(): string {
	const header = ['kind', 'case', 'written', 'phone_code', 'country', 'means', 'refused'];
	const rows = examples.map((form) => [
		form.kind,
		form.example!,
		String(form.written),
		form.code ?? '',
		form.country ?? '',
		form.refused === undefined ? meaningOf(form) : '',
		form.refused ?? '',
	]);
	return [header, ...rows].map((row) => row.map(csvCell).join(',') + '\n').join('');
}

function csvCell(text: string): string {
	return /[",\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** The one meaning as text; of several values, with commas between them. */
function meaningOf({ means }: Form): string {
	return Array.isArray(means) ? means.join(', ') : String(means);
}

function outcomeInWords(form: Form): string {
	if (form.refused !== undefined) return `refused: ${form.refused}`;
	if (form.kind === 'flag') return form.means === true ? 'yes' : 'no';
	return `read as ${inCode(meaningOf(form))}`;
}

function cellOf({ written, code }: Form): string {
	const text = String(written).replace(
		/[\p{Cf}\u00a0]/gu,
		(mark) => `‹U+${mark.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}›`,
	);
	return code === undefined ? text : `${text} (phone code ${code})`;
}

function inCode(text: string): string {
	return text.trim() === '' ? '(blank)' : `\`${text}\``;
}
