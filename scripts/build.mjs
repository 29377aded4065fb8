// Makes dist/ from the sources: one bundle with the packages inside, so that a clone runs as it is, the library for
// browsers, types, and the licences of the packages. The same sources give the same bytes.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import process from 'node:process';
import { bundleForBrowsers, bundleForNode } from './bundle.mjs';
import { licencesOf } from './licences.mjs';
import { metafiles } from './page.mjs';
import { reportPageModule } from './report-page.mjs';

process.chdir(join(import.meta.dirname, '..'));
/** The declarations that the compiler makes, on the way. */
const declarations = 'build';
const dist = 'dist';

for (const folder of [declarations, dist]) rmSync(folder, { recursive: true, force: true });
writeFileSync('src/report/html/page.ts', reportPageModule());
try {
  execFileSync('node_modules/.bin/tsc', ['-p', 'tsconfig.build.json'], { stdio: 'inherit' });
  const bundles = await Promise.all([
    bundleForNode('src/main.ts', join(dist, 'main.js')),
    bundleForBrowsers('src/api.ts', join(dist, 'browser.mjs')),
  ]);
  const files = {
    // Spelled out, so that a program that imports finds the names without running it.
    'index.js': `'use strict'; const { migrateFiles, migrateText } = require('./main.js').library(); module.exports = { migrateFiles, migrateText };\n`,
    'browser.d.mts': "export * from './api.js';\n",
    'LICENSES.txt': licencesOf([...metafiles, ...bundles.map(({ metafile }) => metafile)]),
    ...declarationsFor('api.d.ts', join(declarations, 'src')),
  };
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(dist, path)), { recursive: true });
    writeFileSync(join(dist, path), text);
  }
} finally {
  rmSync(declarations, { recursive: true, force: true });
}

/** The type declarations that an entry needs, by path in the folder: itself and what it imports, directly or not. */
function declarationsFor(entry, folder) {
  const found = {};
  const open = [entry];
  for (let path = open.pop(); path !== undefined; path = open.pop()) {
    if (path in found) continue;
    const text = readFileSync(join(folder, path), 'utf8');
    found[path] = text;
    for (const [, name] of text.matchAll(/\b(?:from |import\()["'](\.[^"']+)["']/g)) {
      open.push(declarationOf(join(dirname(path), name), folder));
    }
  }
  return found;
}

function declarationOf(path, folder) {
  const candidates = [`${path}.d.ts`, join(path, 'index.d.ts')];
  const existing = candidates.find((candidate) => existsSync(join(folder, candidate)));
  if (existing === undefined) throw new Error(`no declarations for ${path} in ${folder}`);
  return existing;
}
