import { join, relative, resolve, sep } from 'node:path';
import { fieldsOf, git, type GitAnswer } from './git';

/** What git knows in a folder: what it tracks, and what it would track if it were added. Paths are absolute. */
export interface Listing {
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
