import type { Range } from '../../yaml';
import { attributeAt, endOfBrackets, entriesIn, ofBody, ofList } from './hcl-parts';

/** An attribute of a text in HCL, as Terraform has it, and the blocks and maps around it. */
export interface Attribute {
  /** As `['locals', 'versions', 'istio']` or `['variable', 'release', 'default']`. */
  readonly path: readonly string[];
  /** A text in quotes, or what is named in place of one: `local.versions.istio`. */
  readonly text: string;
  readonly isText: boolean;
  /** The offset of the value. */
  readonly at: number;
}

/** The attributes of a text whose value is a text or a name, in their order. */
export function attributesIn(text: string): Attribute[] {
  return attributesBelow(text, { start: 0, end: text.length }, []);
}

function attributesBelow(text: string, body: Range, path: readonly string[]): Attribute[] {
  return entriesIn(text, body, ofBody).flatMap((entry) => {
    const attribute = attributeAt(text, entry);
    if (attribute) {
      const key = unquoted(text.slice(attribute.key.start, attribute.key.end));
      return attributesOfValue(text, attribute.value, [...path, key]);
    }
    const [head, labels = ''] =
      /^([\w-]+(?:\s+(?:[\w-]+|"[^"\n]*"))*)\s*\{/.exec(text.slice(entry.start, entry.end)) ?? [];
    if (head === undefined) return [];
    const names = Array.from(labels.matchAll(/[\w-]+|"[^"\n]*"/g), ([name]) => unquoted(name));
    const start = entry.start + head.length;
    return attributesBelow(text, { start, end: endOfBrackets(text, start) }, [...path, ...names]);
  });
}

/** What a value is, or holds as a map; a function may put maps together, as `merge({…})`. */
function attributesOfValue(text: string, value: Range, path: readonly string[]): Attribute[] {
  const source = text.slice(value.start, value.end);
  if (source.startsWith('{')) {
    const start = value.start + 1;
    return attributesBelow(text, { start, end: endOfBrackets(text, start) }, path);
  }
  const [, call] = /^([\w-]+\()/.exec(source) ?? [];
  if (call !== undefined) {
    const start = value.start + call.length;
    return entriesIn(text, { start, end: endOfBrackets(text, start) }, ofList).flatMap((argument) =>
      text.startsWith('{', argument.start) ? attributesOfValue(text, argument, path) : [],
    );
  }
  const [, quoted, word] =
    /^(?:"((?:[^"\\\n]|\\.)*)"?|([\w-]+(?:\.[\w-]+|\["[\w-]+"\])*))/.exec(source) ?? [];
  const [, named] = /^\$\{([\w."[\]-]+)\}$/.exec(quoted ?? '') ?? [];
  const found = named ?? quoted ?? word;
  return found === undefined
    ? []
    : [{ path, text: found, isText: quoted !== undefined && named === undefined, at: value.start }];
}

function unquoted(word: string): string {
  return word.replace(/^"(.*)"$/, '$1');
}
