/** What Simplify leaves of a contact. */
export const simple = [
	'id',
	'firstName',
	'lastName',
	'email',
	'phone',
	'companyName',
	'tags',
	'customFields',
	'source',
	'dateAdded',
];
