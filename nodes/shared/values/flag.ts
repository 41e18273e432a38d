import { cell } from './cell';
import { andThen, type Read, refuse } from './read';

/** What people, spreadsheets and the vendors' own answers write for yes and no. */
const WORDS = new Map<string, boolean>([
	...['true', 'yes', 'y', 'on', 'active', '1'].map((word) => [word, true] as const),
	...['false', 'no', 'n', 'off', 'inactive', '0'].map((word) => [word, false] as const),
]);

/** Yes or no, in any case and with blanks around it. */
export function readFlag(value: unknown): Read<boolean> {
	return andThen(cell(value), (text) => {
		const isOn = WORDS.get(text.toLowerCase().replace(/^([01])\.0+$/, '$1'));
		return isOn === undefined
			? refuse('is neither yes nor no', value, 'Enter true or false.')
			: { value: isOn };
	});
}
