import { homedir } from 'node:os';
import { join } from 'node:path';

/** What says how the registry is reached: proxies, certificates, and npm's settings of them. */
const WAY = [
	/^(http|https|all|no)_proxy$/i,
	/^(NODE_EXTRA_CA_CERTS|SSL_CERT_FILE|SSL_CERT_DIR)$/,
	/^npm_config_(userconfig|globalconfig|registry|proxy|https?_proxy|noproxy|ca|cafile|strict_ssl|fetch_\w+)$/i,
];

/** What npm needs to reach the registry from this machine, where it is run with another home. */
export function npmOfMachine(): Record<string, string> {
	const entries = Object.entries(process.env) as Array<[string, string]>;
	return {
		npm_config_userconfig: join(homedir(), '.npmrc'),
		...Object.fromEntries(entries.filter(([name]) => WAY.some((way) => way.test(name)))),
	};
}
