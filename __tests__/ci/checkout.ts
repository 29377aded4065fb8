import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const root = join(__dirname, '../..');

/** A commit of this project that others can install from. */
export interface Checkout {
  /** The repository. */
  readonly path: string;
  readonly revision: string;
  remove(): void;
}

/** This very commit; or, where there is something that is not committed yet, a commit made of what is there. */
export function checkout(): Checkout {
  const isCommitted = git(root, ['status', '--porcelain']) === '' && git(root, ['ls-files', 'dist']) !== '';
  if (isCommitted) return { path: root, revision: git(root, ['rev-parse', 'HEAD']), remove: () => undefined };
  const copy = mkdtempSync(join(tmpdir(), 'istio-migrate-checkout-'));
  const listed = git(root, ['ls-files', '--cached', '--others', '--exclude-standard', '-z']).split('\0');
  for (const path of [...listed, 'dist']) {
    if (path === '' || !existsSync(join(root, path))) continue;
    mkdirSync(dirname(join(copy, path)), { recursive: true });
    cpSync(join(root, path), join(copy, path), { recursive: true });
  }
  git(copy, ['init', '--quiet']);
  git(copy, ['add', '--all', '--force']);
  git(copy, ['-c', 'user.name=test', '-c', 'user.email=test@example.com', 'commit', '--quiet', '-m', 'All']);
  return {
    path: copy,
    revision: git(copy, ['rev-parse', 'HEAD']),
    remove: () => {
      rmSync(copy, { recursive: true, force: true });
    },
  };
}

function git(folder: string, words: readonly string[]): string {
  return execFileSync('git', words, { cwd: folder, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 }).trim();
}
