// Makes docs/images/report-light.png and report-dark.png: the HTML report on the examples of the playground, as a
// browser shows it. Needs Chromium.
import { Buffer } from 'node:buffer';
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import process from 'node:process';
import { pathToFileURL } from 'node:url';
import { buildSync } from 'esbuild';
import { chromium } from 'playwright-core';

const root = join(import.meta.dirname, '..');
const images = join(root, 'docs/images');
const tree = mkdtempSync(join(tmpdir(), 'istio-migrate-picture-'));
const executablePath = process.env.CHROMIUM ?? '/usr/bin/chromium';

try {
  const { outputFiles } = buildSync({
    entryPoints: [join(root, 'playground/examples.ts')],
    bundle: true,
    write: false,
    format: 'esm',
  });
  const { examples } = await import(
    `data:text/javascript;base64,${Buffer.from(outputFiles[0].text).toString('base64')}`
  );
  for (const [path, text] of examples.flatMap(({ files }) => Object.entries(files))) {
    mkdirSync(dirname(join(tree, path)), { recursive: true });
    writeFileSync(join(tree, path), text);
  }
  const command = join(root, 'bin/istio-migrate.js');
  const report = execFileSync(process.execPath, [command, '--format', 'html'], { cwd: tree });
  writeFileSync(join(tree, 'report.html'), report);
  mkdirSync(images, { recursive: true });
  const args = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const browser = await chromium.launch({ executablePath, args });
  for (const colorScheme of ['light', 'dark']) {
    const page = await browser.newPage({ viewport: { width: 1100, height: 720 }, colorScheme });
    await page.goto(pathToFileURL(join(tree, 'report.html')).href);
    await page.screenshot({ path: join(images, `report-${colorScheme}.png`) });
  }
  await browser.close();
} finally {
  rmSync(tree, { recursive: true, force: true });
}
