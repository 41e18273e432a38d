import { contact } from './contact';
import { conversation } from './conversation';
import { message } from './message';

/** Everything the node offers, in the order of its menu. */
export const resources = [message, conversation, contact];
