import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { discover } from '../../src/files/discover';
import type { Discovery } from '../../src/files/listing';
import { renewedForEachTest } from '../support/each-test';

/** A real folder for one test. */
export class Workspace {
  root = makeFolder();

  /** Starts again in another folder. */
  renew(): void {
    this.remove();
    this.root = makeFolder();
  }

  path(name: string): string {
    return join(this.root, name);
  }

  /** Writes files; by default each holds its own name. */
  add(...names: string[]): void {
    for (const name of names) this.write(name, `name: ${name}\n`);
  }

  write(name: string, content: string | Buffer): string {
    mkdirSync(dirname(this.path(name)), { recursive: true });
    writeFileSync(this.path(name), content);
    return this.path(name);
  }

  link(name: string, target: string): void {
    mkdirSync(dirname(this.path(name)), { recursive: true });
    symlinkSync(target, this.path(name));
  }

  git(...command: string[]): void {
    execFileSync('git', ['-C', this.root, ...command], {
      // Jest has its own copy of the environment.
      env: process.env,
      stdio: ['ignore', 'ignore', 'pipe'],
    });
  }

  /** Makes a folder a repository, with all files that no ignore rule matches in its first commit. */
  repository(name = '.'): void {
    this.git('init', '-q', name);
    this.git('-C', name, 'add', '--all');
    this.git('-C', name, 'commit', '-q', '--allow-empty', '-m', 'first');
  }

  /** What discovery finds, with the names of files relative to the workspace. */
  async find(
    paths: readonly string[],
    exclude: readonly string[] = [],
    cwd = this.root,
  ): Promise<Omit<Discovery, 'texts' | 'temporary' | 'isPartial'>> {
    const { files, skipped, faults } = await discover(paths, { cwd, exclude });
    return { files: files.map((file) => relative(this.root, file)), skipped, faults };
  }

  async filesIn(...paths: string[]): Promise<string[]> {
    return (await this.find(paths)).files;
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
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'istio-migrate-')));
  // For the tests that act as another user.
  chmodSync(folder, 0o755);
  return folder;
}

/** Keeps git from the settings of the machine and its user, for a file of tests. */
export function withoutGitSettings(): void {
  Object.assign(process.env, {
    GIT_CONFIG_GLOBAL: '/dev/null',
    GIT_CONFIG_NOSYSTEM: '1',
    XDG_CONFIG_HOME: '/nowhere',
    GIT_AUTHOR_NAME: 'Tester',
    GIT_AUTHOR_EMAIL: 'tester@example.com',
    GIT_COMMITTER_NAME: 'Tester',
    GIT_COMMITTER_EMAIL: 'tester@example.com',
    // To add a submodule from a folder.
    GIT_ALLOW_PROTOCOL: 'file',
  });
}

const nobody = 65534;

/** Does something without root's permissions. */
export async function withoutPrivileges<Result>(action: () => Result | Promise<Result>): Promise<Result> {
  const { getuid, seteuid } = process;
  if (getuid?.() !== 0 || !seteuid) return action();
  seteuid(nobody);
  try {
    return await action();
  } finally {
    seteuid(0);
  }
}

/** Gives a file or folder to the user that `withoutPrivileges` acts as. */
export function giveAway(path: string): void {
  if (process.getuid?.() === 0) execFileSync('chown', ['-R', String(nobody), path]);
}
