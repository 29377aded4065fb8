import { relative, sep } from 'node:path';
import ignore, { type Ignore } from 'ignore';
import type { Found } from './found';
import { IgnoreFiles } from './ignorefiles';

/** Folders that are never entered: they hold what others wrote. */
const closedFolders: ReadonlySet<string> = new Set(['.git', 'node_modules']);

/** All that keeps files out, apart from what only git knows. */
export class Rules {
  private readonly own: IgnoreFiles;
  private readonly git: IgnoreFiles;

  /**
   * @param cwd the working directory, which the patterns of `--exclude` refer to
   * @param base the highest folder whose ignore files count
   * @param excluded the patterns of `--exclude`
   * @param found told of each ignore file that cannot be read
   */
  constructor(
    private readonly cwd: string,
    base: string,
    private readonly excluded: Ignore,
    found: Found,
  ) {
    this.own = new IgnoreFiles('.istiomigrateignore', base, found);
    this.git = new IgnoreFiles('.gitignore', base, found);
  }

  /** Why a path is left out, whether or not git tracks it; nothing if it is not. */
  refusal(path: string, isFolder: boolean): string | undefined {
    const fromHere = relative(this.cwd, path);
    const closed = fromHere.split(sep).find((name) => closedFolders.has(name));
    if (closed !== undefined) return `${closed} is never searched`;
    if (fromHere !== '' && this.excluded.ignores(fromHere + (isFolder ? '/' : ''))) {
      return '--exclude matches it';
    }
    return this.own.ignores(path, isFolder) ? '.istiomigrateignore matches it' : undefined;
  }

  /** The same for the rules in `.gitignore` files, to be asked where git itself cannot be. */
  gitRefusal(path: string, isFolder: boolean): string | undefined {
    return this.git.ignores(path, isFolder) ? '.gitignore matches it' : undefined;
  }
}

/**
 * Reads the patterns of `--exclude`. They have the syntax of a `.gitignore` in the working directory; beyond that
 * they may start with `./`, with the path of the working directory, or with `../`.
 */
export function exclusions(patterns: readonly string[], cwd: string): Ignore {
  const fromHere = patterns.map((pattern) =>
    pattern.startsWith(cwd + sep) ? pattern.slice(cwd.length) : pattern.replace(/^\.\/+/, '/'),
  );
  return ignore({ ignorecase: false, allowRelativePaths: true }).add(fromHere);
}
