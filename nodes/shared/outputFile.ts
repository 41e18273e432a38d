import type { IBinaryKeyData, IExecuteSingleFunctions, INodeProperties } from 'n8n-workflow';

import type { Client } from './client';
import { download, type Download, type NoDownload } from './files';

/** The binary field that an operation with one file puts it into. */
export const outputFileField: INodeProperties = {
	displayName: 'Put Output File in Field',
	name: 'binaryPropertyName',
	type: 'string',
	default: 'data',
	required: true,
	hint: 'The name of the output binary field to put the file in',
};

/** A file as the binary part of an item, under the name that {@link outputFileField} holds. */
export async function asOutputFile(
	context: IExecuteSingleFunctions,
	{ bytes, fileName, mimeType }: Download,
): Promise<IBinaryKeyData> {
	const name = String(context.getNodeParameter(outputFileField.name));
	return { [name]: await context.helpers.prepareBinaryData(bytes, fileName, mimeType) };
}

/**
 * Downloads a recording into the field that {@link outputFileField} names; see {@link download}.
 *
 * @returns the binary part of an item, or why there is none
 */
export async function recordingAt(
	context: IExecuteSingleFunctions,
	address: string,
	client?: Client,
): Promise<{ binary: IBinaryKeyData } | NoDownload> {
	const file = await download(context, address, client);
	if ('note' in file) return file;
	const mimeType = file.mimeType || 'audio/mpeg';
	return { binary: await asOutputFile(context, { ...file, mimeType }) };
}
