import { defineResource } from '../../../shared/describe';
import { addAttachments } from './addAttachments';
import { addInbound } from './addInbound';
import { addOutboundCall } from './addOutboundCall';
import { cancelScheduled } from './cancelScheduled';
import { exportMessages } from './export';
import { get } from './get';
import { getEmail } from './getEmail';
import { getMany } from './getMany';
import { getRecording } from './getRecording';
import { getTranscription } from './getTranscription';
import { send } from './send';
import { updateStatus } from './updateStatus';
import { uploadFile } from './uploadFile';

export const message = defineResource({ name: 'Message', value: 'message' }, [
	addOutboundCall,
	addAttachments,
	addInbound,
	cancelScheduled,
	exportMessages,
	get,
	getEmail,
	getMany,
	getRecording,
	getTranscription,
	send,
	updateStatus,
	uploadFile,
]);
