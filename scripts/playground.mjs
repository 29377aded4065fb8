// Makes build/playground/index.html: the core and the page around it in one file, which connects to nothing.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { bundled, page } from './page.mjs';

process.chdir(join(import.meta.dirname, '..'));
const folder = 'build/playground';
const { version } = JSON.parse(readFileSync('package.json', 'utf8'));

const text = page({
  title: 'istio-migrate playground',
  body: `<div id="playground"><noscript>The playground needs JavaScript: it runs in this page alone.</noscript></div>`,
  script: bundled('playground/main.tsx', {
    // The few functions of Node that the core uses.
    alias: Object.fromEntries(
      ['module', 'path', 'util'].map((name) => [`node:${name}`, `./playground/node/${name}.ts`]),
    ),
    define: { TOOL_VERSION: JSON.stringify(version), __filename: '""' },
    jsx: 'automatic',
    jsxImportSource: 'preact',
  }),
  style: bundled('playground/style.css'),
  // The worker is the script of the page, once more.
  more: ['worker-src blob:'],
});

rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
writeFileSync(join(folder, 'index.html'), text);
