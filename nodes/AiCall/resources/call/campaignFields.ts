import type {
	IExecuteSingleFunctions,
	ILoadOptionsFunctions,
	INodeProperties,
	PreSendAction,
	ResourceMapperField,
	ResourceMapperFields,
	ResourceMapperValue,
} from 'n8n-workflow';
import { z } from 'zod';

import { editorClient } from '../../../shared/client';
import { invalidInput } from '../../../shared/errors';
import { bodyOf, field } from '../../../shared/fields';
import type { Read } from '../../../shared/values/read';
import { withCamelKeys } from '../../answer';
import { businessOfEditor } from '../../business';
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

/** How a field of the mapper is named: which object it belongs to, whether it is sent though empty, and its key. */
const MAPPED = /^(dynamicVariables|metadata)(!?):(.+)$/s;

function readCampaignFields(mapped: unknown): Read<Values> {
	const { value, schema } = mapped as Partial<ResourceMapperValue>;
	const required = new Set((schema ?? []).filter((one) => one.required).map(({ id }) => id));
	const values: Values = { dynamicVariables: {}, metadata: {} };
	const ids = new Set([
		...Object.keys(value ?? {}),
		...(schema ?? []).filter((one) => !one.removed).map(({ id }) => id),
	]);
	for (const id of ids) {
		const [, kind, mayBeEmpty, key] = MAPPED.exec(id) ?? [];
		if (kind === undefined) continue;
		const text = readValue(value?.[id]);
		if ('fault' in text) return { ...text, fault: `has a "${key}" that ${text.fault}` };
		if (text.value === '' && required.has(id)) {
			return {
				fault: `has no value in "${key}"`,
				hint: 'The campaign demands it. Fill it in, or check the expression behind it.',
			};
		}
		if (text.value === '' && !mayBeEmpty) continue;
		const taken = add(values[kind as Kind], key, text.value);
		if (taken) return taken;
	}
	return { value: values };
}

/** Puts the fields of the campaign to the further values that the user has entered. Both objects are there afterwards. */
export const withCampaignFields: PreSendAction = async function (
	this: IExecuteSingleFunctions,
	request,
) {
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

const variable = z.preprocess(
	withCamelKeys,
	z.object({
		key: z.string().min(1),
		isRequired: z.boolean().nullish(),
		isEmptyOrNullAllowed: z.boolean().nullish(),
	}),
);

const variablesSchema = z.preprocess(
	withCamelKeys,
	z.object({
		dynamicVariables: z.array(variable).nullish(),
		metadata: z.array(variable).nullish(),
	}),
);

/** The variables and the metadata that the chosen campaign names, as fields to map. */
export async function campaignFields(this: ILoadOptionsFunctions): Promise<ResourceMapperFields> {
	const id = this.getCurrentNodeParameter('campaignId', { extractValue: true });
	if (!id) return { fields: [], emptyFieldsNotice: 'Choose a campaign to see its fields.' };
	const client = await editorClient(this, aiCall);
	const path = businessOfEditor(this, client.credentials);
	const business = businessIn(await client.ask({ path, about: 'list' }));
	const campaigns = business && holdingsOf(business, 'telephonyCampaigns');
	const campaign = campaigns?.find((one) => one.id === id);
	const variables = variablesSchema.safeParse(campaign?.variables).data;
	const fields = KINDS.flatMap((kind) =>
		(variables?.[kind] ?? []).map((one): ResourceMapperField => {
			const isRequired = one.isRequired === true;
			const mayBeEmpty = isRequired && one.isEmptyOrNullAllowed === true;
			return {
				id: `${kind}${mayBeEmpty ? '!' : ''}:${one.key}`,
				displayName: kind === 'metadata' ? `${one.key} (Metadata)` : one.key,
				defaultMatch: false,
				canBeUsedToMatch: false,
				required: isRequired && !mayBeEmpty,
				display: true,
				type: 'string',
			};
		}),
	);
	return { fields, emptyFieldsNotice: 'This campaign names no variables of its own.' };
}
