import { email } from '../../fields';
import { emailList } from './fields';

/** The kinds that may be emails: one through a provider of one's own is Custom (the vendor's document on providers). */
export const EMAILS = ['Email', 'Custom'];

/** Who an email is from and to, as Send and Add Inbound Message take it. */
export const emailAddresses = [
	emailList('emailBcc', 'BCC'),
	emailList('emailCc', 'CC'),
	email('emailFrom', 'From Email'),
	email('emailTo', 'To Email', {
		description: "Address of the contact; the contact's first one if left out",
	}),
];
