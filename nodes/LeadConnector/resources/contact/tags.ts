import { list } from '../../../shared/fields';
import { contactField, contactSent } from '../../contact';
import { asDone } from '../../outputs';

/** The fields of Add Tags and Remove Tags. */
export const tagFields = [
	contactField({ place: 'path', required: true }),
	list('tags', 'Tags', {
		required: true,
		placeholder: 'e.g. hot lead, webinar',
		description: 'With commas between them, or as a list',
	}),
];

/** The tags that the contact has now (CreateAddTagSuccessfulResponseDto, CreateDeleteTagSuccessfulResponseDto). */
export const asTagged = asDone({
	isKept: ({ tags }) => Array.isArray(tags),
	missing: 'the tags of the contact',
	output({ tags }) {
		return { contactId: contactSent(this), tags };
	},
});
