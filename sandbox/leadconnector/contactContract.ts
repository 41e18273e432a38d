import { z } from 'zod';

import { optional, text } from '../kit/contract';
import { email, id, phone } from './contract';

// What the endpoints of contacts take, by the vendor's description; anything else than what stands here is refused.

/** The vendor takes phone numbers as people write them, with the country code. */
const writtenPhone = z.string().regex(/^\+?[\d\s().-]{7,24}$/, 'must be a phone number');

const birthDay = z
	.string()
	.regex(
		/^(\d{4}([-/._])\d{2}\2\d{2}|\d{2}([-/._])\d{2}\3\d{4})$/,
		'must be a date such as 1990-09-25',
	);

const dnd = z
	.object({
		status: z.enum(['active', 'inactive', 'permanent']),
		...optional({ message: z.string(), code: z.string() }),
	})
	.strict();

const inboundDnd = z
	.object({ status: z.enum(['active', 'inactive']), message: z.string().optional() })
	.strict();

const customField = z
	.object({
		...optional({ id: text, key: text, field_value: z.unknown(), fieldValue: z.unknown() }),
	})
	.strict()
	.refine((field) => field.id ?? field.key, 'needs an id or a key');

const nullable = <T extends z.ZodTypeAny>(type: T) => type.nullable();

const fields = {
	firstName: nullable(text),
	lastName: nullable(text),
	name: nullable(text),
	email: nullable(email),
	phone: nullable(writtenPhone),
	address1: nullable(text),
	city: nullable(text),
	state: nullable(text),
	postalCode: text,
	website: nullable(text),
	timezone: nullable(text),
	dnd: z.boolean(),
	dndSettings: z
		.object({ Call: dnd, Email: dnd, SMS: dnd, WhatsApp: dnd, GMB: dnd, FB: dnd })
		.partial()
		.strict(),
	inboundDndSettings: z.object({ all: inboundDnd }).partial().strict(),
	tags: z.array(text),
	customFields: z.array(customField),
	source: text,
	dateOfBirth: nullable(birthDay),
	country: z.string().regex(/^[A-Z]{2}$/, 'must be a country of two letters'),
	assignedTo: nullable(id),
};

const newFields = { ...fields, gender: text, companyName: nullable(text) };

export const createContact = z.object({ locationId: id, ...optional(newFields) }).strict();

export const upsertContact = createContact
	.extend(optional({ createNewIfDuplicateAllowed: z.boolean() }))
	.strict();

export const updateContact = z.object(fields).partial().strict();

export type ContactFields = z.infer<typeof updateContact> &
	Partial<Omit<z.infer<typeof createContact>, 'locationId'>>;

export const tags = z.object({ tags: z.array(text).min(1) }).strict();

export const duplicateContact = z
	.object({ locationId: id, ...optional({ number: phone, email }) })
	.strict();

/** Fields that the search can filter by and sort on. */
const filterField = z.union([
	z.enum([
		'id',
		'firstNameLowerCase',
		'lastNameLowerCase',
		'contactName',
		'email',
		'phone',
		'companyName',
		'address1',
		'city',
		'state',
		'country',
		'postalCode',
		'website',
		'timezone',
		'source',
		'assignedTo',
		'dnd',
		'tags',
		'dateAdded',
		'dateUpdated',
	]),
	z.string().regex(/^customFields\.\w+$/),
]);

const plain = z.union([z.string().max(75), z.number(), z.boolean()]);
const bound = z.union([z.string(), z.number()]);

/** One condition of a search. */
const condition = z.union([
	z
		.object({
			field: filterField,
			operator: z.enum(['eq', 'not_eq']),
			value: z.union([plain, z.array(plain)]),
		})
		.strict(),
	z
		.object({
			field: filterField,
			operator: z.enum(['contains', 'not_contains']),
			value: z.string().max(75),
		})
		.strict(),
	z.object({ field: filterField, operator: z.enum(['exists', 'not_exists']) }).strict(),
	z
		.object({
			field: filterField,
			operator: z.literal('range'),
			value: z.object({ gte: bound, lte: bound, gt: bound, lt: bound }).partial().strict(),
		})
		.strict(),
]);

export type Condition = z.infer<typeof condition>;

/** Conditions, alone or joined by AND or OR, in groups within groups. */
export type Filter = Condition | { group: 'AND' | 'OR'; filters: Filter[] };

const filter: z.ZodType<Filter> = z.lazy(() =>
	z.union([
		condition,
		z.object({ group: z.enum(['AND', 'OR']), filters: z.array(filter).min(1) }).strict(),
	]),
);

/** The most rows that pages reach; beyond them, searchAfter goes on. */
const MOST_BY_PAGE = 10_000;

export const searchContacts = z
	.object({
		locationId: id,
		pageLimit: z.number().int().min(1).max(500),
		...optional({
			page: z.number().int().min(1),
			searchAfter: z.tuple([z.number(), id]),
			query: z.string().max(75),
			filters: z.array(filter),
			sort: z.array(z.object({ field: filterField, direction: z.enum(['asc', 'desc']) }).strict()),
		}),
	})
	.strict()
	.refine(
		({ page, searchAfter }) => !page || !searchAfter,
		'page and searchAfter exclude each other',
	)
	.refine(
		({ page = 1, pageLimit }) => page * pageLimit <= MOST_BY_PAGE,
		'use searchAfter for more than 10000 contacts',
	);
