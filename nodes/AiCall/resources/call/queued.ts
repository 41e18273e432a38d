import type { IExecuteSingleFunctions, INodeExecutionData } from 'n8n-workflow';
import { z } from 'zod';

import { apiError } from '../../../shared/errors';

/**
 * The queue ids of the calls that a request made, an item each. One request makes one call; `null` stands where one was
 * not queued.
 */
export const asQueued = async function (
	this: IExecuteSingleFunctions,
	[{ json }]: INodeExecutionData[],
): Promise<INodeExecutionData[]> {
	const ids = z.array(z.string().nullable()).nullish().safeParse(json).data ?? [];
	const queued = ids.filter((id): id is string => !!id);
	if (queued.length > 0) return queued.map((queueId) => ({ json: { queueId } }));
	throw apiError(this.getNode(), this.getItemIndex(), {
		message: 'AI Call took the call but gave no queue ID for it',
		description: '',
		outcome: 'unknown',
	});
};
