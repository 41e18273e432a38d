import type { ConvosoStore } from './store';

/** What was sent, within its contract. */
export type Form = Record<string, string>;

/** What one endpoint does: takes the form, gives the answer. */
export type Answer = (form: Form, store: ConvosoStore) => object;
