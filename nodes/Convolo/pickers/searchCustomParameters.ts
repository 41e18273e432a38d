import type { IDataObject, ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import { bareName, nameFault } from '../shared/parameters';
import { askForEntries } from './ask';

/**
 * The custom parameters that the widget knows, by name. get-custom-params takes the keys of the widget in the query only,
 * and the form of its answer is not documented, so every usual one is read.
 */
export async function searchCustomParameters(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	const answer = await askForEntries(
		this,
		'/api/v2/ext/get-custom-params',
		{},
		{ operation: 'start', otherwise: "You can also type the name ('By Name')." },
	);
	const wanted = (filter ?? '').trim().toLowerCase();
	const names = new Set(namesIn(answer).map(bareName));
	const results = [...names]
		.filter((name) => !nameFault(name) && name.toLowerCase().includes(wanted))
		.sort((a, b) => a.localeCompare(b, 'en'))
		.map((name) => ({ name, value: name }));
	return { results };
}

/** A list of names, a list of records with a name each, an object whose keys are the names, or one of these inside. */
function namesIn(answer: unknown): string[] {
	if (Array.isArray(answer)) {
		return answer.flatMap((entry: unknown) => {
			if (typeof entry === 'string') return [entry];
			const { name, param_name, key } = (entry ?? {}) as IDataObject;
			const own = [name, param_name, key].find((value) => typeof value === 'string');
			return own === undefined ? [] : [own as string];
		});
	}
	if (typeof answer !== 'object' || answer === null) return [];
	const { data, custom_params, customParams, params } = answer as IDataObject;
	const inner = [data, custom_params, customParams, params].find(
		(value) => typeof value === 'object' && value !== null,
	);
	if (inner) return namesIn(inner);
	return Object.keys(answer).filter((key) => key !== 'success' && key !== 'status');
}
