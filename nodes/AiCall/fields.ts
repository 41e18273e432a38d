import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import {
	choices,
	collection,
	id,
	picked as pickedOf,
	type Extra,
	type Typed,
} from '../shared/fields';
import { businessOption } from './business';

/** An id as the server's database makes them. */
const EXAMPLE = '665f0c2b9d1e4a0012ab34cd';

/** How an id of a record is typed by hand. */
export const byId: Typed = { label: 'By ID', name: 'id', example: EXAMPLE };

/** The id of a record that no list offers, in the path. */
export const idInPath = (property: string, displayName: string, description: string) =>
	id(property, displayName, {
		place: 'path',
		required: true,
		placeholder: `e.g. ${EXAMPLE}`,
		description,
	});

/** A record picked from a list, or typed as an id. */
export const picked = (property: string, displayName: string, search: string, extra: Extra) =>
	pickedOf(property, displayName, search, byId, extra);

/** Several members of one of the server's enumerations, sent as its numbers. */
export const members = (property: string, displayName: string, options: INodePropertyOptions[]) =>
	choices(property, displayName, options, {}, (all) => all);

/** The Options collection of an operation: its own optional fields, and Business. */
export function optionsField(fields: INodeProperties[] = []): INodeProperties {
	return collection('Options', 'options', 'Add option', [businessOption, ...fields]);
}
