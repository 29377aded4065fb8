import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A chart's templates by path (those whose names start with `_` are only included), and one set of values. */
export interface Chart {
  readonly files: Readonly<Record<string, string>>;
  readonly values: unknown;
  readonly apiVersions?: readonly string[];
}

/** What each template became, or why none did. */
export interface Rendered {
  readonly files?: Readonly<Record<string, string>>;
  readonly error?: string;
}

const source = join(__dirname, 'main.go');
const largestOutput = 1 << 28;

/** Renders charts with Go's own engine. @throws where the engine cannot be built */
export function renderCharts(charts: readonly Chart[]): Rendered[] {
  const input = JSON.stringify(charts);
  const { stdout, stderr, status } = spawnSync(builtEngine(), { input, maxBuffer: largestOutput });
  if (status !== 0) throw new Error(`the engine failed: ${String(stderr)}`);
  return JSON.parse(String(stdout)) as Rendered[];
}

/** Whether there is a Go to build the engine with. In CI there has to be one. */
export function hasEngine(): boolean {
  const isThere = spawnSync('go', ['version']).status === 0;
  if (!isThere && process.env['CI']) throw new Error('go is missing: run .ci/install-tools');
  if (!isThere) console.info('go is missing, so no template is rendered: run .ci/install-tools');
  return isThere;
}

/** Builds the engine, once for each state of its source. Debian's packages lie in a folder of the old layout. */
function builtEngine(): string {
  const hash = createHash('sha256').update(readFileSync(source)).digest('hex').slice(0, 16);
  const folder = join(tmpdir(), `istio-migrate-engine-${hash}`);
  const built = join(folder, 'engine');
  if (existsSync(built)) return built;
  mkdirSync(folder, { recursive: true });
  // Another worker may build it at the same time.
  const own = `${built}-${String(process.pid)}`;
  const env = { ...process.env, GO111MODULE: 'off', GOPATH: '/usr/share/gocode', GOFLAGS: '' };
  const { stderr, status } = spawnSync('go', ['build', '-o', own, source], { env });
  if (status !== 0) throw new Error(`the engine cannot be built: ${String(stderr)}`);
  renameSync(own, built);
  return built;
}
