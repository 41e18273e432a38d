import { Refused } from '../kit/refused';
import type { Answer, Form } from './answer';

export const statusEndpoints = {
	'/status/search': ({ query }, { statuses }) => ({
		success: true,
		code: 200,
		data: statuses.filter(({ name, status }) =>
			`${status} ${name}`.toLowerCase().includes(query.toLowerCase()),
		),
	}),
	'/status/insert': (form, { statuses }) => {
		if (!/^[a-zA-Z0-9]{2,6}$/.test(form.status))
			throw new Refused(6061, 'Missing or Invalid Status Abbreviation');
		checkColor(form);
		const known = statuses.find(({ status }) => status === form.status);
		if (!known) statuses.push({ ...fieldsOf(form), status: form.status, name: form.name });
		return { success: true, code: 200, data: { new: known ? '0' : '1', status: form.status } };
	},
	'/status/update': (form, { statuses }) => {
		const known = statuses.find(({ status }) => status === form.status);
		if (known?.custom_status !== 'Y')
			throw new Refused(
				6069,
				'Missing or Invalid Status Abbreviation, Only custom statuses can be modified.',
			);
		checkColor(form);
		Object.assign(known, fieldsOf(form));
		return { success: true, data: { status: form.status } };
	},
} satisfies Record<string, Answer>;

function checkColor({ hex_color }: Form): void {
	if (hex_color !== undefined && !/^[0-9a-f]{6}$/i.test(hex_color))
		throw new Refused(6078, 'HEX color defined is invalid, do not include #');
}

function fieldsOf({ auth_token: _token, ...fields }: Form): Form {
	return { ...fields, custom_status: 'Y' };
}
