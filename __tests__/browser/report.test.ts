import { setTimeout } from 'node:timers/promises';
import { planReport } from '../../src/report/plan/plan-text';
import { rangeText } from '../../src/report/summary';
import type { Transform } from '../../src/transform';
import { transforms } from '../../transforms';
import { changedFile, failedFile, finding, resultOf } from '../report/result';
import { oldPolicy } from '../support/policies';
import { oldPool } from '../support/pools';
import { barriersOf, describeInBrowser, TestBrowser } from './browser';
import { reportFor, reportOf, resultFor, wrongPolicy } from './trees';

const pool = oldPool('llama', 'llama-epp');

const tree = {
  'apps/pool.yaml': pool,
  'apps/policy.yaml': oldPolicy,
  'apps/wrong.yaml': wrongPolicy,
  'docs/notes.md': 'An InferencePool of inference.networking.x-k8s.io/v1alpha2.\n',
};

describeInBrowser('the HTML report', () => {
  const browser = new TestBrowser();
  beforeAll(() => browser.start());
  afterAll(() => browser.stop());
  beforeEach(() => {
    browser.problems = [];
  });
  afterEach(() => {
    expect(browser.problems).toEqual([]);
  });

  const openTree = (fragment = '') => browser.open(browser.write('tree.html', reportFor(tree)), { fragment });
  const sections = '#files section.file';

  test('shows the plan, the findings and the changes of each file', async () => {
    const page = await openTree();
    expect(await page.locator('h1').textContent()).toBe('Istio upgrade from 1.27 to 1.28');
    expect(await page.locator('#plan .step .title').allTextContents()).toEqual([
      'InferencePool alpha → inference.networking.k8s.io/v1required',
      'BackendTLSPolicy alpha → gateway.networking.k8s.io/v1required',
    ]);
    const labels = await page.evaluate<string[]>(attributesOf(sections, 'aria-label'));
    expect(labels).toEqual(['apps/policy.yaml', 'apps/pool.yaml', 'apps/wrong.yaml', 'docs/notes.md']);
    const diff = page.locator(sections).nth(1).locator('table.diff');
    expect(await diff.locator('td.removed.code').allTextContents()).toContain('-  targetPortNumber: 8000');
    expect(await diff.locator('td.added.code').allTextContents()).toContain('+    - number: 8000');
    expect(await page.locator('.tile strong').first().textContent()).toMatch(/^[1-9]/);
  });

  test('lays changes out side by side', async () => {
    const page = await openTree();
    await page.getByRole('button', { name: 'Side by side' }).click();
    const row = page.locator(sections).nth(1).locator('table.split tr', { hasText: 'targetPortNumber' });
    expect((await row.locator('td.code').allTextContents()).map((text) => text.trim())).toEqual([
      '-  targetPortNumber: 8000',
      '+  targetPorts:',
    ]);
  });

  test('narrows what is shown by path and by what needs you, and says how much that is', async () => {
    const page = await openTree();
    await page.getByLabel('Path').fill('POOL');
    await expectText(page.locator(sections), ['apps/pool.yaml']);
    expect(await page.locator('#files h2 .count').textContent()).toBe('1 of 4');
    await page.getByLabel('Path').fill('');
    await page.getByLabel('Only what needs you').check();
    const asking = resultFor(tree).findings.filter(({ level }) => level !== 'note');
    const paths = [...new Set(asking.map(({ path }) => path))].toSorted();
    expect(paths.length).toBeLessThan(4);
    await expectText(page.locator(sections), paths);
    expect(await page.locator('#findings .badge.note').count()).toBe(0);
    await page.getByRole('button', { name: 'Show everything' }).click();
    await expectText(page.locator(sections), ['policy', 'pool', 'wrong', 'notes']);
  });

  test('narrows what is shown by kind and by phase', async () => {
    const [one, other] = transforms as readonly [Transform, Transform];
    const rules: Transform[] = [
      { ...one, id: 'one', kind: 'required', phase: 'before', release: '1.27' },
      { ...other, id: 'other', kind: 'hardening', phase: 'after', release: '1.28' },
    ];
    const rewritten = (path: string, transform: string) =>
      changedFile(path, { rewrites: [{ transform, line: 1, column: 1, summary: `by ${transform}` }] });
    const result = resultOf({
      files: [rewritten('a.yaml', 'one'), rewritten('b.yaml', 'other'), failedFile('c.yaml', 'locked')],
      findings: [finding('warning', 'look', { transform: 'other', path: 'd.yaml' })],
    });
    const page = await browser.open(browser.write('kinds.html', reportOf(result, rules)));
    await page.getByLabel(/^hardening/).uncheck();
    await expectText(page.locator(sections), ['a.yaml', 'c.yaml']);
    await page.getByLabel(/^hardening/).check();
    await page.getByLabel(/^Before the upgrade/).uncheck();
    await expectText(page.locator(sections), ['b.yaml', 'c.yaml', 'd.yaml']);
  });

  test('has the plan in the order of the other reports, with what could not be handled beside it', async () => {
    const found = resultFor({ ...tree, 'broken.yaml': pool.replace('name: llama\n', 'name: [\n') });
    const version = { major: 1, minor: 27, patch: 3 };
    const pins = [{ version, what: 'chart istiod', place: { path: '<b>.yaml', line: 14 } }];
    const result = { ...found, range: { ...found.range, pins } };
    const page = await browser.open(browser.write('plan.html', reportOf(result)));
    const shown = await page.locator('#plan h3, #plan h4, #plan .action, #plan .title').allTextContents();
    const text = planReport(result, transforms, 'text').replace(rangeText(result), '');
    const at = shown.map((part) => text.indexOf(part.replace(/required$|hardening$/, '')));
    expect(at).not.toContain(-1);
    expect(at).toEqual(at.toSorted((one, other) => one - other));
    expect(shown).toContain('Istio 1.27 → 1.28');
    // Each step leads to its places, and each stage has the command that makes its changes.
    expect(await page.locator('#plan .step .links a.place').count()).toBeGreaterThan(0);
    expect((await page.locator('#plan .command').allTextContents()).join('\n')).toMatch(
      /^istio-migrate --write .*--only /,
    );
    expect(await page.locator('#plan .pins li').allTextContents()).toEqual([
      'chart istiod 1.27.3 <b>.yaml:14',
    ]);
    expect(shown.filter((part) => part.startsWith('Upgrade Istio'))).toHaveLength(1);
    expect(await page.locator('#failures').textContent()).toMatch(/broken\.yaml:\d+: invalid YAML/);
    expect(await page.locator('#findings').textContent()).not.toContain('invalid YAML');
    expect(await barriersOf(page)).toEqual([]);
  });

  test('groups findings by kind and by file, each with a link to its place', async () => {
    const page = await openTree();
    expect(await page.locator('#findings .group h3').first().textContent()).toMatch(/^required/);
    await page.getByRole('button', { name: 'By file' }).click();
    const group = page.locator('#findings .group', { hasText: 'apps/wrong.yaml' });
    await group
      .getByRole('link', { name: /^line / })
      .first()
      .click();
    await page.locator('[id^="file-apps/wrong.yaml"]:target').waitFor();
    expect(await isInWindow(page.locator('section[id="file-apps/wrong.yaml"]'))).toBe(true);
  });

  test('shows the changed defaults of one install as one finding, each with its pin', async () => {
    const place = { path: 'values.yaml', line: 1 };
    const findings = [
      finding('note', 'with Istio 1.23, one default', { ...place, transform: 'defaults-1.23', pin: 'a: 1' }),
      finding('note', 'with Istio 1.24, another one', { ...place, transform: 'defaults-1.24', pin: 'b: 2' }),
      finding('warning', 'with Istio 1.24, a third', { ...place, transform: 'defaults-1.24' }),
    ];
    const page = await browser.open(
      browser.write('defaults.html', reportOf(resultOf({ findings }), transforms)),
    );
    const entry = page.locator('#findings .finding', { hasText: '2 defaults change' });
    expect(await page.locator('#findings .finding').count()).toBe(2);
    expect(await entry.locator('.defaults li').allTextContents()).toEqual([
      'with Istio 1.23, one defaultpin: a: 1',
      'with Istio 1.24, another onepin: b: 2',
    ]);
    expect(await entry.locator('.places li').count()).toBe(1);
  });

  test('a link leads to a file and to a line, also where many lie above', async () => {
    const many = Object.fromEntries(Array.from({ length: 60 }, (_, index) => [`p${index}.yaml`, pool]));
    const page = await browser.open(browser.write('links.html', reportFor(many)), {
      fragment: '#file-p47.yaml:6',
    });
    const line = page.locator('[id="file-p47.yaml:6"]:target');
    await line.waitFor();
    await setTimeout(1000);
    expect(await isInWindow(line)).toBe(true);
  });

  test('a file is closed and opened with the keyboard', async () => {
    const page = await openTree();
    const button = page.locator(sections).first().getByRole('button');
    await button.focus();
    await page.keyboard.press('Enter');
    expect(await button.getAttribute('aria-expanded')).toBe('false');
    expect(await page.locator(sections).first().locator('table').count()).toBe(0);
    await page.keyboard.press('Space');
    expect(await page.locator(sections).first().locator('table').count()).toBe(1);
  });

  test.each(['light', 'dark'] as const)('nothing stands in the way of anybody, %s', async (colorScheme) => {
    const page = await browser.open(browser.write('tree.html', reportFor(tree)), { colorScheme });
    expect(await barriersOf(page)).toEqual([]);
  });

  test.each([1280, 400])('nothing is wider than a window of %d', async (width) => {
    const page = await browser.open(browser.write('tree.html', reportFor(tree)), {
      viewport: { width, height: 800 },
    });
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width);
  });

  test('names and values are text, whatever they hold', async () => {
    const attacks = [
      '<script>alert(1)</script>',
      '</script><script>alert(1)</script>',
      '"><img src=x onerror=alert(1)>',
      `' onmouseover='alert(1)`,
      '<!--<script>',
      '&lt;b&gt;',
      ']]>',
      'javascript:alert(1)',
    ];
    const result = resultOf({
      files: attacks.map((attack) =>
        changedFile(`${attack}.yaml`, {
          before: `a: ${attack}\n`,
          after: `b: ${attack}\n`,
          rewrites: [{ transform: 'inference-pool', line: 1, column: 1, summary: `now ${attack}` }],
        }),
      ),
      findings: attacks.map((attack) =>
        finding('error', attack, { path: attack, transform: attack, help: attack }),
      ),
      faults: attacks.map((attack) => ({ path: attack, message: attack })),
      skipped: attacks.map((attack) => ({ path: attack, reason: attack })),
    });
    const page = await browser.open(browser.write('hostile.html', reportOf(result)));
    await page.evaluate(drawAll);
    expect(await page.locator('img, #report script').count()).toBe(0);
    for (const attack of attacks) {
      expect(await page.locator(`td.removed.code`, { hasText: `a: ${attack}` }).count()).toBeGreaterThan(0);
      expect(await page.locator('#findings .message', { hasText: attack }).count()).toBeGreaterThan(0);
    }
    const links = await page.evaluate<string[]>(attributesOf('a', 'href'));
    expect(links.filter((link) => !link.startsWith('#') && !link.startsWith('https://'))).toEqual([]);
  });

  test('what would turn around or hide text is shown as what it is', async () => {
    const result = resultOf({ findings: [finding('error', 'a\u202Eb\u0007c', { path: 'x\u2066y' })] });
    const page = await browser.open(browser.write('controls.html', reportOf(result)));
    expect(await page.locator('#findings .message').textContent()).toContain('a\\u202eb\\u0007c');
    expect(await page.locator('#findings .place').textContent()).toContain('x\\u2066y');
  });

  test('thousands of changed files stay usable, and all are printed', async () => {
    const files = Array.from({ length: 2000 }, (_, index) =>
      changedFile(`apps/team-${index % 40}/app-${index}.yaml`),
    );
    const page = await browser.open(browser.write('large.html', reportOf(resultOf({ files }))));
    await expectCount(page.locator(sections), 2000);
    const drawn = await page.locator('table.diff').count();
    expect(drawn).toBeLessThan(100);
    await page.getByLabel('Path').fill('team-7/app-1967');
    await expectCount(page.locator(sections), 1);
    await page.getByRole('button', { name: 'Show everything' }).click();
    await page.evaluate(drawAll);
    expect(await page.locator('table.diff').count()).toBe(2000);
    await page.emulateMedia({ media: 'print' });
    expect(await page.locator('aside').isVisible()).toBe(false);
  });
});

/** An expression for what elements have as an attribute. */
function attributesOf(selector: string, name: string): string {
  return `[...document.querySelectorAll('${selector}')].map((each) => each.getAttribute('${name}') ?? '')`;
}

/** As if the page was about to be printed. */
const drawAll = "dispatchEvent(new Event('beforeprint'))";

type Locator = ReturnType<Awaited<ReturnType<TestBrowser['open']>>['locator']>;

/** Waits until as many elements are there as texts, each with its text. */
async function expectText(all: Locator, texts: readonly string[]): Promise<void> {
  await expectCount(all, texts.length);
  const found = await all.allTextContents();
  for (const [index, text] of texts.entries()) expect(found[index]).toContain(text);
}

async function expectCount(all: Locator, count: number): Promise<void> {
  for (let tries = 0; tries < 300 && (await all.count()) !== count; tries++) await setTimeout(100);
  expect(await all.count()).toBe(count);
}

async function isInWindow(element: Locator): Promise<boolean> {
  const box = await element.boundingBox();
  return box !== null && box.y + box.height > 0 && box.y < 900;
}
