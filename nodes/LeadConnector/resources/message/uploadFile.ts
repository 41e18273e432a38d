import type {
	IBinaryData,
	IDataObject,
	IExecuteSingleFunctions,
	PreSendAction,
} from 'n8n-workflow';
import { z } from 'zod';

import { invalidInput } from '../../../shared/errors';
import { bodyOf, collection, flag, id, urls } from '../../../shared/fields';
import type { Operation } from '../../../shared/operation';
import { locationInBody } from '../../account';
import { contactField } from '../../contact';
import { conversationField } from '../../conversation';
import { asDone, exchange } from '../../outputs';
import { conversationInBody, createContactField } from './intoConversation';

const PARAMETER = 'Input Binary Field';

/** The file types that the endpoint's description lists. */
const FILE_TYPES = 'JPG JPEG PNG MP4 MPEG ZIP RAR PDF DOC DOCX TXT MP3 WAV'.split(' ');

/** The largest file that the vendor's description of uploads names (`maxFileSize`); smaller ones may be refused with 413. */
const MAX_BYTES = 104_857_600;

/** Finds out before a conversation is created for nothing whether there is a file that the vendor takes. */
const checkFile: PreSendAction = async function (request) {
	await fileOf(this);
	return request;
};

/** Makes the multipart form of what the body holds, and the file. */
const asForm: PreSendAction = async function (request) {
	const { bytes, mimeType, fileName } = await fileOf(this);
	const form = new FormData();
	for (const [name, value] of Object.entries(bodyOf(request))) {
		// One entry alone would be a text to the server; with brackets it is a list.
		const part = Array.isArray(value) ? `${name}[]` : name;
		for (const one of [value].flat()) form.append(part, String(one));
	}
	form.append('fileAttachment', new Blob([new Uint8Array(bytes)], { type: mimeType }), fileName);
	return { ...request, body: form };
};

/**
 * The file of the item.
 *
 * @throws NodeOperationError when there is none, or the vendor would not take it
 */
async function fileOf(context: IExecuteSingleFunctions) {
	const refuse = (fault: string, hint: string) => invalidInput(context, PARAMETER, fault, hint);
	const property = String(context.getNodeParameter('binaryPropertyName') ?? '').trim();
	if (!context.getInputData().binary?.[property]) {
		throw refuse(
			`names no file: "${property}"`,
			'Enter the name of the binary field of the input item, for instance data.',
		);
	}
	const file = context.helpers.assertBinaryData(property);
	const fileName = nameOf(file);
	const type = fileName.split('.').pop()!.toUpperCase();
	if (!FILE_TYPES.includes(type)) {
		throw refuse(
			`holds a file of a type that LeadConnector does not take: "${fileName}"`,
			`It takes ${FILE_TYPES.join(', ')}. The type is read from the ending of the file name.`,
		);
	}
	const bytes = await context.helpers.getBinaryDataBuffer(property);
	const limit = `LeadConnector takes files of up to ${MAX_BYTES / 1_048_576} MB.`;
	if (bytes.length === 0) throw refuse(`holds an empty file: "${fileName}"`, limit);
	if (bytes.length > MAX_BYTES) {
		const size = Math.ceil(bytes.length / 1_048_576);
		throw refuse(`holds a file of ${size} MB: "${fileName}"`, limit);
	}
	return { bytes, mimeType: file.mimeType, fileName };
}

/** The name of a file with an ending, which the vendor reads the type from. */
function nameOf({ fileName, fileExtension }: IBinaryData): string {
	const name = fileName ?? 'file';
	return /\.[^.]+$/.test(name) || !fileExtension ? name : `${name}.${fileExtension}`;
}

/** The address of the one file of the request, in the vendor's list of names and addresses. */
function addressIn({ uploadedFiles }: IDataObject): string | undefined {
	const files = z.record(z.string()).safeParse(uploadedFiles).data ?? {};
	return Object.values(files).find((address) => address !== '');
}

/** POST /conversations/messages/upload, multipart with the file as `fileAttachment`. */
export const uploadFile: Operation = {
	noun: 'file',
	advice: {
		413: 'The file is too large for LeadConnector.',
		415: 'LeadConnector takes JPG, JPEG, PNG, MP4, MPEG, ZIP, RAR, PDF, DOC, DOCX, TXT, MP3 and WAV.',
	},
	option: {
		name: 'Upload File',
		value: 'uploadFile',
		action: 'Upload file',
		description:
			'Store a file for a conversation and get its web address, to be used as attachment of a message or call',
		routing: exchange(
			'POST',
			'/conversations/messages/upload',
			asDone({
				isKept: (answer) => addressIn(answer) !== undefined,
				missing: 'the address of the file',
				output: (answer) => ({ url: addressIn(answer), ...answer }),
			}),
		),
	},
	fields: [
		conversationField(),
		createContactField,
		{
			displayName: PARAMETER,
			name: 'binaryPropertyName',
			type: 'string',
			default: 'data',
			required: true,
			hint: 'The name of the input binary field that holds the file',
		},
		collection('Options', 'options', 'Add option', [
			urls('attachmentUrls', 'Attachment URLs', {
				description: 'Web addresses of files to store besides, one a line',
			}),
			id('chatServiceSid', 'Chat Service SID'),
			contactField({ description: 'The contact of the conversation' }),
			flag('isGroupSms', 'Is Group SMS', 'Whether the conversation is a group SMS'),
		]),
	],
	finish: [checkFile, conversationInBody({ withContact: true }), locationInBody, asForm],
};
