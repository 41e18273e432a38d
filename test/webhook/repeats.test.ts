import type { WebhookServer } from '../support/webhook';
import { eventWith, sendTo, senders, serve } from './senders';

let server: WebhookServer | undefined;
afterEach(async () => {
	await server?.close();
	server = undefined;
});

describe.each(Object.entries(senders))('%s', (_name, sender) => {
	it.each([
		['integers of twenty digits', '"n":10000000000000000001', '"n":10000000000000000002'],
		[
			'integers of twenty digits, deep inside',
			'"n":{"x":[90071992547409931]}',
			'"n":{"x":[90071992547409932]}',
		],
		['a field called constructor', '"constructor":"A"', '"constructor":"B"'],
		['a field called prototype, deep inside', '"x":{"prototype":"A"}', '"x":{"prototype":"B"}'],
		['a field called __proto__', '"__proto__":"A"', '"__proto__":"B"'],
		['zeros in front', '"called_count":"03"', '"called_count":"3"'],
		['an id of 0 and none', '"list_id":"0"', '"x":""'],
		['the name of the id', '"id":"1"', '"leadID":"1"'],
		['blanks at the end of a text', '"x":"a "', '"x":"a"'],
		['places in a list', '"x":["a",null]', '"x":[null,"a"]'],
	])('takes events for two that differ in %s', async (_case, one, other) => {
		server = await serve(sender);
		expect(await sendTo(server, sender, eventWith(sender, one))).toBe(200);
		expect(await sendTo(server, sender, eventWith(sender, other))).toBe(200);
		expect(server.started).toHaveLength(2);
	});

	it.each([
		['an empty list and none', '"x":[]', ''],
		['an empty list and a list of null', '"x":[]', '"x":[null]'],
		['an empty list and a list of blanks', '"x":[" "]', '"x":[]'],
		['a list of nothing and nothing', '"x":[""]', '"x":""'],
		['the word NULL and nothing', '"x":"NULL"', '"x":null'],
		['the word undefined and nothing', '"x":"undefined"', ''],
		['a text without width and nothing', '"x":"\u200b"', ''],
		['an object of blanks and nothing', '"x":{"a":null,"b":[""]}', ''],
		['a number and its text', '"x":1.0', '"x":"1.0"'],
		['a long number and its text', '"x":10000000000000000001', '"x":"10000000000000000001"'],
		['a list of one and its value', '"x":["a"]', '"x":"a"'],
	])(
		'takes events for one that differ in the way they are written: %s',
		async (_case, one, other) => {
			server = await serve(sender);
			expect(await sendTo(server, sender, eventWith(sender, one))).toBe(200);
			expect(await sendTo(server, sender, eventWith(sender, other))).toBe(200);
			expect(server.started).toHaveLength(1);
		},
	);

	it.each(['windows-1252', 'iso-8859-1'])('reads %s like UTF-8', async (charset) => {
		server = await serve(sender);
		const body = eventWith(sender, '"price":"5 € “now”"');
		const codes: Record<string, number> = { '€': 0x80, '“': 0x93, '”': 0x94, '–': 0x96, '’': 0x92 };
		const bytes = Buffer.from([...body].map((sign) => codes[sign] ?? sign.charCodeAt(0)));
		const contentType = `application/json; charset=${charset}`;
		expect(await sendTo(server, sender, body)).toBe(200);
		expect(await sendTo(server, sender, bytes, { contentType })).toBe(200);
		expect(server.started).toHaveLength(1);
		expect(JSON.stringify(server.started)).toContain('5 € “now”');
	});

	it.each([
		['UTF-16, little endian', (text: string) => Buffer.from(`\uFEFF${text}`, 'utf16le')],
		['UTF-16, big endian', (text: string) => Buffer.from(`\uFEFF${text}`, 'utf16le').swap16()],
	])('reads %s by its mark', async (_case, encode) => {
		server = await serve(sender);
		const body = eventWith(sender, '"price":"5 €"');
		expect(await sendTo(server, sender, body)).toBe(200);
		expect(await sendTo(server, sender, encode(body))).toBe(200);
		expect(server.started).toHaveLength(1);
	});

	it.each(['application/json', 'application/json; charset=windows-1251'])(
		'takes events for two that differ in what cannot be read: %s',
		async (contentType) => {
			server = await serve(sender);
			for (const text of ['Andr\xe9', 'Andr\xe8', 'Andr\xe8']) {
				const body = Buffer.from(eventWith(sender, `"x":"${text}"`), 'latin1');
				expect(await sendTo(server, sender, body, { contentType })).toBe(200);
			}
			expect(server.started).toHaveLength(2);
		},
	);

	it('takes a text of several lines that a template has put into JSON as it was', async () => {
		server = await serve(sender);
		const lines = 'One "quoted"\r\nand\ttwo';
		const escaped = JSON.stringify(lines);
		const raw = escaped.replace('\\r', '\r').replace('\\n', '\n').replace('\\t', '\t');
		expect(await sendTo(server, sender, eventWith(sender, `"x":${raw}`))).toBe(200);
		expect(await sendTo(server, sender, eventWith(sender, `"x":${escaped}`))).toBe(200);
		expect(server.started).toHaveLength(1);
		expect(JSON.stringify(server.started)).toContain(escaped);
	});

	it('gives long integers with all of their digits, and other numbers as numbers', async () => {
		server = await serve(sender);
		const fields = '"long":[-90071992547409931],"short":1.0,"text":"9007199254740993 \\" 1"';
		await sendTo(server, sender, eventWith(sender, fields));
		const text = JSON.stringify(server.started);
		expect(text).toContain('"long":["-90071992547409931"],"short":1,');
		expect(text).toContain('"text":"9007199254740993 \\" 1"');
	});
});

describe.each(Object.entries(senders).filter(([, { hasQuery }]) => hasQuery))(
	'%s',
	(_name, sender) => {
		it.each([
			['a parameter that came twice', 'office=A&office=B', 'office=C&office=B'],
			['a parameter that the body has too', 'own=North', 'own=South'],
			['a label that the body has too', 'event=North', 'event=South'],
		])('takes events for two that differ in %s of the address', async (_case, one, other) => {
			server = await serve(sender);
			const body = eventWith(sender, '"own":"W","event":"x"');
			await sendTo(server, sender, body, { query: one });
			await sendTo(server, sender, body, { query: other });
			expect(server.started).toHaveLength(2);
		});

		it('gives all values of a name that came several times', async () => {
			server = await serve(sender);
			const query = 'office=A&office=B&own=North';
			await sendTo(server, sender, eventWith(sender, '"own":"W"'), { query });
			expect(server.started).toMatchObject([
				{ other: { office: ['A', 'B'], own: ['North', 'W'] } },
			]);
		});
	},
);
