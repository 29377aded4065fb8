// Makes one file that runs without Node: build/istio-migrate, for the system that it is made on. It holds the Node that
// makes it, and the bundle.
import { execFileSync } from 'node:child_process';
import { chmodSync, copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { build } from 'esbuild';
import { inject } from 'postject';

process.chdir(join(import.meta.dirname, '..'));
const folder = 'build';
const [script, config, blob] = ['executable.js', 'executable.json', 'executable.blob'].map((name) =>
  join(folder, name),
);
const executable = join(folder, process.platform === 'win32' ? 'istio-migrate.exe' : 'istio-migrate');

mkdirSync(folder, { recursive: true });
await build({
  entryPoints: ['bin/istio-migrate.js'],
  outfile: script,
  bundle: true,
  platform: 'node',
  target: 'node20.19',
  logLevel: 'warning',
});
writeFileSync(config, JSON.stringify({ main: script, output: blob, disableExperimentalSEAWarning: true }));
execFileSync(process.execPath, ['--experimental-sea-config', config], {
  stdio: ['ignore', 'ignore', 'inherit'],
});
copyFileSync(process.execPath, executable);
chmodSync(executable, 0o755);
const isMac = process.platform === 'darwin';
// A changed program needs a signature of its own there.
if (isMac) execFileSync('codesign', ['--remove-signature', executable]);
await inject(executable, 'NODE_SEA_BLOB', readFileSync(blob), {
  sentinelFuse: 'NODE_SEA_FUSE_fce680ab2cc467b6e072b8b5df1996b2',
  ...(isMac && { machoSegmentName: 'NODE_SEA' }),
});
if (isMac) execFileSync('codesign', ['--sign', '-', executable]);
process.stdout.write(`${executable} ${execFileSync(executable, ['--version'], { encoding: 'utf8' })}`);
