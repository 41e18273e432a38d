import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import {
	analyzePackage,
	SOURCE_FILE_PATTERNS,
} from '@n8n/scan-community-package/scanner/scanner.mjs';

/**
 * Runs n8n's scan of community packages on the packed tarball and on the source. Left out is only what needs a
 * publication: the download of tarball, provenance and attested source.
 */
const root = path.resolve(import.meta.dirname, '..');
const folder = mkdtempSync(path.join(tmpdir(), 'lead-dialer-scan-'));
try {
	// npm is a .cmd on Windows, which only a shell starts; the shell splits a path at its blanks.
	const shell = process.platform === 'win32';
	const target = shell ? `"${folder}"` : folder;
	execFileSync('npm', ['pack', '--silent', '--pack-destination', target], { cwd: root, shell });
	const [tarball] = readdirSync(folder);
	execFileSync('tar', ['-xzf', tarball], { cwd: folder });

	const legs = {
		tarball: await analyzePackage(path.join(folder, 'package'), ['**/*.js', 'package.json']),
		source: await analyzePackage(root, SOURCE_FILE_PATTERNS),
	};
	for (const [leg, { passed, message, details }] of Object.entries(legs)) {
		console.log(`package scan, ${leg}: ${passed ? 'passed' : `${message}\n${details ?? ''}`}`);
		if (!passed) process.exitCode = 1;
	}
} finally {
	rmSync(folder, { recursive: true, force: true });
}
