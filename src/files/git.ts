import { type ChildProcess, spawn } from 'node:child_process';
import { dirname, join, relative, sep } from 'node:path';
import { lstatSync, type Stats } from 'node:fs';
import { realpath } from 'node:fs/promises';

/** What a git command answered. */
export interface GitAnswer {
  readonly status: number;
  readonly output: string;
  readonly warnings: string;
}

// A hook gets these for the repository that it runs in. Here the folder decides: it may lie in a submodule, and
// they would lead git to the files of another repository.
const tiesToOneRepository = ['GIT_DIR', 'GIT_WORK_TREE', 'GIT_COMMON_DIR', 'GIT_INDEX_FILE', 'GIT_PREFIX'];

// The configuration of a repository may name programs. A listing needs none, and nothing from another repository.
const withoutPrograms = ['-c', 'core.fsmonitor=', '-c', 'core.hooksPath=/dev/null'];
const harmless = { LC_ALL: 'C', GIT_OPTIONAL_LOCKS: '0', GIT_NO_LAZY_FETCH: '1', GIT_ALLOW_PROTOCOL: 'none' };

/**
 * Runs a git command that only reads, in a folder, without a shell.
 *
 * @param folder an absolute path
 * @param workTree the one that the folder lies in, whatever the configuration of the repository says: it may name another
 * @param input what the command reads from its standard input
 * @returns nothing where git cannot be started
 */
export async function git(
  folder: string,
  command: readonly string[],
  { workTree, input = '' }: { readonly workTree: string; readonly input?: string },
): Promise<GitAnswer | undefined> {
  const environment: NodeJS.ProcessEnv = { ...process.env, ...harmless };
  for (const name of tiesToOneRepository) Reflect.deleteProperty(environment, name);
  const child: ChildProcess = spawn(
    'git',
    ['-C', folder, `--work-tree=${workTree}`, ...withoutPrograms, ...command],
    {
      // Systems may look for programs in the working directory too, which anybody may have filled.
      cwd: dirname(process.execPath),
      env: environment,
    },
  );
  const output: Buffer[] = [];
  const warnings: Buffer[] = [];
  // Where the process may open no more files there are no pipes, and an error says that git did not start.
  child.stdout?.on('data', (part: Buffer) => output.push(part));
  child.stderr?.on('data', (part: Buffer) => warnings.push(part));
  // Git may end before it has read its input; its status says the rest.
  child.stdin?.on('error', () => undefined);
  child.stdin?.end(input);
  return new Promise((resolve) => {
    child.on('error', () => {
      resolve(undefined);
    });
    child.on('close', (status) => {
      resolve({ status: status ?? 128, output: text(output), warnings: text(warnings) });
    });
  });
}

/** The parts of an answer that was asked for with `-z`. */
export function fieldsOf(output: string): string[] {
  return output.split('\0').slice(0, -1);
}

function text(parts: readonly Buffer[]): string {
  return Buffer.concat(parts).toString();
}

/**
 * The root of the git work tree around a folder, without links in its path; nothing where there is none. Git itself
 * is not needed. Throws if there is no such folder.
 */
export async function workTreeOf(folder: string): Promise<string | undefined> {
  for (let at = await realpath(folder); ; at = dirname(at)) {
    if (isWorkTree(at)) return at;
    if (at === dirname(at)) return undefined;
  }
}

/** A folder as the root of its work tree names it, with `/`; nothing where it is that root, or in no work tree. */
export async function folderInWorkTree(folder: string): Promise<string | undefined> {
  const root = await workTreeOf(folder);
  const path = root === undefined ? '' : relative(root, await realpath(folder));
  return path === '' ? undefined : path.replaceAll(sep, '/');
}

/**
 * Whether a folder is the root of a git work tree: a clone, a linked work tree, or a submodule. It is asked of one
 * folder after the other, and each step that another thread takes would cost more than the look.
 */
export function isWorkTree(folder: string): boolean {
  const mark = lookAt(join(folder, '.git'));
  // The repository, or a file that says where it is.
  return mark !== undefined && (mark.isFile() || lookAt(join(folder, '.git', 'HEAD')) !== undefined);
}

function lookAt(path: string): Stats | undefined {
  try {
    return lstatSync(path, { throwIfNoEntry: false });
  } catch {
    return undefined;
  }
}
