/** The columns of a lead as they come out of a form or a sheet; they bear Convoso's names of the fields. */
export const COLUMNS = [
	'phone_number',
	'first_name',
	'last_name',
	'email',
	'address1',
	'city',
	'state',
	'postal_code',
	'alt_phone_1',
	'std_company_name',
	'notes',
] as const;

export type LeadRow = Record<(typeof COLUMNS)[number], string>;

/** Makes leads, each with a phone number of its own. */
export function leads(count: number): LeadRow[] {
	return Array.from({ length: count }, (_, index) => ({
		phone_number: `555${String(1_000_000 + index)}`,
		first_name: `First${index}`,
		last_name: `Last${index}`,
		email: `lead${index}@example.com`,
		address1: `${index} Main Street`,
		city: 'Los Angeles',
		state: 'CA',
		postal_code: String(10_000 + (index % 90_000)),
		alt_phone_1: `556${String(1_000_000 + index)}`,
		std_company_name: `Company ${index}`,
		notes: `Asked for a call back, form entry ${index}`,
	}));
}
