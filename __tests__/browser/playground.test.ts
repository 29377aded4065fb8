import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Page } from 'playwright-core';
import { examples } from '../../playground/examples';
import { barriersOf, describeInBrowser, TestBrowser } from './browser';
import { resultFor, wrongPolicy } from './trees';

const root = join(__dirname, '../..');
const built = join(root, 'build/playground/index.html');

describeInBrowser('the playground', () => {
  const browser = new TestBrowser();
  beforeAll(async () => {
    execFileSync(process.execPath, [join(root, 'scripts/playground.mjs')]);
    await browser.start();
    await browser.serve(built);
  });
  afterAll(() => browser.stop());
  beforeEach(() => {
    browser.problems = [];
  });
  afterEach(() => {
    expect(browser.problems).toEqual([]);
  });

  const open = async (options: Parameters<TestBrowser['open']>[1] = {}) => {
    const page = await browser.open(built, options);
    await page.locator('.result').waitFor();
    return page;
  };
  const editor = (page: Page) => page.getByRole('textbox', { name: /^Text of/ });
  const choose = (page: Page, label: string, choice: string) =>
    page.getByLabel(label, { exact: true }).selectOption(choice);
  /** Waits until the tool has answered: the result holds a text. */
  const answered = (page: Page, text: string | RegExp) =>
    page.locator('.result').filter({ hasText: text }).waitFor();

  test.each(examples.map(({ title, files }) => [title, files] as const))(
    'shows of an example what the command makes of it: %s',
    async (title, files) => {
      const page = await open();
      await choose(page, 'To', '1.28');
      await choose(page, 'Example', title);
      const expected = resultFor(files).files;
      expect(expected.length).toBeGreaterThan(0);
      await page.getByRole('tab', { name: 'Result' }).click();
      for (const { path, after } of expected) {
        if (Object.keys(files).length > 1) await page.getByRole('button', { name: path }).first().click();
        await answered(page, after.split('\n')[0] ?? '');
        await page.waitForFunction(
          `document.querySelector('.result .backdrop')?.textContent === ${JSON.stringify(`${after}\n`)}`,
        );
      }
    },
  );

  test('what is typed is migrated at once, with the findings marked in it', async () => {
    const page = await open();
    await editor(page).fill(wrongPolicy);
    await answered(page, 'error');
    await page.getByRole('tab', { name: /^Findings/ }).click();
    await page
      .locator('.result')
      .getByRole('link', { name: /pool\.yaml:\d/ })
      .first()
      .click();
    // The page is drawn again before the editor gets the focus.
    await page.waitForFunction(`document.activeElement.tagName === 'TEXTAREA'`);
    expect(await page.locator('.backdrop .row:is(.error, .warning, .note)').count()).toBeGreaterThan(0);
    await page.getByRole('tab', { name: 'Plan' }).click();
    await answered(page, 'BackendTLSPolicy alpha');
  });

  test('an upgrade starts before it ends', async () => {
    const page = await open();
    await choose(page, 'To', '1.29');
    const offered = await page.getByLabel('From', { exact: true }).locator('option').allTextContents();
    expect([offered[0], offered.at(-1)]).toEqual(['as the files say', '1.28']);
    await choose(page, 'From', '1.28');
    await choose(page, 'To', '1.28');
    expect(await page.getByLabel('From', { exact: true }).inputValue()).toBe('');
  });

  /** A folder on disk with an example, a file that attacks, one that is no text, and one of a tool. */
  const writeFolder = (): string => {
    const folder = join(browser.folder, 'dropped');
    const files = {
      ...examples[0]?.files,
      '<img src=x onerror=alert(1)>.yaml':
        'kind: InferencePool # </textarea></script><script>alert(1)</script>\n',
      'image.yaml': 'a\0b',
      '.git/config.yaml': 'kind: InferencePool\n',
    };
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
    return folder;
  };
  const listed = ['<img src=x onerror=alert(1)>.yaml', 'models/pool.yaml', 'models/route.yaml'];
  const files = async (page: Page) =>
    (await page.getByRole('list', { name: 'Files' }).locator('.path').allTextContents()).toSorted();

  test('a folder is dropped, whatever is in it; its patch applies to it', async () => {
    const folder = writeFolder();
    const page = await open();
    const session = await page.context().newCDPSession(page);
    for (const type of ['dragEnter', 'dragOver', 'drop'] as const)
      await session.send('Input.dispatchDragEvent', {
        type,
        x: 300,
        y: 400,
        data: { items: [], files: [folder], dragOperationsMask: 1 },
      });
    await page.getByText('3 files read; 1 file not read').waitFor();
    expect(await files(page)).toEqual(listed);
    expect(await page.locator('img').count()).toBe(0);
    await page.getByRole('list', { name: 'Files' }).getByText('img src').click();
    expect(await editor(page).inputValue()).toContain('</textarea></script>');
    await answered(page, 'targetPorts');

    const waiting = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Download patch' }).click();
    const patch = readFileSync(await (await waiting).path(), 'utf8');
    const copy = join(browser.folder, 'copy');
    cpSync(folder, copy, { recursive: true, filter: (path) => !path.includes('.git') });
    execFileSync('git', ['apply'], { cwd: copy, input: patch });
    for (const { path, after } of resultFor(examples[0]?.files ?? {}).files)
      expect(readFileSync(join(copy, path), 'utf8')).toBe(after);
  });

  test('a folder is opened with the button', async () => {
    const page = await open();
    await page.locator('input[webkitdirectory]').setInputFiles(writeFolder());
    await page.getByText('3 files read; 1 file not read').waitFor();
    expect(await files(page)).toEqual(listed);
  });

  test('a link holds the input; one that is cut says so', async () => {
    const page = await open();
    await editor(page).fill('kind: Örtchen # 🙂\n');
    await page.getByRole('button', { name: 'Share' }).click();
    await page.waitForFunction("location.hash.startsWith('#v1=')");
    const fragment = new URL(page.url()).hash;
    const other = await open({ fragment });
    await other.waitForFunction("document.querySelector('textarea').value === 'kind: Örtchen # 🙂\\n'");
    const cut = await open({ fragment: fragment.slice(0, -9) });
    await cut.getByText('The link is not whole').waitFor();
  });

  test('saves the report, which opens by itself', async () => {
    const page = await open();
    const waiting = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Report' }).click();
    const report = browser.write('saved.html', readFileSync(await (await waiting).path(), 'utf8'));
    const saved = await browser.open(report);
    expect(await saved.locator('h1').textContent()).toMatch(/^Istio upgrade from/);
    expect(await saved.locator('#files section.file').count()).toBe(2);
  });

  test('the policy of the page lets nothing out', async () => {
    const page = await open();
    expect(await page.getByText('Nothing leaves your browser').isVisible()).toBe(true);
    const refused = await page.evaluate("fetch('https://example.com/').then(() => 'sent', () => 'refused')");
    expect(refused).toBe('refused');
    expect(browser.problems.filter((problem) => !problem.includes('Content Security Policy'))).toEqual([]);
    expect(browser.problems).not.toEqual([]);
    browser.problems = [];
  });

  test.each([
    ['light', 1280],
    ['dark', 1280],
    ['light', 400],
  ] as const)('nothing stands in the way of anybody, %s, %d wide', async (colorScheme, width) => {
    const page = await open({ colorScheme, viewport: { width, height: 800 } });
    expect(await barriersOf(page)).toEqual([]);
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width);
  });
});
