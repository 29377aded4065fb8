import { library } from '../library';
import type { ScalarStyle, Element, Entry, Node } from '../node';
import { Declined } from '../text';
import { isTemplated } from '../template/mask';

/** The ways to write a text on one line. */
export type Quoting = 'plain' | 'single' | 'double';

/**
 * A scalar in the given style; where that style cannot hold the value on one line, in double quotes.
 *
 * @param inFlow whether it is inside `{}` or `[]`, where more characters have a meaning
 */
export function printScalar(
  value: string | number | boolean | null,
  style: ScalarStyle,
  inFlow: boolean,
): string {
  if (typeof value !== 'string') return String(value);
  // What stands for an action is nothing that may be written.
  if (isTemplated(value)) throw new Declined('a template inserts a part of the value');
  if (style === 'single' && !unprintable.test(value)) return `'${value.replaceAll("'", "''")}'`;
  if (style !== 'single' && style !== 'double' && isSafeUnquoted(value, inFlow)) return value;
  return JSON.stringify(value).replace(unescaped, (character) => {
    return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
  });
}

/** What only double quotes can hold. */
const unprintable = /[^\t\x20-\x7e\xa0-\u2027\u202a-\ufefe\uff00-\uffff]/;

/** What JSON leaves as it is, and some readers of YAML take for a line break or refuse. */
const unescaped = /[\x7f-\x9f\u2028\u2029\ufeff]/g;

/** Whether a text needs no quotes, for readers of YAML 1.2 and of 1.1, which has more words for other things. */
function isSafeUnquoted(value: string, inFlow: boolean): boolean {
  if (inFlow && /[,[\]{}]/.test(value)) return false;
  const simple = /^[A-Za-z][\w./-]*$/.test(value);
  if (simple) return !/^(?:y|n|yes|no|on|off|true|false|null)$/i.test(value);
  if (unprintable.test(value)) return false;
  return (['1.2', '1.1'] as const).every(
    (version) => library().stringify(value, { version, lineWidth: 0 }) === `${value}\n`,
  );
}

/** How keys and texts are quoted where nothing forces them to be. */
export interface Quotes {
  readonly keys: Quoting;
  readonly texts: Quoting;
}

/** How many neighbours are looked at before it is settled that none of them tells. */
const neighboursAtMost = 20;

/** How the elements of a block collection are quoted, read off the ones before an index. */
export function quotesBefore(children: readonly Element[], index: number): Quotes {
  const near = children.slice(Math.max(0, index - neighboursAtMost), index).toReversed();
  const [first] = near;
  return { keys: first?.kind === 'entry' ? quotingOfKey(first) : 'plain', texts: quotingOfTexts(near) };
}

/** How an entry's key is quoted, if it is by choice. */
export function quotingOfKey({ key, name }: Entry): Quoting {
  const quoting = key.kind === 'scalar' ? quotingOf(key.style) : undefined;
  return quoting && name !== undefined && isSafeUnquoted(name, false) ? quoting : 'plain';
}

/** How the nearest text is quoted: in a list, where texts are alike, also if it had to be. */
export function quotingOfTexts(near: readonly Element[]): Quoting {
  for (const element of near) {
    const found = textsOf(element).find((quoting) => quoting !== undefined);
    if (found) return found;
  }
  return 'plain';
}

function textsOf({ kind, value }: Element): (Quoting | undefined)[] {
  if (kind === 'item' && value.kind === 'mapping') return value.entries.map((entry) => textOf(entry.value));
  if (kind === 'item' && value.kind === 'scalar') return [quotingOf(value.style) ?? textOf(value)];
  return [textOf(value)];
}

function textOf(node: Node): Quoting | undefined {
  if (node.kind !== 'scalar' || node.alias || typeof node.value !== 'string') return undefined;
  if (node.style === 'plain') return 'plain';
  return isSafeUnquoted(node.value, false) ? quotingOf(node.style) : undefined;
}

function quotingOf(style: ScalarStyle): Quoting | undefined {
  return style === 'single' || style === 'double' ? style : undefined;
}
