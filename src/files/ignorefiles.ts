import { readFileSync, statSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import ignore from 'ignore';
import type { Ignore } from 'ignore';
import { cause, hasCode, isMissing } from './read';
import type { Found } from './listing';
import { ignoreFileName } from './names';
import { once } from '../once';

/** The rules in the ignore files of a folder and of all folders in it, with git's syntax and precedence. */
class IgnoreFiles {
  /** By folder; none where nothing is kept out. */
  private readonly levels = new Map<string, Ignore | undefined>();

  /**
   * @param name what such a file is called
   * @param base the highest folder that is looked at
   * @param found called with each ignore file that cannot be read
   */
  constructor(
    private readonly name: string,
    private readonly base: string,
    private readonly found: Found,
  ) {}

  /** Whether the rules keep out a path in the base, or a folder that it lies in. */
  ignores(path: string, isFolder: boolean): boolean {
    if (path === this.base) return false;
    const rules = this.level(dirname(path));
    return rules?.ignores(relative(this.base, path) + (isFolder ? '/' : '')) ?? false;
  }

  /** The rules for what lies right in a folder: its own come last, so they win. */
  private level(folder: string): Ignore | undefined {
    if (this.levels.has(folder)) return this.levels.get(folder);
    const rules = this.load(folder);
    this.levels.set(folder, rules);
    return rules;
  }

  private load(folder: string): Ignore | undefined {
    const name = relative(this.base, folder);
    const inherited = name === '' ? undefined : this.level(dirname(folder));
    // Nothing in a folder that is kept out can be taken back.
    if (inherited?.ignores(`${name}/`)) return inherited;
    const patterns = this.linesIn(folder).flatMap((line) => patternsIn(line, name));
    if (patterns.length === 0) return inherited;
    return noRules()
      .add(inherited ?? [])
      .add(patterns);
  }

  private linesIn(folder: string): string[] {
    const path = join(folder, this.name);
    try {
      // Most folders have none, and a look costs less than an error.
      if (statSync(path, { throwIfNoEntry: false }) === undefined) return [];
      const text = readFileSync(path, 'utf8');
      return text.replace(/^\uFEFF/, '').split(/\r?\n/);
    } catch (error) {
      if (isMissing(error) || hasCode(error, 'EISDIR')) return [];
      this.found.fault(path, cause(error));
      // Better to leave files out than to rewrite one that an unknown rule protects.
      return ['*'];
    }
  }
}

function noRules(): Ignore {
  return ignore({ ignorecase: false });
}

/** The pattern in a line of an ignore file, if there is one, as it would stand in the base. */
function patternsIn(line: string, folder: string): string[] {
  const [, not = '', written = ''] = /^(!?)(.*)$/s.exec(line) ?? [];
  if (line.startsWith('#') || /^[/\s]*$/.test(written)) return [];
  // Without the last star, the library takes the folder itself for one of the folders in it.
  const pattern = written.replace(/\*\*\/(?=\s*$)/, '**/*/');
  const isAnchored = /\/(?!\s*$)/.test(pattern);
  // The library knows no escaped question mark; unescaped, it stands for itself too.
  const prefix =
    folder === ''
      ? '/'
      : `/${folder
          .split(sep)
          .join('/')
          .replaceAll(/[\\*[\]]/g, '\\$&')}/`;
  return [not + prefix + (isAnchored ? pattern.replace(/^\//, '') : `**/${pattern}`)];
}

/** Folders that are never entered: they hold what others wrote. */
const closedFolders: ReadonlySet<string> = new Set(['.git', 'node_modules']);

/** What Go writes into the folder `vendor`, which it fills with the modules of others. */
const listOfModules = 'modules.txt';

/** All that keeps files out, apart from what only git knows. */
export class Rules {
  private readonly own: IgnoreFiles;
  private readonly git: IgnoreFiles;
  private readonly ofGo = once((folder: string): boolean => {
    return statSync(join(folder, listOfModules), { throwIfNoEntry: false })?.isFile() === true;
  });

  /**
   * @param cwd the working directory
   * @param base the highest folder whose ignore files count
   * @param excluded what the user keeps out; undefined where nothing of that counts, nor ignore files of this tool
   * @param found called with each ignore file that cannot be read
   */
  constructor(
    private readonly cwd: string,
    base: string,
    private readonly excluded: readonly Excluded[] | undefined,
    private readonly found: Found,
  ) {
    this.own = new IgnoreFiles(ignoreFileName, base, found);
    this.git = new IgnoreFiles('.gitignore', base, found);
  }

  /** Why a path is left out, whether or not git tracks it; nothing if it is not. */
  refusal(path: string, isFolder: boolean): string | undefined {
    const fromHere = relative(this.cwd, path);
    const names = fromHere.split(sep);
    const closed = names.find((name) => closedFolders.has(name));
    if (closed !== undefined) return `${closed} is never searched`;
    const isOfGo = (name: string, index: number) =>
      name === 'vendor' && this.ofGo(join(this.cwd, ...names.slice(0, index + 1)));
    if (names.some(isOfGo)) return `vendor is never searched if it has a ${listOfModules}`;
    const source = this.excluded && this.exclusionOf(path, isFolder, this.excluded);
    if (source === undefined) return undefined;
    this.found.isPartial = true;
    return `${source} matches it`;
  }

  private exclusionOf(path: string, isFolder: boolean, excluded: readonly Excluded[]): string | undefined {
    const matching = excluded.find(({ folder, patterns }) => {
      const name = relative(folder, path);
      return name !== '' && patterns.ignores(name + (isFolder ? '/' : ''));
    });
    return matching?.source ?? (this.own.ignores(path, isFolder) ? ignoreFileName : undefined);
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
