import http, { type RequestListener } from 'node:http';
import https from 'node:https';
import type { AddressInfo } from 'node:net';

import { generate } from 'selfsigned';

import { lab } from '../support/lab';

/** A server for audio files; it keeps what it was sent. */
async function audioServer(scheme: 'http' | 'https') {
	const { private: key, cert } = await generate([{ name: 'commonName', value: '127.0.0.1' }]);
	const received: string[] = [];
	const answer: RequestListener = (request, response) => {
		received.push(`${request.method} ${request.url} ${JSON.stringify(request.headers)}`);
		if (request.url?.startsWith('/gone')) response.writeHead(404).end();
		else response.writeHead(200, { 'content-type': 'audio/mpeg' }).end('ID3 a short call');
	};
	const server =
		scheme === 'http' ? http.createServer(answer) : https.createServer({ key, cert }, answer);
	await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
	const origin = `${scheme}://127.0.0.1:${(server.address() as AddressInfo).port}`;
	return { origin, received, close: () => server.close() };
}

const { vendor, credentials, run } = lab('convoso');
type AudioServer = Awaited<ReturnType<typeof audioServer>>;
let audio: AudioServer;
let plain: AudioServer;
beforeAll(async () => {
	audio = await audioServer('https');
	plain = await audioServer('http');
});
afterAll(() => {
	audio.close();
	plain.close();
});

it('puts the audio into the binary field, without sending the token, and says why where there is none', async () => {
	const { store } = vendor;
	store.addLead({ list_id: '333', phone_number: '5551234567' });
	const urls = [
		`${audio.origin}/rec/call%201.mp3`,
		`${audio.origin}/gone.mp3`,
		'1403-all.wav',
		'',
		`${plain.origin}/rec/call%202.mp3`,
	];
	urls.forEach((url, index) =>
		store.recordings.push({
			recording_id: `rec${index}`,
			lead_id: '10001',
			start_time: '2026-03-01 10:00:00',
			end_time: '',
			seconds: null,
			url,
		}),
	);
	const { items, error } = await run({
		resource: 'lead',
		operation: 'getRecordings',
		leadId: '10001',
		returnAll: true,
		downloadAudio: true,
		binaryPropertyName: 'audio',
		filters: {},
		requestOptions: { allowUnauthorizedCerts: true },
	});
	expect(error).toBeUndefined();
	expect(items).toHaveLength(5);
	const file = items[0].binary?.audio;
	expect(file).toMatchObject({ mimeType: 'audio/mpeg', fileName: 'call 1.mp3' });
	expect(Buffer.from(file!.data, 'base64').toString()).toBe('ID3 a short call');
	expect(items[4].binary?.audio).toMatchObject({ fileName: 'call 2.mp3' });
	expect(items.map(({ json }) => json.audio_note)).toEqual([
		undefined,
		'Not downloaded: the address answers HTTP 404.',
		expect.stringContaining('only the file name 1403-all.wav'),
		expect.stringContaining('no address for this recording'),
		undefined,
	]);
	expect(audio.received).toHaveLength(2);
	expect([...audio.received, ...plain.received].join()).not.toContain(
		String(credentials().convosoApi.authToken),
	);
});
