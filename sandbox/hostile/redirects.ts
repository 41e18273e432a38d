import { table, type Exchange, type Mode } from './mode';

const STATUSES = [301, 302, 303, 307, 308] as const;

/** Nobody listens here. */
const DEAD = 'http://127.0.0.1:1';

/** Where redirects lead. */
const TARGETS = {
	ToItself: { where: 'to the same address', address: ({ origin }: Exchange) => origin },
	Elsewhere: { where: 'to another host', address: ({ elsewhere }: Exchange) => elsewhere },
	Dead: { where: 'to a port where nobody listens', address: () => DEAD },
};

type Target = keyof typeof TARGETS;

type Name = `redirect${(typeof STATUSES)[number]}${Target}`;

/** A redirect for every request; after 301, 302 and 303 the vendor has carried it out, after 307 and 308 not. */
export const redirects = table(
	STATUSES.flatMap((status) =>
		(Object.keys(TARGETS) as Target[]).map((target): [Name, Mode] => {
			const { where, address } = TARGETS[target];
			return [
				`redirect${status}${target}`,
				{
					does: `${status} ${where}`,
					isAccepted: status < 307,
					act: (exchange) => {
						const location = `${address(exchange)}${exchange.request.url}`;
						exchange.response.writeHead(status, { location, 'content-length': 0 }).end();
					},
				},
			];
		}),
	),
);
