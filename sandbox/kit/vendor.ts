import type { FastifyInstance } from 'fastify';

/** A simulated vendor: its routes below a prefix, and its state. */
export interface Vendor {
	/** Of the node that it stands behind. */
	name: string;
	/** Where its API stands on the sandbox, e.g. /convoso/v1. */
	prefix: string;
	/** Every token and key it knows; the journal looks for them and hides them. */
	secrets: string[];
	/** Puts its routes onto an instance that is already below the prefix. */
	routes: (app: FastifyInstance) => void;
	/** Puts its state back to the beginning. */
	reset: () => void;
	/**
	 * What an n8n credential for it holds.
	 *
	 * @param origin of the running sandbox, e.g. http://127.0.0.1:4000
	 * @returns by credential type
	 */
	credentials: (origin: string) => Record<string, Record<string, unknown>>;
}
