import type {
	ILoadOptionsFunctions,
	ResourceMapperField,
	ResourceMapperFields,
} from 'n8n-workflow';
import { z } from 'zod';

import { mappedId } from '../shared/variables';
import { withCamelKeys } from '../shared/words';
import { currentBusiness } from './business';

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
	const { businessApp } = await currentBusiness(this);
	const campaign = (businessApp.telephonyCampaigns ?? []).find((one) => one.id === id);
	const variables = variablesSchema.safeParse(campaign?.variables).data;
	const fields = (['dynamicVariables', 'metadata'] as const).flatMap((object) =>
		(variables?.[object] ?? []).map((one): ResourceMapperField => {
			const isRequired = one.isRequired === true;
			const mayBeEmpty = isRequired && one.isEmptyOrNullAllowed === true;
			return {
				id: mappedId(object, one.key, mayBeEmpty),
				displayName: object === 'metadata' ? `${one.key} (Metadata)` : one.key,
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
