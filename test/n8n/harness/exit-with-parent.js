/**
 * Preloaded into n8n: when the process that started it is gone, however that one ended, ends n8n in its own
 * orderly way and deletes its user folder. The pipe on stdin is open exactly as long as the parent lives.
 */
const { rmSync } = require('node:fs');
const { isMainThread } = require('node:worker_threads');

// n8n's worker threads preload this file too, with a stdin that is not ours.
if (isMainThread) {
	const endN8n = () => {
		process.once('exit', () =>
			rmSync(process.env.N8N_USER_FOLDER, { recursive: true, force: true, maxRetries: 3 }),
		);
		process.kill(process.pid, 'SIGTERM');
	};
	process.stdin.once('end', endN8n).once('error', endN8n).resume();
	process.stdin.unref();
}
