import { refuse, type Read } from '../shared/values/read';

/** What Convolo puts in front of the name of a custom parameter. */
export const PREFIX = 'lc_param_';

/**
 * The name of a custom parameter, without its prefix: the API document writes that in front of it, once as `1c_param_`.
 *
 * @returns a fault that follows "Custom Parameters" where Convolo does not take the name
 */
export function readParameterName(text: string): Read<string> {
	const name = text.trim().replace(/^[l1]c_param_/i, '');
	if (name === '') return { fault: 'has a parameter without a name', hint: 'Enter its name.' };
	if (name.length > 20) {
		return refuse(
			`has a name of ${name.length} characters`,
			name,
			'Convolo takes names of 1 to 20 characters.',
		);
	}
	if (!/^[a-z0-9_]+$/i.test(name)) {
		return refuse(
			'has a name with other characters than letters, digits and underscore',
			name,
			'Use only the letters A to Z, digits and underscore.',
		);
	}
	return /^agent\d+(name|phone)$/i.test(name)
		? refuse(
				'has a name that Convolo keeps for agents',
				name,
				"Enter agents under 'Custom Agents'.",
			)
		: { value: name };
}
