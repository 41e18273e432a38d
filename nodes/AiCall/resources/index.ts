import type { Resource } from '../../shared/describe';
import { call } from './call';
import { conversation } from './conversation';

/** In the order of the menu. */
export const resources: Resource[] = [call, conversation];
