import { join, relative, resolve, sep } from 'node:path';
import { byBytes } from './glob';
import { fieldsOf, git, type GitAnswer } from './git';

/** The files that a command is about. */
export interface Discovery {
  /** Absolute paths without links in them, sorted by their bytes, each once. */
  readonly files: string[];
  /** Other files of the searched folders that may hold text; none unless they were asked for. */
  readonly texts: string[];
  /** Temporary files of writes, by their names: those of runs that were killed, or that go on at the same time. */
  readonly temporary: string[];
  /** Whether rules of the user, and not only of git, keep out some of what lies there. */
  readonly isPartial: boolean;
  /** Paths and globs that were asked for and are left out, as they were given. */
  readonly skipped: { readonly path: string; readonly reason: string }[];
  /** What could not be searched: a path or glob as it was given, or the absolute path of a folder in one. */
  readonly faults: { readonly path: string; readonly message: string }[];
}

/** Gathers a discovery; what is reported twice counts once. */
export class Found {
  /** Whether something was kept out that the user excluded. */
  isPartial = false;
  private readonly files = new Set<string>();
  private readonly texts = new Set<string>();
  private readonly temporaries = new Set<string>();
  private readonly reasons = new Map<string, string>();
  private readonly messages = new Map<string, string>();

  file(path: string): void {
    this.files.add(path);
  }

  text(path: string): void {
    this.texts.add(path);
  }

  temporary(path: string): void {
    this.temporaries.add(path);
  }

  skipped(given: string, reason: string): void {
    this.reasons.set(given, reason);
  }

  fault(path: string, message: string): void {
    this.messages.set(path, message);
  }

  discovery(): Discovery {
    return {
      files: [...this.files].sort(byBytes),
      texts: [...this.texts].filter((path) => !this.files.has(path)).sort(byBytes),
      temporary: [...this.temporaries].sort(byBytes),
      isPartial: this.isPartial,
      skipped: sorted(this.reasons).map(([path, reason]) => ({ path, reason })),
      faults: sorted(this.messages).map(([path, message]) => ({ path, message })),
    };
  }
}

function sorted(entries: ReadonlyMap<string, string>): [string, string][] {
  return [...entries].sort(([one], [other]) => byBytes(one, other));
}

/** What git knows in a folder: what it tracks, and what it would track if it were added. Paths are absolute. */
interface Listing {
  /** Tracked files may be gone, or be links. */
  readonly files: readonly string[];
  /** Folders that git leaves to a repository of their own; a submodule may be missing. */
  readonly repositories: readonly string[];
  readonly unreadable: readonly { readonly path: string; readonly message: string }[];
}

/** Lists a folder of a work tree, with all folders in it; nothing where git cannot tell. */
export async function list(workTree: string, folder: string): Promise<Listing | undefined> {
  const [tracked, untracked] = await Promise.all([
    git(folder, ['ls-files', '-z', '--cached', '--stage'], { workTree }),
    git(folder, ['ls-files', '-z', '--others', '--exclude-standard'], { workTree }),
  ]);
  if (tracked?.status !== 0 || untracked?.status !== 0) return undefined;
  const files: string[] = [];
  const repositories: string[] = [];
  for (const field of fieldsOf(tracked.output)) {
    const tab = field.indexOf('\t');
    const isSubmodule = field.startsWith('160000 ');
    (isSubmodule ? repositories : files).push(resolve(folder, field.slice(tab + 1)));
  }
  for (const name of fieldsOf(untracked.output)) {
    if (name.endsWith('/')) repositories.push(resolve(folder, name));
    else files.push(resolve(folder, name));
  }
  return { files, repositories, unreadable: unreadableFolders(untracked, workTree) };
}

function unreadableFolders({ warnings }: GitAnswer, workTree: string): Listing['unreadable'] {
  const matches = warnings.matchAll(/^warning: could not open directory '(.*?)\/?': ([^\n]*)$/gms);
  return Array.from(matches, ([, name = '', reason = '']) => ({
    path: resolve(workTree, name),
    message: reason.toLowerCase(),
  }));
}

/**
 * Which of these paths git's ignore rules keep out, with the reason. A tracked file is never kept out, nor a folder
 * that holds one. Answers nothing where git cannot tell.
 */
export async function ignoredByGit(
  workTree: string,
  paths: readonly string[],
): Promise<Map<string, string> | undefined> {
  // The leading dot keeps git from reading more than a name into a name that starts with a colon.
  const names = new Map(paths.map((path) => [`./${relative(workTree, path).split(sep).join('/')}`, path]));
  names.delete('./');
  const input = Array.from(names.keys(), (name) => `${name}\0`).join('');
  const answer = await git(workTree, ['check-ignore', '--no-index', '--verbose', '-z', '--stdin'], {
    workTree,
    input,
  });
  if (answer === undefined || answer.status > 1) return undefined;
  const reasons = new Map<string, string>();
  for (const [source, line, pattern, name] of inFours(fieldsOf(answer.output))) {
    const path = names.get(name);
    if (path === undefined || pattern.startsWith('!')) continue;
    reasons.set(path, `git ignores it (${source}:${line}: ${pattern})`);
  }
  return reasons.size === 0 ? reasons : withoutTracked(reasons, workTree);
}

async function withoutTracked(
  reasons: Map<string, string>,
  workTree: string,
): Promise<Map<string, string> | undefined> {
  const answer = await git(workTree, ['ls-files', '-z', '--cached'], { workTree });
  if (answer?.status !== 0) return undefined;
  for (const name of fieldsOf(answer.output)) {
    // The file itself and every folder that it lies in.
    for (let end = name.length; end > 0; end = name.lastIndexOf('/', end - 1)) {
      reasons.delete(join(workTree, name.slice(0, end)));
    }
  }
  return reasons;
}

function* inFours(fields: readonly string[]): Generator<[string, string, string, string]> {
  for (let at = 0; at + 3 < fields.length; at += 4) {
    const [one = '', two = '', three = '', four = ''] = fields.slice(at, at + 4);
    yield [one, two, three, four];
  }
}
