import { clock } from '../kit/clock';
import { within } from '../kit/contract';
import { Refused } from '../kit/refused';
import { holdings, type Variable } from './account';
import type { GivenCall } from './callTimeline';
import { badRequest, configSchema, publishedSchema } from './contract';
import type { Part } from './multipart';

const QUEUE = 'InitiateCall:QueueCallInitiationRequestAsync:';
const E164 = /^\+[1-9]\d{6,14}$/;

/** What a form holds; a part with a file name is a file, and no value. */
function valuesOf(parts: Part[]): Map<string, string> {
	return new Map(
		parts.filter(({ filename }) => filename === undefined).map(({ name, value }) => [name, value]),
	);
}

/** Takes a call in the server's form: one field `config` with JSON text. */
export function takeConfig(parts: Part[], businessId: number): GivenCall {
	const text = valuesOf(parts).get('config');
	if (text === undefined) {
		throw new Refused(`${QUEUE}FORM_DATA_CONFIG_NOT_FOUND`, 'Config not found in form data.');
	}
	if (parts.length > 1) {
		throw new Refused(400, `unexpected parts: ${parts.map(({ name }) => name).join(', ')}`);
	}
	const config = parsedConfig(text);
	const campaignId = textOf(config.campaignId, 'CONFIG_CAMPAIGN_ID_NOT_FOUND', 'Campaign ID');
	const campaign = holdings.campaigns.find(({ id }) => id === campaignId);
	if (!campaign) {
		throw new Refused(
			'InitiateCall:EXCEPTION',
			'Internal server error processing request: Object reference not set to an instance of an object.',
		);
	}
	if (!config.number) throw notFound('CONFIG_NUMBER_NOT_FOUND', 'Number');
	if (config.number.type !== 0) throw notFound('CONFIG_NUMBER_TYPE_NOT_FOUND', 'Number type');
	const toNumber = config.number.toNumber;
	const recipientNumber = textOf(toNumber, 'CONFIG_NUMBER_TO_NUMBER_NOT_FOUND', 'To number');
	if (!E164.test(recipientNumber)) {
		throw new Refused(`${QUEUE}CONFIG_NUMBER_TO_NUMBER_INVALID`, 'To number is invalid.');
	}
	if (!config.schedule) throw notFound('CONFIG_SCHEDULE_NOT_FOUND', 'Schedule');
	const { dynamicVariables, metadata } = campaign.variables;
	return {
		businessId,
		campaignId,
		recipientNumber,
		numberId: campaign.numberRoute.defaultNumberId,
		startAt: timeOf(config.schedule.dateTimeUTC, 'CONFIG_SCHEDULE_DATETIMEUTC'),
		giveUpAt: timeOf(config.schedule.maxDateTimeUTC, 'CONFIG_SCHEDULE_MAXDATETIMEUTC'),
		dynamicVariables: checked(
			config.dynamicVariables,
			dynamicVariables,
			'CONFIG_DYNAMIC_VARIABLES',
		),
		metadata: checked(config.metadata, metadata, 'CONFIG_METADATA'),
	};
}

function parsedConfig(text: string) {
	let json: unknown;
	try {
		json = JSON.parse(text);
	} catch {
		throw new Refused(`${QUEUE}CONFIG_DESERIALIZATION_ERROR`, 'Config could not be read.');
	}
	return within(configSchema, json, badRequest);
}

function notFound(code: string, name: string): Refused {
	return new Refused(`${QUEUE}${code}`, `${name} not found in config data.`);
}

function textOf(value: unknown, code: string, name: string): string {
	if (typeof value === 'string' && value.trim() !== '') return value;
	throw notFound(code, name);
}

function timeOf(value: unknown, code: string): number {
	const time = Date.parse(textOf(value, `${code}_NOT_FOUND`, 'Schedule time'));
	if (!Number.isNaN(time) && String(value).endsWith('Z')) return time;
	throw new Refused(`${QUEUE}${code}_PARSE_ERROR`, 'Schedule time could not be read.');
}

/** Without the object the server skips its check of the required keys; so does this. */
function checked(
	values: Record<string, unknown> | undefined,
	variables: Variable[],
	code: string,
): Record<string, string> {
	if (!values) return {};
	for (const [key, value] of Object.entries(values)) {
		if (typeof value === 'string') continue;
		throw new Refused(`${QUEUE}${code}_VALUE_INVALID`, `Value of ${key} is not a string.`);
	}
	for (const { key, isRequired, isEmptyOrNullAllowed } of variables) {
		const isMissing = values[key] === undefined && isRequired;
		const isEmpty = values[key] === '' && !isEmptyOrNullAllowed;
		if (!isMissing && !isEmpty) continue;
		throw new Refused(`${QUEUE}${code}_REQUIRED_NOT_FOUND`, `Required ${key} was not found.`);
	}
	return values as Record<string, string>;
}

/** Takes a call in the form of the published page. */
export function takePublished(parts: Part[], businessId: number): GivenCall {
	const form: Record<string, unknown> = { DynamicVariables: {}, Metadata: {} };
	for (const [name, value] of valuesOf(parts)) {
		const [, map, key] = /^(DynamicVariables|Metadata)\[(.+)\]$/s.exec(name) ?? [];
		if (map) (form[map] as Record<string, string>)[key] = value;
		else form[name] = value;
	}
	const call = within(publishedSchema, form, badRequest);
	if (!E164.test(call.RecipientNumber)) {
		throw new Refused('InitiateCall:INVALID_NUMBER', 'Invalid recipient phone number format');
	}
	if (!holdings.agents.some(({ id }) => id === call.AgentId)) {
		throw new Refused('InitiateCall:INVALID_AGENT', 'Agent ID not found or disabled');
	}
	if (!holdings.numbers.some(({ id }) => id === call.NumberId)) {
		throw new Refused('InitiateCall:INVALID_NUMBER_ID', 'Calling number ID not found');
	}
	const startAt = call.ScheduledTime ? Date.parse(call.ScheduledTime) : clock.now();
	return {
		businessId,
		startAt,
		giveUpAt: startAt + 3_600_000,
		campaignId: call.CampaignId ?? null,
		numberId: call.NumberId,
		recipientNumber: call.RecipientNumber,
		dynamicVariables: call.DynamicVariables,
		metadata: call.Metadata,
	};
}
