import type { INodeProperties } from 'n8n-workflow';

import { collection } from '../../../shared/fields';
import { email } from '../../fields';
import { emailList } from './fields';

/** When a message may be an email: one through a provider of one's own is Custom (the vendor's document on providers). */
export const forEmails = { displayOptions: { show: { messageType: ['Email', 'Custom'] } } };

/** What an email has: whom it is from and to, as Send and Add Inbound Message take it, and what one of them alone takes. */
export const emailFields = (own: INodeProperties[]) =>
	collection(
		'Email Fields',
		'emailFields',
		'Add field',
		[
			emailList('emailBcc', 'BCC'),
			emailList('emailCc', 'CC'),
			email('emailFrom', 'From Email'),
			email('emailTo', 'To Email', {
				description: "Address of the contact; the contact's first one if left out",
			}),
			...own,
		],
		forEmails,
	);
