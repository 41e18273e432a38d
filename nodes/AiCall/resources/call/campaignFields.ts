import type {
	ILoadOptionsFunctions,
	INodeProperties,
	PreSendAction,
	ResourceMapperField,
	ResourceMapperFields,
	ResourceMapperValue,
} from 'n8n-workflow';
import { z } from 'zod';

import { unreadable } from '../../../shared/answers';
import { editorClient } from '../../../shared/client';
import { invalidInput } from '../../../shared/errors';
import { bodyOf, field, type FieldRead } from '../../../shared/fields';
import { camelObject } from '../../answer';
import { businessOfNode } from '../../business';
import { businessIn, holdingsOf } from '../../pickers';
import { aiCall } from '../../service';
import { add, readValue, type Texts } from './variables';

const NAME = 'Campaign Fields';

/** The two objects that a campaign names fields of. */
type Kind = 'dynamicVariables' | 'metadata';
const KINDS = ['dynamicVariables', 'metadata'] as const;
type Values = Record<Kind, Texts>;

/** The variables and metadata of the chosen campaign, to be mapped. */
export const campaignFieldsField: INodeProperties = field(
	'campaignFields',
	NAME,
	'resourceMapper',
	{
		default: { mappingMode: 'defineBelow', value: null },
		noDataExpression: true,
		description: 'The variables and metadata that the campaign names. Sent as text.',
		typeOptions: {
			loadOptionsDependsOn: ['campaignId.value', 'options.business.value'],
			resourceMapper: {
				resourceMapperMethod: 'campaignFields',
				mode: 'add',
				fieldWords: { singular: 'campaign field', plural: 'campaign fields' },
				addAllFields: true,
				supportAutoMap: false,
				hideNoDataError: true,
			},
		},
		read: readCampaignFields,
	},
);

/** What stands behind the key of a field, where there is more to know of it. */
const LABEL = /^(.+?)(?: \((Variable|Metadata|May Be Empty|Metadata, May Be Empty)\))?$/s;

/**
 * The name of a field in the mapper, which is its id too, since n8n names that where a value is missing.
 *
 * @param mayBeEmpty true where the campaign demands the key and takes an empty value
 */
function labelOf(kind: Kind, key: string, mayBeEmpty: boolean): string {
	const marks = [kind === 'metadata' && 'Metadata', mayBeEmpty && 'May Be Empty'].filter(Boolean);
	const hasMark = LABEL.exec(key)?.[2] !== undefined;
	if (marks.length === 0) return hasMark ? `${key} (Variable)` : key;
	return `${key} (${marks.join(', ')})`;
}

function readCampaignFields(mapped: unknown): FieldRead<Values> {
	const { value, schema } = mapped as Partial<ResourceMapperValue>;
	const required = new Set((schema ?? []).filter((one) => one.required).map(({ id }) => id));
	const values: Values = { dynamicVariables: {}, metadata: {} };
	const labels = new Set([
		...Object.keys(value ?? {}),
		...(schema ?? []).filter((one) => !one.removed).map(({ id }) => id),
	]);
	for (const label of labels) {
		const [, key, mark = ''] = LABEL.exec(label) ?? [];
		if (key === undefined) continue;
		const text = readValue(value?.[label]);
		if ('fault' in text) return { ...text, part: label };
		if (text.value === '' && required.has(label)) {
			const hint = 'The campaign demands it. Fill it in, or check the expression behind it.';
			return { part: label, fault: 'is empty', hint };
		}
		if (text.value === '' && !mark.includes('May Be Empty')) continue;
		const kind = mark.startsWith('Metadata') ? 'metadata' : 'dynamicVariables';
		const taken = add(values[kind], key, text.value);
		if (taken) return taken;
	}
	return { value: values };
}

/** Puts the fields of the campaign to the further values that the user has entered. Both objects are there afterwards. */
export const withCampaignFields: PreSendAction = async function (request) {
	const { campaignFields, ...body } = bodyOf(request);
	const merged: Partial<Values> = {};
	for (const kind of KINDS) {
		const texts = { ...(body[kind] as Texts) };
		for (const [key, text] of Object.entries((campaignFields as Partial<Values>)?.[kind] ?? {})) {
			const taken = add(texts, key, text);
			if (taken) throw invalidInput(this, NAME, taken.fault, taken.hint);
		}
		merged[kind] = texts;
	}
	return { ...request, body: { ...body, ...merged } };
};

const variable = camelObject({
	key: z.string().min(1),
	isRequired: z.boolean().nullish(),
	isEmptyOrNullAllowed: z.boolean().nullish(),
});

const variablesSchema = camelObject({
	dynamicVariables: z.array(variable).nullish(),
	metadata: z.array(variable).nullish(),
});

/** The variables and the metadata that the chosen campaign names, as fields to map. */
export async function campaignFields(this: ILoadOptionsFunctions): Promise<ResourceMapperFields> {
	const id = this.getCurrentNodeParameter('campaignId', { extractValue: true });
	if (!id) return { fields: [], emptyFieldsNotice: 'Choose a campaign to see its fields.' };
	const client = await editorClient(this, aiCall);
	const path = businessOfNode(this, client.credentials);
	const verdict = await client.verdict({ path, about: 'list' });
	if ('refusal' in verdict) throw client.refused(verdict.refusal);
	const campaigns = holdingsOf(businessIn(verdict.data), 'telephonyCampaigns');
	const campaign = campaigns?.rows.find((one) => String(one.id) === id);
	const variables = variablesSchema.safeParse(campaign?.variables ?? {});
	if (!campaigns || !variables.success) {
		throw client.refused(unreadable(verdict.answer, { service: aiCall, isRead: true }));
	}
	const fields = KINDS.flatMap((kind) =>
		(variables.data[kind] ?? []).map((one): ResourceMapperField => {
			const isRequired = one.isRequired === true;
			const mayBeEmpty = isRequired && one.isEmptyOrNullAllowed === true;
			const label = labelOf(kind, one.key, mayBeEmpty);
			return {
				id: label,
				displayName: label,
				defaultMatch: false,
				canBeUsedToMatch: false,
				required: isRequired && !mayBeEmpty,
				display: true,
				type: 'string',
			};
		}),
	);
	const emptyFieldsNotice = campaign
		? 'This campaign names no variables of its own.'
		: 'This business has no campaign with this ID.';
	return { fields, emptyFieldsNotice };
}
