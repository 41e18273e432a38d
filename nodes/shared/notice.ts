import type { INodeProperties } from 'n8n-workflow';

/** When a parameter is shown: the values of others. */
export type Show = NonNullable<INodeProperties['displayOptions']>['show'];

/**
 * A sentence for whoever sets the node up. n8n shows its text without any HTML but links.
 *
 * @param name of the parameter, not used again
 */
export function notice(name: string, text: string, show?: Show): INodeProperties {
	return {
		displayName: text,
		name,
		type: 'notice',
		default: '',
		...(show ? { displayOptions: { show } } : {}),
	};
}
