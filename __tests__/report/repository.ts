import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { unifiedDiff } from '../../src/report/diff';
import type { Edit } from '../../src/yaml';

export interface Case {
  readonly path: string;
  readonly before: string;
  readonly after: string;
  readonly edits?: readonly Edit[];
}

/** A git repository in a temporary folder, out of reach of the machine's own git settings. */
export class Repository {
  private readonly root = mkdtempSync(join(tmpdir(), 'istio-migrate-report-'));

  constructor() {
    this.git(['init', '--quiet']);
  }

  write(path: string, text: string): void {
    const file = join(this.root, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }

  bytes(path: string): Buffer {
    return readFileSync(join(this.root, path));
  }

  git(args: readonly string[], input = '', folder = '.'): string {
    return execFileSync('git', args, {
      cwd: join(this.root, folder),
      input,
      env: { PATH: process.env['PATH'], HOME: this.root, GIT_CONFIG_NOSYSTEM: '1', LC_ALL: 'C' },
      stdio: ['pipe', 'pipe', 'ignore'],
      maxBuffer: 2 ** 28,
    }).toString();
  }

  remove(): void {
    rmSync(this.root, { recursive: true });
  }
}

/** Applies all diffs as one patch, then takes them back, and checks every byte both times. */
export function expectRoundTrip(cases: readonly Case[], settings: readonly string[] = []): void {
  const repository = new Repository();
  try {
    const patch = cases
      .map(({ path, before, after, edits }) => unifiedDiff(path, before, edits ?? after))
      .join('');
    for (const { path, before } of cases) repository.write(path, before);
    repository.git([...settings, 'apply'], patch);
    for (const { path, after } of cases) expectBytes(repository, path, after);
    repository.git([...settings, 'apply', '-R'], patch);
    for (const { path, before } of cases) expectBytes(repository, path, before);
  } finally {
    repository.remove();
  }
}

function expectBytes(repository: Repository, path: string, text: string): void {
  const bytes = repository.bytes(path);
  // Jest takes seconds for megabytes, so it is asked only for words about a difference.
  if (!bytes.equals(Buffer.from(text))) expect({ path, text: bytes.toString() }).toEqual({ path, text });
}
