import { readFileSync, statSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import ignore, { type Ignore } from 'ignore';
import { cause, hasCode, isMissing } from './cause';
import type { Found } from './found';

/** The rules in the ignore files of a folder and of all folders in it, with git's syntax and precedence. */
export class IgnoreFiles {
  /** By folder; none where nothing is kept out. */
  private readonly levels = new Map<string, Ignore | undefined>();

  /**
   * @param name what such a file is called
   * @param base the highest folder that is looked at
   * @param found told of each ignore file that cannot be read
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
