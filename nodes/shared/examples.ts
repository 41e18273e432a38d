import type { INodeProperties } from 'n8n-workflow';

/** What stands in an empty field of text, by its label; a field that has an example of its own keeps it. */
export const EXAMPLES: Record<string, string> = {
	'Account ID': '12',
	'Account Number': 'A-1042',
	Address: '12 Main Street',
	'Address 2': 'Apartment 4',
	Agent: 'Ada Novak',
	'Alternate ID': 'call-1042',
	'Appointment ID': 'ocQHyuzHvysMo5N5VsXc',
	'Before Message ID': 't22c6DQcTDf3MjRhwf77',
	'Business Name': 'Smith Solar',
	'Call Log ID': '900001',
	'Callback ID': '7001',
	'Chat Service SID': 'IS0123456789abcdef0123456789abcdef',
	City: 'Los Angeles',
	Comments: 'Asked to be called in the evening',
	'Company Name': 'Smith Solar',
	'Consumer Number': 'C-77',
	Country: 'US',
	'Conversation Provider ID': '61d6d1f9cdac7612faf80753',
	'Criteria Key': 'policy-check',
	'Custom Subtype ID': '61d6d1f9cdac7612faf80753',
	DBA: 'Smith Solar of Austin',
	Description: 'Leads of the spring campaign',
	'Email Message ID': 'rnGyqh2F6uBrIkfhFo9A',
	'Error Message': 'The number is not in service',
	'Extra Field 01': 'Blue roof',
	'Extra Field 02': 'Two cars',
	'First Name': 'Nathan',
	Gender: 'F',
	HTML: '<p>Hello Nathan</p>',
	ID: '501',
	Industry: 'Solar',
	'Last Name': 'Smith',
	'Lead ID': '10001',
	'List ID': '333',
	Message: 'Hello Nathan, shall we talk tomorrow?',
	'Message ID': 't22c6DQcTDf3MjRhwf77',
	'Message (Obsolete)': 'A new lead from the web form',
	Notes: 'Wants a quote',
	'Order by Score Profile': '61d6d1f9cdac7612faf80753',
	'Plain Text': 'Hello Nathan',
	'Postal Code': '90001',
	Province: 'Ontario',
	'Recipient Contact ID': 've9EPM428h8vShlRW1KT',
	'Recipient Conversation ID': 've9EPM428h8vShlRW1KT',
	Referrer: 'Spring campaign',
	'Reply to Email Message ID': 'rnGyqh2F6uBrIkfhFo9A',
	'Reply to Message ID': 't22c6DQcTDf3MjRhwf77',
	'Score Profile': '61d6d1f9cdac7612faf80753',
	Search: 'Nathan Smith',
	Source: 'Landing page',
	'Source Contact ID': 've9EPM428h8vShlRW1KT',
	'Source Conversation ID': 've9EPM428h8vShlRW1KT',
	State: 'CA',
	Subject: 'Your quote',
	Subtype: 'whatsapp_template',
	'Template ID': '61d6d1f9cdac7612faf80753',
	'Thread ID': 'rnGyqh2F6uBrIkfhFo9A',
	Title: 'Ms.',
	Value: '{{ $json.value }}',
	'Widget URL': 'https://www.example.com/contact',
};

/** A field with its example, and so all fields within it. */
export function withExample(field: INodeProperties): INodeProperties {
	const { displayName, type, placeholder, options } = field;
	const isBare = type === 'string' && !placeholder && EXAMPLES[displayName] !== undefined;
	return {
		...field,
		...(isBare ? { placeholder: `e.g. ${EXAMPLES[displayName]}` } : {}),
		...(options ? { options: options.map(within) } : {}),
	};
}

function within<T extends NonNullable<INodeProperties['options']>[number]>(option: T): T {
	if ('values' in option) return { ...option, values: option.values.map(withExample) };
	return 'displayName' in option && 'type' in option ? (withExample(option) as T) : option;
}
