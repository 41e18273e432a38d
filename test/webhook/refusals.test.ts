import type { WebhookServer } from '../support/webhook';
import { sendTo, senders, serve } from './senders';

const form = 'application/x-www-form-urlencoded';
const utf16 = (text: string) => Buffer.from(`\uFEFF${text}`, 'utf16le');

let server: WebhookServer | undefined;
afterEach(async () => {
	await server?.close();
	server = undefined;
});

describe.each(Object.entries(senders))('%s', (_name, sender) => {
	it.each<[string, string | Buffer] | [string, string | Buffer, string]>([
		['null in data', '{"data":null}'],
		['null in lead', '{"lead":null}'],
		['null in both, and in params', '{"data":null,"lead":"null","params":""}'],
		['the word null in data', '{"data":"null"}'],
		['fields without a value', '{"id":"","status":null,"x":[]}'],
		['null with percent codes', '%6Eull', form],
		['XML with percent codes', '%3Clead+id%3D%221%22%3E%3C%2Flead%3E=', form],
		[
			'a document of XML with percent codes',
			'%3C%3Fxml version%3D%221.0%22%3F%3E%3Clead%3E1%3C%2Flead%3E',
			form,
		],
		['XML in params', '{"params":"<lead><id>1</id></lead>"}'],
		['XML in params of a form', 'params=%3Clead%3E1%3C%2Flead%3E', form],
		['XML in xml', 'xml=%3Clead%3E1%3C%2Flead%3E', form],
		['XML in data', '{"data":"<lead><id>1</id></lead>"}'],
		['XML in UTF-16', utf16('<?xml version="1.0" encoding="utf-16"?><lead id="1"/>'), 'text/xml'],
		['XML in UTF-16, big endian', utf16('<lead id="1"/>').swap16(), 'text/xml'],
		['XML behind a character without width', '\u200b<a b="c"/>', 'text/xml'],
		['XML behind NUL', '\0<a b="c"/>', 'text/xml'],
		['XML behind a blank', '\u00a0<a b="c"/>', 'text/xml'],
		// As many quotes as there is room for: each must be looked at once.
		['cut JSON of a megabyte', `{"id":"1",\n"notes":"${'\\"'.repeat(500_000)}`],
	])('is not started by %s', async (...[, body, contentType]) => {
		server = await serve(sender);
		expect([400, 415]).toContain(await sendTo(server, sender, body, { contentType }));
		expect(server.started).toEqual([]);
	});
});

describe('what only looks like it', () => {
	it.each([
		['{"id":"1","data":null,"lead":"null"}', { lead: { id: '1' }, other: {} }],
		['{"id":"1","notes":"<b>call</b>"}', { lead: { id: '1', notes: '<b>call</b>' } }],
		['{"email":"<a@b.c>"}', { lead: { email: '<a@b.c>' } }],
		['{"id":"1","data":"<b>x</b>"}', { lead: { id: '1' }, other: { data: '<b>x</b>' } }],
		['\u200b{"id":"1"}', { lead: { id: '1' } }],
	])('starts the Convoso Trigger: %s', async (body, event) => {
		const sender = senders['Convoso Trigger'];
		server = await serve(sender);
		expect(await sendTo(server, sender, body)).toBe(200);
		expect(server.started).toMatchObject([event]);
	});
});
