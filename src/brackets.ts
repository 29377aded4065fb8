import type { Range } from './yaml';

/** What is in a pair of brackets: an object of JSON, its quotes escaped or not, or a literal or a call of a program. */
export interface Bracketed extends Range {
  readonly sign: string;
  /** What is before it on its line, from the last bracket on. */
  readonly head: string;
  /** Its keys, each with the text of its value; the first of a name. */
  readonly entries: ReadonlyMap<string, string>;
}

const token = new RegExp(
  [
    // A placeholder is a part of the text that it is in; an object is none.
    String.raw`(?<text>\\(["'])(?:(?!\\\2)[^\n])*\\\2|"(?:[^"\\{\n]|\\[^"\n]|\{[^{}"'\n:]*\}|\{\{[^{}"\n]*\}\})*"|'(?:[^'\\{\n]|\\[^\n]|\{[^{}"'\n:]*\}|\{\{[^{}'\n]*\}\})*')`,
    String.raw`(?<comment>(?<!\S)(?:\/\/|#(?=\s))[^\n]*)`,
    String.raw`(?<word>[\w$.#/-]+)`,
    String.raw`(?<sign>[{}()[\]])`,
    String.raw`(?<end>[,;\n])`,
    String.raw`(?<is>:?=(?![=~])>?|:(?!:))`,
  ].join('|'),
  'g',
);

/** Everything that is in brackets, by where it starts; what is not closed goes on to the end. Takes time in proportion to the text. */
export function bracketedIn(source: string): Bracketed[] {
  const found: (Bracketed & { end: number; entries: Map<string, string> })[] = [];
  const open: { readonly holder: (typeof found)[number]; key: string | undefined; valueStart: number }[] = [];
  let [lineStart, name, last] = [0, '', ''];
  const close = (index: number): void => {
    const around = open.at(-1);
    if (around?.key !== undefined && !around.holder.entries.has(around.key))
      around.holder.entries.set(around.key, source.slice(around.valueStart, index).trim());
    if (around) around.key = undefined;
  };
  for (const { index, 0: part, groups = {} } of source.matchAll(token)) {
    const { text, word, sign, end, is } = groups;
    const around = open.at(-1);
    if (sign !== undefined && '{(['.includes(sign)) {
      const head = source.slice(lineStart, index);
      const holder = { start: index + 1, end: source.length, sign, head, entries: new Map<string, string>() };
      found.push(holder);
      open.push({ holder, key: undefined, valueStart: index });
    } else if (sign !== undefined) {
      close(index);
      if (around) around.holder.end = index;
      open.pop();
    } else if (is !== undefined && around && last !== '') {
      // In CUE keys may follow one another, `spec: selector: …`: only the first is a key of this object.
      if (around.key === undefined) [around.key, around.valueStart] = [name, index + part.length];
    } else if (end !== undefined && (end !== '\n' || last !== ':')) close(index);
    if (sign !== undefined || end === '\n') lineStart = index + 1;
    name = text === undefined ? (word ?? '') : text.replaceAll(/^\\?["']|\\?["']$/g, '');
    if (groups['comment'] === undefined) last = word === undefined && text === undefined ? part : 'name';
  }
  return found;
}
