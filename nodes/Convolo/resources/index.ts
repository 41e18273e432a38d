import { call } from './call';

/** Everything the node offers. */
export const resources = [call];
