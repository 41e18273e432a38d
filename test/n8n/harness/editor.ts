import { existsSync } from 'node:fs';

import { chromium, type Page } from 'playwright-core';

import browsers from '../../../scripts/browsers.json';
import type { N8n } from './n8n';

export interface EditorOptions {
	/** Name of a node to open. */
	node?: string;
	/** Size of the window in pixels; 1440 by 900 without it. */
	width?: number;
	height?: number;
	/** n8n's dark look. */
	dark?: boolean;
}

const FLAGS = [
	'--no-sandbox',
	'--disable-gpu',
	'--disable-quic',
	'--no-first-run',
	'--disable-background-networking',
	'--disable-component-update',
	'--disable-sync',
];

/** How long the editor may take to show something, ms. */
const TIMEOUT = 60_000;

/**
 * Opens a workflow in the editor, signed in as the owner, and takes a picture of the window.
 *
 * @param pngPath file to write
 * @throws if there is no browser, or the workflow or node does not appear
 */
export async function openEditor(
	n8n: N8n,
	workflowId: string,
	pngPath: string,
	options: EditorOptions = {},
): Promise<void> {
	await withEditor(
		n8n,
		workflowId,
		async (page) => {
			await page.screenshot({ path: pngPath });
		},
		options,
	);
}

/**
 * Opens a workflow in the editor, signed in as the owner, and hands the page to the caller.
 *
 * @param use what to do there; the browser closes when it settles
 * @returns what `use` returns
 * @throws if there is no browser, or the workflow or node does not appear
 */
export async function withEditor<T>(
	n8n: N8n,
	workflowId: string,
	use: (page: Page) => Promise<T>,
	{ node, width = 1440, height = 900, dark = false }: EditorOptions = {},
): Promise<T> {
	const executablePath = browsers.find((path) => existsSync(path));
	if (!executablePath) throw new Error('No browser. Run: node scripts/setup.js --browser');
	const browser = await chromium.launch({ executablePath, args: FLAGS });
	try {
		const page = await browser.newPage({
			viewport: { width, height },
			colorScheme: dark ? 'dark' : 'light',
		});
		page.setDefaultTimeout(TIMEOUT);
		await signIn(page, n8n, `/workflow/${workflowId}`);
		await page.locator('[data-test-id="canvas-node"]').first().waitFor();
		if (node) await openNode(page, node);
		// The last of the editor's transitions.
		await page.waitForTimeout(500);
		return await use(page);
	} finally {
		await browser.close();
	}
}

/**
 * Opens a node's panel.
 *
 * @param name the node's name on the canvas
 */
export async function openNode(page: Page, name: string): Promise<void> {
	// The box, not its label: the canvas takes clicks on the label for itself.
	const node = page.locator(`[data-test-id="canvas-node"][data-node-name="${name}"]`);
	await node.locator('[data-test-id^="canvas-"][data-test-id$="-node"]').dblclick();
	await page.locator('[data-test-id="node-parameters"]').waitFor();
}

/** Signs in, which lands on `path`. */
async function signIn(page: Page, { url, login }: N8n, path: string): Promise<void> {
	await page.goto(`${url}/signin?redirect=${encodeURIComponent(path)}`);
	await page.locator('input[type="email"]').fill(login.email);
	await page.locator('input[type="password"]').fill(login.password);
	await page.locator('[data-test-id="form-submit-button"]').click();
	await page.waitForURL((address) => address.pathname.startsWith(path));
}
