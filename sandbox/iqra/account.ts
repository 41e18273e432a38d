/** The simulated account: keys, businesses, and what the businesses hold. Ids have the form of the server's database. */

/** May use every business, and may list them. */
export const KEY = 'iu_5d0c1f7a9be34420_c2FuZGJveC1rZXk=';
/** Limited to the other business. */
export const KEY_RESTRICTED = 'iu_5d0c1f7a9be34420_cmVzdHJpY3RlZA==';
/** Every business, but may not list them. */
export const KEY_NO_USER = 'iu_5d0c1f7a9be34420_bm8tdXNlci1rZXk=';

export const BUSINESS = 12;
export const BUSINESS_DISABLED = 13;
export const BUSINESS_OTHER = 7;

export const names: Record<number, string> = {
	[BUSINESS]: 'Sandbox Sales',
	[BUSINESS_DISABLED]: 'Closed Shop',
	[BUSINESS_OTHER]: 'Other Business',
};

export interface Variable {
	key: string;
	isRequired: boolean;
	isEmptyOrNullAllowed: boolean;
}

/** Names are maps by language; the second agent has none in the business's own. */
const agents = [
	{ id: '665f0c2b9d1e4a0012aa0001', general: { name: { en: 'Ava', de: 'Ada' } } },
	{ id: '665f0c2b9d1e4a0012aa0002', general: { name: { de: 'Bruno' } } },
];

/** A number of the business; a SIP line has no country. */
function number(id: string, countryCode: string, digits: string, voiceEnabled: boolean) {
	return {
		id: `665f0c2b9d1e4a0012bb${id}`,
		countryCode,
		number: digits,
		voiceEnabled,
		smsEnabled: !voiceEnabled,
		provider: 2,
	};
}

const numbers = [
	number('0001', 'US', '4155550100', true),
	number('0002', '', 'sip-line-1', true),
	number('0003', 'US', '4155550101', false),
];

const campaigns = [
	{
		id: '665f0c2b9d1e4a0012cc0001',
		general: { emoji: '📞', name: 'New leads', description: 'First call to a new lead' },
		agent: { selectedAgentId: agents[0].id },
		numberRoute: { defaultNumberId: numbers[0].id, routeNumberList: {} },
		variables: { dynamicVariables: [] as Variable[], metadata: [] as Variable[] },
	},
	{
		id: '665f0c2b9d1e4a0012cc0002',
		general: { emoji: '📅', name: 'Appointments', description: 'Confirms an appointment' },
		agent: { selectedAgentId: agents[1].id },
		numberRoute: { defaultNumberId: numbers[0].id, routeNumberList: {} },
		variables: {
			dynamicVariables: [
				{ key: 'customer_name', isRequired: true, isEmptyOrNullAllowed: false },
				{ key: 'nickname', isRequired: true, isEmptyOrNullAllowed: true },
				{ key: 'note', isRequired: false, isEmptyOrNullAllowed: true },
			],
			metadata: [{ key: 'lead_id', isRequired: true, isEmptyOrNullAllowed: false }],
		},
	},
];

/** What a business holds; all hold the same. */
export const holdings = { agents, numbers, campaigns };

/** What a server that bills has against a call: the ends of its codes, and its words. The open-source server has none of them. */
export const billingCodes = {
	INSUFFICIENT_BALANCE: 'Insufficient balance.',
	SUBSCRIPTION_NOT_ACTIVE: 'Subscription is not active.',
	EXCEEDED_PACKAGE_AND_CREDIT: 'Package and credit are used up.',
	FEATURE_NOT_DEFINED: 'The plan does not define this feature.',
	NO_CURRENT_MINUTES_USAGE: 'No usage of minutes was found.',
	NO_USER_CUSTOMER: 'User has no customer.',
	USER_CUSTOMER_SUBSCRIPTION_NOT_ACTIVE: 'Subscription of the customer is not active.',
	NO_USER_CUSTOMER_PLAN: 'Customer has no plan.',
	NO_USER_CUSTOMER_MINUTES_FEATURE: 'The plan of the customer has no minutes.',
	EXCEEDED_USER_CUSTOMER_MINUTES_AND_CREDIT: 'Minutes and credit of the customer are used up.',
	BUSINESS_NOT_FOUND: 'Business not found.',
	USER_BILLING_NOT_FOUND: 'Billing of the user not found.',
	PLAN_NOT_FOUND: 'Plan not found.',
};

export type BillingCode = keyof typeof billingCodes;
