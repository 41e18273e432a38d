import type {
	IBinaryData,
	IDataObject,
	IExecuteSingleFunctions,
	PostReceiveAction,
	PreSendAction,
} from 'n8n-workflow';
import { isResourceLocatorValue } from 'n8n-workflow';
import { z } from 'zod';

import type { Operation } from '../../../shared/describe';
import { invalidInput } from '../../../shared/errors';
import { collection } from '../../../shared/fields';
import { locationOf } from '../../shared/account';
import { objectIn } from '../../shared/answer';
import { contactField, contactIdFor } from '../../shared/contact';
import { conversationField, namedConversation } from '../../shared/conversation';
import { webAddresses } from '../../shared/fields';

const PARAMETER = 'Input Binary Field';

/** The file types that the endpoint's description lists. */
const FILE_TYPES = [
	'JPG',
	'JPEG',
	'PNG',
	'MP4',
	'MPEG',
	'ZIP',
	'RAR',
	'PDF',
	'DOC',
	'DOCX',
	'TXT',
	'MP3',
	'WAV',
];

/** The largest file that the vendor's description of uploads names (`maxFileSize`); smaller ones may be refused with 413. */
const MAX_BYTES = 104_857_600;

/** Makes the multipart form of the conversation, the options and the file. */
const asForm: PreSendAction = async function (this: IExecuteSingleFunctions, request) {
	const property = String(this.getNodeParameter('binaryPropertyName') ?? '').trim();
	if (!this.getInputData().binary?.[property]) {
		throw invalidInput(
			this,
			PARAMETER,
			`names no file: "${property}"`,
			'Enter the name of the binary field of the input item, for instance data.',
		);
	}
	const file = this.helpers.assertBinaryData(property);
	const fileName = namedFile(file);
	const type = fileName.split('.').pop()!.toUpperCase();
	if (!FILE_TYPES.includes(type)) {
		throw invalidInput(
			this,
			PARAMETER,
			`holds a file of a type that LeadConnector does not take: "${fileName}"`,
			`It takes ${FILE_TYPES.join(', ')}. The type is read from the ending of the file name.`,
		);
	}
	const bytes = await this.helpers.getBinaryDataBuffer(property);
	if (bytes.length === 0 || bytes.length > MAX_BYTES) {
		throw invalidInput(
			this,
			PARAMETER,
			bytes.length === 0
				? `holds an empty file: "${fileName}"`
				: `holds a file of ${Math.ceil(bytes.length / 1_048_576)} MB: "${fileName}"`,
			`LeadConnector takes files of up to ${MAX_BYTES / 1_048_576} MB.`,
		);
	}
	const options = await optionsOf(this);
	const form = new FormData();
	const fields = {
		...(await namedConversation(this, true)),
		locationId: await locationOf(this),
		...options,
	};
	for (const [name, value] of Object.entries(fields)) {
		for (const one of [value].flat()) form.append(name, String(one));
	}
	form.append(
		'fileAttachment',
		new Blob([new Uint8Array(bytes)], { type: file.mimeType }),
		fileName,
	);
	return { ...request, body: form };
};

/** What the user set of the options. */
async function optionsOf(context: IExecuteSingleFunctions): Promise<IDataObject> {
	const options = context.getNodeParameter('options', {}) as IDataObject;
	const { attachmentUrls = '', contactId, ...others } = options;
	const contact = isResourceLocatorValue(contactId) ? contactId.value : contactId;
	const filled = Object.entries(others).filter(([, value]) => value !== '');
	return {
		...Object.fromEntries(filled),
		attachmentUrls: webAddresses(context, 'Attachment URLs', attachmentUrls),
		...(contact
			? { contactId: await contactIdFor(context, String(contact).trim(), 'Contact') }
			: {}),
	};
}

/** The name of a file with an ending, which the vendor reads the type from. */
function namedFile({ fileName, fileExtension }: IBinaryData): string {
	const name = fileName ?? 'file';
	return /\.[^.]+$/.test(name) || !fileExtension ? name : `${name}.${fileExtension}`;
}

/** One file a request, so its address stands beside the vendor's list of name and address. */
const asUploaded: PostReceiveAction = async function (
	this: IExecuteSingleFunctions,
	_items,
	response,
) {
	const body = objectIn(this, response);
	const files = z.record(z.string()).safeParse(body.uploadedFiles);
	const [url] = Object.values(files.data ?? {});
	return [{ json: { ...(url ? { url } : {}), ...body } }];
};

/** POST /conversations/messages/upload, multipart with the file as `fileAttachment`. */
export const uploadFile: Operation = {
	option: {
		name: 'Upload File',
		value: 'uploadFile',
		action: 'Upload file',
		description:
			'Store a file for a conversation and get its web address, to be used as attachment of a message or call',
		routing: {
			request: { method: 'POST', url: '/conversations/messages/upload' },
			send: { preSend: [asForm] },
			output: { postReceive: [asUploaded] },
		},
	},
	fields: [
		conversationField(),
		{
			displayName: PARAMETER,
			name: 'binaryPropertyName',
			type: 'string',
			default: 'data',
			required: true,
			hint: 'The name of the input binary field that holds the file',
		},
		collection('Options', 'options', 'Add option', [
			{
				displayName: 'Attachment URLs',
				name: 'attachmentUrls',
				type: 'string',
				typeOptions: { rows: 3 },
				default: '',
				placeholder: 'e.g. https://example.com/recording.mp3',
				description: 'Web addresses of files to store besides, one a line',
			},
			{ displayName: 'Chat Service SID', name: 'chatServiceSid', type: 'string', default: '' },
			{ ...contactField({ description: 'The contact of the conversation' }), routing: undefined },
			{
				displayName: 'Is Group SMS',
				name: 'isGroupSms',
				type: 'boolean',
				default: true,
				description: 'Whether the conversation is a group SMS',
			},
		]),
	],
};
