import { shortened } from '../../report/escape';
import { asSequence, type Entry, isNull, type Node, type Scalar, stringOf } from '../../yaml';
import { transforms } from '../../../transforms';
import { transformKinds } from '../../transform';
import { parseVersion, type Version } from '../../version';
import { suggestedTransform } from '../../migrate/ignores';
import type { Exclusion } from '../../files/ignorefiles';
import type { Choice } from '../../migrate/choices';

/** Something in a configuration that is not valid. */
export class Refused extends Error {
  override readonly name = 'Refused';

  /**
   * @param offset where it is in the text
   * @param message why, and what to do: one line, for the user
   */
  constructor(
    readonly offset: number,
    message: string,
  ) {
    super(message);
  }
}

/** A text of the configuration as messages show it; only the start of a long one. */
export function quoted(text: string): string {
  return `"${shortened(text, 60)}"`;
}

/** Checks that a value is written out in its place: aliases and tags are not followed. */
function checkBare({ alias, range, content }: Node): void {
  if (alias) throw new Refused(alias.start, 'aliases are not allowed here; write the value out');
  if (range.start !== content.start) {
    throw new Refused(range.start, 'anchors and tags are not allowed here; write only the value');
  }
}

/** The same for the whole text: an anchor or tag is before it, behind `---` or on a line of its own. */
export function checkBareRoot(text: string, start: number, root: Node): void {
  const mark = /^(?:\uFEFF?---)?[ \t]*(?=[&!])/m.exec(text.slice(start, root.content.start));
  if (!mark) return;
  const offset = start + mark.index + mark[0].length;
  throw new Refused(offset, 'anchors and tags are not allowed here; remove it');
}

/** The keys of a configuration. Each reads the value of its entry, and throws {@link Refused} if it is not valid. */
export const configKeys = {
  only: (entry) => {
    const chosen = ids(entry);
    if (chosen.length > 0) return chosen;
    throw new Refused(
      startOf(entry),
      '"only" must be a list of transform ids or kinds, but is empty; add some or remove it',
    );
  },
  skip: ids,
  exclude: (entry) => textsIn(entry, 'globs', 'a glob').map(glob),
  markdown: truth,
  strict: truth,
  from: version,
  to: version,
  // The old name of `to`.
  targetVersion: version,
  pinDefaults: truth,
  modernize: truth,
} satisfies Readonly<Record<string, (entry: Entry, text: string) => unknown>>;

interface TextAt {
  readonly text: string;
  readonly offset: number;
}

function ids(entry: Entry): string[] {
  const known = [...transforms.map(({ id }) => id), ...transformKinds];
  return textsIn(entry, 'transform ids or kinds', 'a transform id').map(({ text, offset }) => {
    if (known.includes(text)) return text;
    throw new Refused(offset, `unknown transform ${quoted(text)}; ${suggestedTransform(text, known)}`);
  });
}

/** A glob that ignore files read as a comment, or as nothing, would exclude nothing. */
function glob({ text, offset }: TextAt): string {
  const refuse = (reason: string) => new Refused(offset, `${quoted(text)} matches nothing: ${reason}`);
  if (/^!?[\s/]*$/.test(text)) throw refuse('it names no file or folder; write one or remove it');
  if (text.startsWith('#')) throw refuse('it is a comment; write "\\#" for a name that starts so');
  if (/[\r\n]/.test(text)) throw refuse('it has several lines; make each an item of the list');
  if (/(?<!\\)(?:\\\\)*\\$/.test(text)) throw refuse('nothing follows its backslash; remove it');
  return text;
}

function truth(entry: Entry): boolean {
  const { value } = entry;
  checkBare(value);
  if (value.kind === 'scalar' && typeof value.value === 'boolean') return value.value;
  throw wrongType(entry, 'true or false', 'write one of them');
}

/** A number is read as it is written: 1.30 is not 1.3. */
function version(entry: Entry, text: string): Version {
  const { value } = entry;
  checkBare(value);
  const isNumber = value.kind === 'scalar' && typeof value.value === 'number';
  const written = isNumber ? text.slice(value.content.start, value.content.end) : stringOf(value);
  if (written === undefined) throw wrongType(entry, 'a version', 'write one such as 1.28 or 1.28.2');
  const read = parseVersion(written);
  if (read) return read;
  throw new Refused(startOf(entry), `${quoted(written)} is not a version; write one such as 1.28 or 1.28.2`);
}

function textsIn(entry: Entry, many: string, one: string): TextAt[] {
  checkBare(entry.value);
  const list = asSequence(entry.value);
  if (!list) throw wrongType(entry, `a list of ${many}`, `write "${entry.name ?? ''}: [...]"`);
  return list.items.map(({ value }) => {
    checkBare(value);
    const text = stringOf(value);
    if (text !== undefined) return { text, offset: value.content.start };
    throw new Refused(value.content.start, `${one} must be a string, not ${typeOf(value)}; put it in quotes`);
  });
}

function wrongType(entry: Entry, wanted: string, advice: string): Refused {
  const { name = '', value } = entry;
  return new Refused(startOf(entry), `"${name}" must be ${wanted}, not ${typeOf(value)}; ${advice}`);
}

/** Where an entry's value starts; the entry itself if it has none. */
function startOf({ range, value }: Entry): number {
  return value.kind === 'scalar' && value.style === 'empty' ? range.start : value.content.start;
}

function typeOf(node: Node): string {
  if (node.kind !== 'scalar') return node.kind === 'mapping' ? 'a mapping' : 'a list';
  return isNull(node) ? 'nothing' : typeOfScalar(node);
}

function typeOfScalar({ value }: Scalar): string {
  if (typeof value === 'string') return `the string ${quoted(value)}`;
  return typeof value === 'boolean' ? `the boolean ${String(value)}` : `the number ${String(value)}`;
}

/** The settings of a configuration file; a key that it does not have is undefined. */
export type Config = {
  readonly [Key in keyof typeof configKeys]?: ReturnType<(typeof configKeys)[Key]>;
};

/** A configuration and the file that it was read from. */
export interface LoadedConfig extends Config {
  /** Relative to the working directory, with `/`. */
  readonly path: string;
  /** The folder that its globs refer to: absolute, without links. */
  readonly folder: string;
}

/** A configuration file is not valid; the message is for the user, with file, line, cause and what to do. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

/** `--only` wins over what the configuration skips. */
export function choiceOf(given: Choice, config: Partial<Choice>): Choice {
  const { only = [], skip = [] } = config;
  if (given.only.length > 0) return given;
  return { only, skip: given.skip.length > 0 ? given.skip : skip };
}

export function exclusionOf({
  exclude = [],
  folder,
  path = '',
}: Partial<LoadedConfig>): Exclusion | undefined {
  if (exclude.length === 0 || folder === undefined) return undefined;
  return { patterns: exclude, folder, source: `exclude in ${path}` };
}
