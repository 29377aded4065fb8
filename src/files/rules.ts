import { relative, sep } from 'node:path';
import ignore, { type Ignore } from 'ignore';
import type { Found } from './found';
import { IgnoreFiles } from './ignorefiles';
import { ignoreFileName } from './names';

/** Folders that are never entered: they hold what others wrote. */
const closedFolders: ReadonlySet<string> = new Set(['.git', 'node_modules']);

/** All that keeps files out, apart from what only git knows. */
export class Rules {
  private readonly own: IgnoreFiles;
  private readonly git: IgnoreFiles;

  /**
   * @param cwd the working directory
   * @param base the highest folder whose ignore files count
   * @param excluded what the user keeps out
   * @param found told of each ignore file that cannot be read
   */
  constructor(
    private readonly cwd: string,
    base: string,
    private readonly excluded: readonly Excluded[],
    found: Found,
  ) {
    this.own = new IgnoreFiles(ignoreFileName, base, found);
    this.git = new IgnoreFiles('.gitignore', base, found);
  }

  /** Why a path is left out, whether or not git tracks it; nothing if it is not. */
  refusal(path: string, isFolder: boolean): string | undefined {
    const fromHere = relative(this.cwd, path);
    const closed = fromHere.split(sep).find((name) => closedFolders.has(name));
    if (closed !== undefined) return `${closed} is never searched`;
    for (const { source, folder, patterns } of this.excluded) {
      const name = relative(folder, path);
      if (name !== '' && patterns.ignores(name + (isFolder ? '/' : ''))) return `${source} matches it`;
    }
    return this.own.ignores(path, isFolder) ? `${ignoreFileName} matches it` : undefined;
  }

  /** The same for the rules in `.gitignore` files, to be asked where git itself cannot be. */
  gitRefusal(path: string, isFolder: boolean): string | undefined {
    return this.git.ignores(path, isFolder) ? '.gitignore matches it' : undefined;
  }
}

/**
 * Patterns that keep files out. They have the syntax of a `.gitignore` in a folder; beyond that they may start with
 * `./`, with the path of the folder, or with `../`.
 */
export interface Exclusion {
  readonly patterns: readonly string[];
  /** Absolute, without links. */
  readonly folder: string;
  /** Where they come from, as a reason names it: `--exclude`. */
  readonly source: string;
}

/** An exclusion whose patterns are read. */
export type Excluded = Omit<Exclusion, 'patterns'> & { readonly patterns: Ignore };

/** Reads the patterns of an exclusion. */
export function readExclusion({ patterns, folder, source }: Exclusion): Excluded {
  const fromHere = patterns.map((pattern) =>
    pattern.startsWith(folder + sep) ? pattern.slice(folder.length) : pattern.replace(/^\.\/+/, '/'),
  );
  const read = ignore({ ignorecase: false, allowRelativePaths: true }).add(fromHere);
  return { patterns: read, folder, source };
}
