import { list, text } from '../../shared/fields';

const placeholder = 'e.g. nathan@example.com';

/** Who an email is from and to, as Send and Add Inbound Message take it. */
export const emailAddresses = [
	list('emailBcc', 'BCC', { placeholder }),
	list('emailCc', 'CC', { placeholder }),
	text('emailFrom', 'From Email', { placeholder }),
	text('emailTo', 'To Email', {
		placeholder,
		description: "Address of the contact; the contact's first one if left out",
	}),
];
