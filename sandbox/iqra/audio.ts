import type { FastifyReply, FastifyRequest } from 'fastify';

/** The query that makes an address valid, as a storage signs it. */
export const SIGNATURE = 'X-Amz-Signature=sandbox';

/** A WAV file of a tenth of a second of silence: 8,000 samples a second, 8 bit, one channel. */
const SILENCE = wav(Buffer.alloc(800, 128), 8_000);

function wav(samples: Buffer, rate: number): Buffer {
	const header = Buffer.alloc(44);
	header.write('RIFF', 0);
	header.writeUInt32LE(36 + samples.length, 4);
	header.write('WAVEfmt ', 8);
	header.writeUInt32LE(16, 16);
	header.writeUInt16LE(1, 20);
	header.writeUInt16LE(1, 22);
	header.writeUInt32LE(rate, 24);
	header.writeUInt32LE(rate, 28);
	header.writeUInt16LE(1, 32);
	header.writeUInt16LE(8, 34);
	header.write('data', 36);
	header.writeUInt32LE(samples.length, 40);
	return Buffer.concat([header, samples]);
}

/** The storage behind the server: a signed address is all it wants, and it refuses a second way of signing. */
export async function sendAudio(request: FastifyRequest, reply: FastifyReply): Promise<unknown> {
	if (request.headers.authorization) {
		return await reply.code(400).send('Only one auth mechanism allowed');
	}
	if (!request.url.endsWith(`?${SIGNATURE}`))
		return await reply.code(403).send('Request has expired');
	return await reply.type('audio/wav').send(SILENCE);
}
