// Makes src/report/html/page.ts: the HTML report around its data. The same sources give the same bytes.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { argv } from 'node:process';
import { fileURLToPath } from 'node:url';
import { bundled, page } from './page.mjs';

const root = join(import.meta.dirname, '..');
const folder = join(root, 'src/report/html');

/** The text of the module. */
export function reportPageModule() {
  const marker = '@data@';
  const text = page({
    title: 'Istio upgrade report',
    body: `<div id="report"><noscript>This report needs JavaScript to be shown.</noscript></div>
<script type="application/json" id="data">${marker}</script>`,
    script: bundled(join(folder, 'view/main.tsx')),
    style: bundled(join(folder, 'view/style.css')),
  });
  const [start, end] = text.split(marker);
  return `// Made by scripts/report-page.mjs from view/; "npm run build" makes it anew.

/** The report up to its data, and behind it. */
export const pageStart = ${JSON.stringify(start)};
export const pageEnd = ${JSON.stringify(end)};
`;
}

if (argv[1] === fileURLToPath(import.meta.url)) writeFileSync(join(folder, 'page.ts'), reportPageModule());
