import { howToFire, shots } from './fire';

/** `npm run fire -- NAME URL SECRET`: sends one event to the address of a trigger, as the vendor would. */
async function main([name, url, secret = '']: string[]): Promise<void> {
	if (!shots[name ?? ''] || !url) {
		console.log(['Send one event to a trigger, as its vendor would:', ...howToFire()].join('\n'));
		process.exitCode = 1;
		return;
	}
	console.log(await shots[name].fire(url, secret));
}

void main(process.argv.slice(2));
