// Makes dist/ from the sources: one file for the command and one for the library, which require the packages they need.
// The same sources give the same bytes.
import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import process from 'node:process';
import { build } from 'esbuild';
import { declarationsFor } from './declarations.mjs';
import { reportPageModule } from './report-page.mjs';

process.chdir(join(import.meta.dirname, '..'));
/** What the compiler makes, on the way. */
const compiled = 'build';
const dist = 'dist';

for (const folder of [compiled, dist]) rmSync(folder, { recursive: true, force: true });
writeFileSync('src/report/html/page.ts', reportPageModule());
try {
  execFileSync('node_modules/.bin/tsc', ['-p', 'tsconfig.build.json'], { stdio: 'inherit' });
  await build({
    // Not the TypeScript itself: as the compiler leaves it, a module runs when it is first needed, and so does a package.
    entryPoints: { main: `${compiled}/src/main.js`, index: `${compiled}/src/index.js` },
    outdir: dist,
    bundle: true,
    packages: 'external',
    platform: 'node',
    target: 'node20.19',
    format: 'cjs',
    logLevel: 'warning',
  });
  for (const [path, text] of declarationsFor('index.d.ts', join(compiled, 'src'))) {
    mkdirSync(dirname(join(dist, path)), { recursive: true });
    writeFileSync(join(dist, path), text);
  }
} finally {
  rmSync(compiled, { recursive: true, force: true });
}
