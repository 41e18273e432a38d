/** Preloaded into n8n: says by name what nobody has caught. n8n goes on then, and writes no more than the words of the error. */
process.on('uncaughtExceptionMonitor', (error, origin) => {
	console.error(`unhandled, ${origin}: ${error?.stack ?? error}`);
});
