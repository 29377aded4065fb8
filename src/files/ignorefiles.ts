import { readFile } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import ignore, { type Ignore } from 'ignore';
import { cause, hasCode, isMissing } from './cause';
import type { Found } from './found';

/** The rules in the ignore files of a folder and of all folders in it, with git's syntax and precedence. */
export class IgnoreFiles {
  private readonly levels = new Map<string, Promise<Ignore>>();

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
  async ignores(path: string, isFolder: boolean): Promise<boolean> {
    if (path === this.base) return false;
    const rules = await this.level(dirname(path));
    return rules.ignores(relative(this.base, path) + (isFolder ? '/' : ''));
  }

  /** The rules for what lies right in a folder: its own come last, so they win. */
  private level(folder: string): Promise<Ignore> {
    const known = this.levels.get(folder);
    if (known) return known;
    const rules = this.load(folder);
    this.levels.set(folder, rules);
    return rules;
  }

  private async load(folder: string): Promise<Ignore> {
    const name = relative(this.base, folder);
    const inherited = name === '' ? noRules() : await this.level(dirname(folder));
    // Nothing in a folder that is kept out can be taken back.
    if (name !== '' && inherited.ignores(`${name}/`)) return inherited;
    const patterns = (await this.linesIn(folder)).flatMap((line) => patternsIn(line, name));
    return patterns.length === 0 ? inherited : noRules().add(inherited).add(patterns);
  }

  private async linesIn(folder: string): Promise<string[]> {
    const path = join(folder, this.name);
    try {
      const text = await readFile(path, 'utf8');
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
