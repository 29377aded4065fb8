import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { renewedForEachTest } from '../support/each-test';

/** What a run of the command left behind. */
export interface Outcome {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** What package.json names as the command. */
export const command = join(__dirname, '../../bin/istio-migrate.js');

/** A folder of its own in which the built command runs as a user runs it. */
export class Workspace {
  root = makeFolder();

  /** Starts again in another folder. */
  renew(): void {
    this.remove();
    this.root = makeFolder();
  }

  write(path: string, text: string | Buffer): string {
    const target = join(this.root, path);
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, text);
    return target;
  }

  read(path: string): string {
    return readFileSync(join(this.root, path), 'utf8');
  }

  run(
    words: readonly string[],
    {
      input,
      folder = '.',
      environment = { NO_COLOR: '1' },
    }: { input?: string | Buffer; folder?: string; environment?: NodeJS.ProcessEnv } = {},
  ): Outcome {
    const { status, stdout, stderr } = spawnSync(process.execPath, [command, ...words], {
      cwd: join(this.root, folder),
      encoding: 'utf8',
      input: input ?? '',
      env: { ...process.env, NO_COLOR: '', FORCE_COLOR: '', GITHUB_WORKSPACE: '', DEBUG: '', ...environment },
      maxBuffer: 2 ** 28,
    });
    return { status, stdout, stderr };
  }

  git(words: readonly string[], input?: string): string {
    const quiet = ['-c', 'core.autocrlf=false', '-c', 'user.name=test', '-c', 'user.email=test@example.com'];
    return execFileSync('git', [...quiet, ...words], {
      cwd: this.root,
      encoding: 'utf8',
      input: input ?? '',
    });
  }

  remove(): void {
    rmSync(this.root, { recursive: true, force: true });
  }
}

/** A workspace that every test of a file finds empty. */
export function workspaceOfEachTest(): Workspace {
  return renewedForEachTest(new Workspace());
}

function makeFolder(): string {
  return realpathSync(mkdtempSync(join(tmpdir(), 'istio-migrate-')));
}
