import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';

import { chromium, type Browser, type Locator, type Page } from 'playwright-core';

import browsers from '../../../scripts/browsers.json';
import { id, PARTS } from './editorParts';
import type { N8n } from './n8n';
import { temporaryFolder } from './our-end';
import { repositoryFolder, versionUnderTest } from './paths';

const FLAGS = [
	'--no-sandbox',
	'--disable-gpu',
	'--disable-quic',
	'--no-first-run',
	'--disable-background-networking',
	'--disable-component-update',
	'--disable-sync',
];

/** How long the editor may take to show something, ms: long, as a busy machine takes its time. */
const TIMEOUT = 120_000;

/** How long what is shown may take to be as it should, ms. */
const SHOW_TIMEOUT = 60_000;

/** How long it may take to load, ms: a busy machine has taken half a minute. */
const LOAD_TIMEOUT = 300_000;

/** What the editor says of a credential that it has tested. */
export interface CredentialAnswer {
	works: boolean;
	/** The sentence of its test; of a red answer, as it can be read in the box. */
	text: string;
}

/** What the panel of a node shows once it has run. */
export interface Shown {
	isError: boolean;
	text: string;
}

/** n8n's editor in a browser, signed in as the owner, worked as a person does. Whoever opens it closes it. */
export class Editor {
	/** Where the pictures of this n8n go. */
	readonly folder = join(repositoryFolder, 'test/n8n/screenshots', versionUnderTest());

	private constructor(
		private readonly n8n: N8n,
		private readonly browser: Browser,
		readonly page: Page,
	) {}

	/**
	 * Opens a browser and signs in. The pictures of the last time are deleted.
	 *
	 * @throws if there is no browser
	 */
	static async open(n8n: N8n): Promise<Editor> {
		const executablePath = browsers.find((path) => existsSync(path));
		if (!executablePath) throw new Error('No browser. Run: node scripts/setup.js --browser');
		const browser = await chromium.launch({
			executablePath,
			args: FLAGS,
			timeout: LOAD_TIMEOUT,
			// The home of its user need not be writable.
			env: { ...process.env, HOME: temporaryFolder('browser').folder },
		});
		const page = await browser.newPage({
			viewport: { width: 1440, height: 900 },
			colorScheme: 'light',
		});
		page.setDefaultTimeout(TIMEOUT);
		page.setDefaultNavigationTimeout(LOAD_TIMEOUT);
		const editor = new Editor(n8n, browser, page);
		rmSync(editor.folder, { recursive: true, force: true });
		mkdirSync(editor.folder, { recursive: true });
		await editor.signIn();
		return editor;
	}

	async close(): Promise<void> {
		await this.browser.close();
	}

	/**
	 * Takes a picture of the window once the editor's transitions are over.
	 *
	 * @param name of the file, without `.png`
	 */
	async shoot(name: string): Promise<void> {
		await this.page.waitForTimeout(400);
		await this.page.screenshot({ path: join(this.folder, `${name}.png`) });
	}

	/** Shows the editor in n8n's light or dark look, as the system of its user has it. */
	async look(colorScheme: 'light' | 'dark'): Promise<void> {
		await this.page.emulateMedia({ colorScheme });
		await this.page.waitForTimeout(300);
	}

	/**
	 * Whether the open panel is dark, once it is as it should be, or at the end of our patience.
	 *
	 * @param wanted how it should be
	 */
	async isDark(wanted: boolean): Promise<boolean> {
		return await this.once(
			async () => await this.isDarkNow(),
			(isDark) => isDark === wanted,
		);
	}

	private async isDarkNow(): Promise<boolean> {
		return await this.page.locator(PARTS.panel).evaluate((panel) => {
			const lightness = (color: string) => {
				const [, , , alpha = 1] = (color.match(/[\d.]+/g) ?? []).map(Number);
				const shown =
					color
						.match(/[\d.]+/g)
						?.map(Number)
						.slice(0, 3) ?? [];
				// Some colours are given by shares of 1, others by 255.
				return alpha === 0 ? undefined : Math.max(...shown) / (color.startsWith('rgb') ? 255 : 1);
			};
			let found: number | undefined;
			for (
				let part: Element | null = panel;
				part && found === undefined;
				part = part.parentElement
			) {
				found = lightness(getComputedStyle(part).backgroundColor);
			}
			return (found ?? 1) < 0.5;
		});
	}

	/** Addresses of the pictures in the window that did not come. */
	async missingPictures(): Promise<string[]> {
		return await this.page
			.locator('img')
			.evaluateAll((all) =>
				(all as HTMLImageElement[])
					.filter((one) => one.complete && one.naturalWidth === 0)
					.map((one) => one.src),
			);
	}

	/** Opens a stored workflow. */
	async openWorkflow(workflowId: string): Promise<void> {
		await this.page.goto(`${this.n8n.url}/workflow/${workflowId}`);
		await this.page.locator(PARTS.node).first().waitFor({ timeout: LOAD_TIMEOUT });
	}

	/** Opens an empty canvas. */
	async newWorkflow(): Promise<void> {
		await this.page.goto(`${this.n8n.url}/workflow/new`);
		await this.page.locator(PARTS.firstStep).waitFor({ timeout: LOAD_TIMEOUT });
	}

	/**
	 * Types a word into the nodes panel.
	 *
	 * @param wanted a name that should be found
	 * @returns the names that it finds, best first, once the wanted one is among them, or at the end of our patience
	 */
	async search(word: string, wanted: string): Promise<string[]> {
		const { page } = this;
		const bar = page.locator(PARTS.searchBar);
		if (!(await bar.isVisible())) await page.locator(PARTS.addNode).click();
		await bar.fill(word);
		// The list follows the word with a short delay.
		await page.waitForTimeout(600);
		return await this.once(
			async () => await page.locator(PARTS.found).allInnerTexts(),
			(names) => names.includes(wanted),
		);
	}

	/**
	 * Adds a node by hand: searches it, clicks it, and one of its actions or events. Its panel is open then.
	 *
	 * @param group under which the entry stands
	 * @param entry as the panel names it, e.g. `Insert lead`
	 */
	async addNode(name: string, group: 'Actions' | 'Triggers', entry: string): Promise<void> {
		const { page } = this;
		await this.search(name, name);
		await exactly(page, PARTS.found, name).click();
		await page.locator(PARTS.group).first().waitFor();
		const wanted = exactly(page, PARTS.found, entry);
		// What is open already must not be closed.
		await wanted.waitFor({ timeout: 1_000 }).catch(async () => {
			await page.locator(PARTS.group, { hasText: group }).click();
		});
		await wanted.click();
		await page.locator(PARTS.panel).waitFor();
	}

	/** Opens the panel of a node on the canvas. */
	async openNode(name: string): Promise<void> {
		// The box, not its label: the canvas takes clicks on the label for itself.
		const node = this.page.locator(`${PARTS.node}[data-node-name="${name}"]`);
		await node.locator(PARTS.box).dblclick();
		await this.page.locator(PARTS.panel).waitFor();
	}

	/** Closes the open panel. */
	async closePanel(): Promise<void> {
		await this.page.keyboard.press('Escape');
		await this.page.locator(PARTS.panel).waitFor({ state: 'hidden' });
	}

	/** Fills a text parameter of the open panel. */
	async fill(parameter: string, value: string): Promise<void> {
		const input = this.page.locator(id(`parameter-input-${parameter}`));
		await input.locator('input, textarea').first().fill(value);
	}

	/**
	 * Picks an entry of a resource locator's list.
	 *
	 * @returns all entries that the list offers
	 */
	async pick(parameter: string, entry: string): Promise<string[]> {
		const { page } = this;
		await page
			.locator(id(`resource-locator-${parameter}`))
			.locator(PARTS.locatorInput)
			.click();
		const wanted = page.locator(PARTS.locatorEntry, { hasText: entry }).locator('visible=true');
		await wanted.first().waitFor();
		const all = await page.locator(PARTS.locatorEntry).locator('visible=true').allInnerTexts();
		await this.shoot('dropdown');
		await wanted.first().click();
		return all;
	}

	/** Presses "Execute step" in the open panel, and reads what it shows when the node has run. */
	async execute(): Promise<Shown> {
		const { page } = this;
		const before = await this.output().innerText();
		await page.locator(PARTS.execute).click();
		await page.waitForFunction(
			([part, text]) => {
				const panel = document.querySelector<HTMLElement>(part);
				const now = panel?.innerText ?? '';
				// The items come a moment after their number.
				const isWhole = /\b(items?|error)\b/i.test(now) && !/\d items?\s*$/.test(now);
				return now !== text && isWhole && !/Executing|Loading data/.test(now);
			},
			[PARTS.output, before] as const,
		);
		const isError = (await page.locator(PARTS.errorMessage).count()) > 0;
		return { isError, text: await this.output().innerText() };
	}

	/**
	 * Begins a credential on the page of credentials.
	 *
	 * @param name of its type, as the list shows it
	 */
	async newCredential(name: string): Promise<void> {
		const { page } = this;
		if (!page.url().includes('/home/credentials')) {
			await page.goto(`${this.n8n.url}/home/credentials`);
		}
		await page.locator(PARTS.addCredential).first().click();
		await page.locator(PARTS.credentialType).locator('input').fill(name);
		await exactly(page, PARTS.credentialTypeEntry, name).click();
		await page.locator(PARTS.credentialContinue).click();
		// Not what saves it: n8n 2.20 has that for OAuth2 only when all is filled in.
		await page.locator(PARTS.credentialBody).waitFor();
	}

	/** Fills fields of the open credential: text, or the name of an option. */
	async fillCredential(fields: Record<string, string>): Promise<void> {
		for (const [field, value] of Object.entries(fields)) {
			const input = this.page.locator(id(`parameter-input-${field}`));
			if ((await input.locator('.el-select').count()) > 0) await this.choose(input, value);
			else await input.locator('input, textarea').first().fill(value);
		}
	}

	/** Saves the open credential, which tests it, and reads the answer. */
	async saveCredential(): Promise<CredentialAnswer> {
		const { page } = this;
		const tested = page.waitForResponse((response) => response.url().endsWith('/credentials/test'));
		await page.locator(PARTS.credentialSave).first().click();
		const { data } = (await (await tested).json()) as {
			data: { status: string; message: string };
		};
		const works = data.status === 'OK';
		await page
			.locator(works ? PARTS.credentialWorks : PARTS.credentialFails)
			.first()
			.waitFor();
		if (works) return { works, text: data.message };
		// What was opened once stays open.
		const words = page.getByText(data.message);
		await words.or(page.getByText('More details')).first().waitFor();
		if (!(await words.isVisible())) await page.getByText('More details').click();
		await words.waitFor();
		return { works, text: data.message };
	}

	/** All words of the open credential. */
	async credentialText(): Promise<string> {
		return await this.page.locator(PARTS.credentialBody).innerText();
	}

	/** Closes the open credential. */
	async closeCredential(): Promise<void> {
		await this.page.keyboard.press('Escape');
		await this.page.locator(PARTS.credentialBody).waitFor({ state: 'hidden' });
	}

	/** Imports a workflow into the canvas by the menu's "Import from file". */
	async importFile(path: string): Promise<void> {
		await this.page.locator(PARTS.importInput).setInputFiles(path);
		await this.page.locator(PARTS.node).first().waitFor();
	}

	/** Pastes a workflow into the canvas, as from a web page. */
	async paste(path: string): Promise<void> {
		await this.page.evaluate(
			(text) => {
				const clipboardData = new DataTransfer();
				clipboardData.setData('text/plain', text);
				document.body.dispatchEvent(
					new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }),
				);
			},
			readFileSync(path, 'utf8'),
		);
		await this.page.locator(PARTS.node).first().waitFor();
	}

	/**
	 * Names of the nodes on the canvas that do things, once so many are there, or at the end of our patience; sticky notes are not
	 * among them.
	 */
	async nodesOnCanvas(count: number): Promise<string[]> {
		return await this.once(
			async () =>
				await this.page
					.locator(PARTS.node)
					.evaluateAll((nodes) => nodes.map((node) => node.getAttribute('data-node-name') ?? '')),
			({ length }) => length >= count,
		);
	}

	/** Fits the workflow into the window. */
	async zoomToFit(): Promise<void> {
		await this.page.locator(PARTS.zoomToFit).click();
	}

	/** Takes all away that is on the canvas. */
	async clearCanvas(): Promise<void> {
		const { page } = this;
		await page.locator(PARTS.canvas).click({ position: { x: 300, y: 30 }, force: true });
		await page.keyboard.press('ControlOrMeta+a');
		await page.keyboard.press('Delete');
		await page.locator(PARTS.firstStep).waitFor();
	}

	/** What the window shows, once it is as wanted, or at the end of our patience: a busy machine draws it late. */
	private async once<T>(read: () => Promise<T>, isWanted: (shown: T) => boolean): Promise<T> {
		const deadline = Date.now() + SHOW_TIMEOUT;
		for (;;) {
			const shown = await read();
			if (isWanted(shown) || Date.now() > deadline) return shown;
			await this.page.waitForTimeout(100);
		}
	}

	/** What stands beside the open panel: what went out of its node. */
	private output(): Locator {
		return this.page.locator(PARTS.output);
	}

	/** Chooses an option of a drop-down list. */
	private async choose(input: Locator, option: string): Promise<void> {
		await input.locator('.el-select').click();
		const entries = this.page.locator(PARTS.option).locator('visible=true');
		await entries.filter({ hasText: option }).first().click();
	}

	private async signIn(): Promise<void> {
		const { page, n8n } = this;
		const path = '/home/credentials';
		await page.goto(`${n8n.url}/signin?redirect=${encodeURIComponent(path)}`);
		await page.locator('input[type="email"]').fill(n8n.login.email);
		await page.locator('input[type="password"]').fill(n8n.login.password);
		await page.locator(id('form-submit-button')).click();
		await page.waitForURL((address) => address.pathname.startsWith(path));
	}
}

/** The first part with exactly this text. */
function exactly(page: Page, part: string, text: string): Locator {
	const pattern = new RegExp(`^\\s*${text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}\\s*$`);
	return page.locator(part).filter({ hasText: pattern }).first();
}
