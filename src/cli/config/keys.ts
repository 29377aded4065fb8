import { transforms } from '../../../transforms';
import { parseVersion, type Version } from '../../version';
import { suggestion } from '../../migrate/nearest';
import { asSequence, type Entry, isNull, type Node, type Scalar, stringOf } from '../../yaml';
import { checkBare, quoted, Refused } from './plain';
import type { Config } from './config';

/** The keys of a configuration; each reads the value of its entry, and throws {@link Refused} if it is none for it. */
export const keys: {
  readonly [Key in keyof Config]-?: (entry: Entry, text: string) => Required<Config>[Key];
} = {
  only: (entry) => {
    const chosen = ids(entry);
    if (chosen.length > 0) return chosen;
    throw new Refused(
      startOf(entry),
      '"only" is empty, which leaves nothing to do; name transforms or take it out',
    );
  },
  skip: ids,
  exclude: (entry) => textsIn(entry, 'globs', 'a glob').map(glob),
  markdown: truth,
  strict: truth,
  from: version,
  to: version,
  targetVersion: version,
  pinDefaults: truth,
  modernize: truth,
};

interface TextAt {
  readonly text: string;
  readonly offset: number;
}

function ids(entry: Entry): string[] {
  const known = transforms.map(({ id }) => id);
  return textsIn(entry, 'transform ids', 'a transform id').map(({ text, offset }) => {
    if (known.includes(text)) return text;
    throw new Refused(offset, `no transform is called ${quoted(text)}; ${suggestion(text, known)}`);
  });
}

/** What the syntax of ignore files takes for a comment, or for nothing, would keep nothing out. */
function glob({ text, offset }: TextAt): string {
  const refuse = (reason: string) => new Refused(offset, `${quoted(text)} matches nothing: ${reason}`);
  if (/^!?[\s/]*$/.test(text)) throw refuse('it names no file or folder; write one, or take it out');
  if (text.startsWith('#')) throw refuse('it is taken for a comment; write "\\#" for a name that starts so');
  if (/[\r\n]/.test(text)) throw refuse('it has several lines; make each an item of the list');
  if (/(?<!\\)(?:\\\\)*\\$/.test(text)) throw refuse('nothing stands behind its backslash; take that out');
  return text;
}

function truth(entry: Entry): boolean {
  const { value } = entry;
  checkBare(value);
  if (value.kind === 'scalar' && typeof value.value === 'boolean') return value.value;
  throw wrongType(entry, 'true or false', 'write one of the two');
}

/** A number is read as it is written: 1.30 is no 1.3. */
function version(entry: Entry, text: string): Version {
  const { value } = entry;
  checkBare(value);
  const isNumber = value.kind === 'scalar' && typeof value.value === 'number';
  const written = isNumber ? text.slice(value.content.start, value.content.end) : stringOf(value);
  if (written === undefined) throw wrongType(entry, 'a version', 'write one such as 1.28 or 1.28.2');
  const read = parseVersion(written);
  if (read) return read;
  throw new Refused(startOf(entry), `${quoted(written)} is no version; write one such as 1.28 or 1.28.2`);
}

function textsIn(entry: Entry, many: string, one: string): TextAt[] {
  checkBare(entry.value);
  const list = asSequence(entry.value);
  if (!list) throw wrongType(entry, `a list of ${many}`, `write "${entry.name ?? ''}: [...]"`);
  return list.items.map(({ value }) => {
    checkBare(value);
    const text = stringOf(value);
    if (text !== undefined) return { text, offset: value.content.start };
    throw new Refused(value.content.start, `${one} is a text, not ${typeOf(value)}; put it in quotes`);
  });
}

function wrongType(entry: Entry, wanted: string, advice: string): Refused {
  const { name = '', value } = entry;
  return new Refused(startOf(entry), `"${name}" takes ${wanted}, not ${typeOf(value)}; ${advice}`);
}

/** Where an entry's value stands; the entry itself where it has none. */
function startOf({ range, value }: Entry): number {
  return value.kind === 'scalar' && value.style === 'empty' ? range.start : value.content.start;
}

function typeOf(node: Node): string {
  if (node.kind !== 'scalar') return node.kind === 'mapping' ? 'a mapping' : 'a list';
  return isNull(node) ? 'nothing' : typeOfScalar(node);
}

function typeOfScalar({ value }: Scalar): string {
  if (typeof value === 'string') return `the text ${quoted(value)}`;
  return typeof value === 'boolean' ? `the truth value ${String(value)}` : `the number ${String(value)}`;
}
