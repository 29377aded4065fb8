import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import {
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  chromium,
  type Page,
} from 'playwright-core';

const executable = ['chromium', 'chromium-browser', 'google-chrome']
  .map((name) => spawnSync('which', [name], { encoding: 'utf8' }).stdout.trim())
  .find((path) => path !== '');

if (executable === undefined && process.env['CI'] === undefined)
  process.stderr.write('Chromium is not installed, so pages are not tested\n');

/** Skipped on a machine without Chromium; in CI it fails there. */
export const describeInBrowser =
  executable === undefined && process.env['CI'] === undefined ? describe.skip : describe;

/** A browser for the tests of a file, and a folder for what they write. */
export class TestBrowser {
  readonly folder = mkdtempSync(join(tmpdir(), 'istio-migrate-pages-'));
  /** What pages logged, threw, or asked for beside themselves. */
  problems: string[] = [];
  private browser: Browser | undefined;
  private context: BrowserContext | undefined;
  private server: Server | undefined;
  private readonly addresses = new Map<string, string>();

  async start(): Promise<void> {
    if (executable === undefined) throw new Error('Chromium is not installed: see .ci/install-tools');
    // The sandbox of Chromium does not work for root, as which CI runs.
    const args = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
    this.browser = await chromium.launch({ executablePath: executable, args });
  }

  /** Serves a page as the web does: from there it may read folders that are dropped. */
  async serve(path: string): Promise<void> {
    const server = createServer((_, response) => {
      response.setHeader('content-type', 'text/html').end(readFileSync(path));
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    this.server = server;
    this.addresses.set(path, `http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
  }

  async stop(): Promise<void> {
    await this.browser?.close();
    this.server?.close();
    rmSync(this.folder, { recursive: true, force: true });
  }

  /** Writes a file for a page to be opened of. */
  write(name: string, text: string): string {
    writeFileSync(join(this.folder, name), text);
    return join(this.folder, name);
  }

  /** Opens a file as a page, in the place of the one before. */
  async open(path: string, { fragment = '', ...options }: OpenOptions = {}): Promise<Page> {
    if (!this.browser) throw new Error('the browser is not started');
    await this.context?.close();
    this.context = await this.browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
    const page = await this.context.newPage();
    const address = this.addresses.get(path) ?? pathToFileURL(path).href;
    page.on('console', (message) => {
      if (['error', 'warning'].includes(message.type())) this.problems.push(message.text());
    });
    page.on('pageerror', ({ message }) => this.problems.push(message));
    page.on('dialog', (dialog) => {
      this.problems.push(`dialog: ${dialog.message()}`);
      void dialog.dismiss();
    });
    page.on('request', (request) => {
      const url = request.url();
      if (url.replace(/#.*/s, '') !== address && !/^(?:blob|data):/.test(url))
        this.problems.push(`request: ${url}`);
    });
    await page.goto(address + fragment);
    return page;
  }
}

type OpenOptions = BrowserContextOptions & { readonly fragment?: string };

const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

/** What keeps people from using a page who use a keyboard, a screen reader or see little contrast. */
export async function barriersOf(page: Page): Promise<string[]> {
  await page.evaluate(axe);
  return page.evaluate(
    `axe.run().then(({ violations }) =>
       violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => id + ': ' + html.slice(0, 200))))`,
  );
}
