import { grouped } from '../grouped';

/** How long what is in brackets may be. */
const longest = 5000;
const longestCommand = 20_000;

/** A text with one line for each command: of the same length, so that places in it are those of the text. */
export function withCommandsOnLines(text: string): string {
  const blank = (found: string) => ' '.repeat(found.length);
  // A backslash continues a line, as do a backtick in PowerShell and a caret for `cmd`.
  const continued = text.replace(/(?:\\|(?<=[ \t])[`^])\r?\n/g, blank);
  const lines = continued.split(/(?<=\n)/);
  let folded: { readonly around: number; inside: number | undefined } | undefined;
  return lines
    .map((line, index) => {
      const next = lines[index + 1] ?? '';
      const indent = indentOf(line);
      const isBlank = line.trim() === '';
      if (folded && !isBlank) {
        if (indent <= folded.around) folded = undefined;
        else folded.inside ??= indent;
      }
      const isInFolded = folded?.inside === indent && indentOf(next) === indent && next.trim() !== '';
      if (/[:-][ \t]+>[-+\d]*[ \t]*\r?\n?$/.test(line)) folded = { around: indent, inside: undefined };
      // No command begins with a flag.
      const isFlag =
        /^[ \t]*--?[a-z][\w-]*(?:[ \t=]|\r?\n?$)/.test(next) && !isBlank && !/(?:^|\s)#/.test(line);
      return isInFolded || isFlag ? line.replace(/\r?\n$/, blank) : line;
    })
    .join('');
}

function indentOf(line: string): number {
  return /^[ \t]*/.exec(line)?.[0].length ?? 0;
}

/** The words of a command, up to where it ends; or of a list, up to the bracket that closes it, on whatever lines. */
export function wordsFrom(
  text: string,
  start: number,
  isList = false,
): { readonly words: string[]; readonly end: number } {
  const words: string[] = [];
  let at = start;
  for (;;) {
    while ((isList ? /\s/ : /[^\S\r\n]/).test(text[at] ?? '')) at++;
    const first = text[at];
    if (first === '#' && isList) {
      at = endOfLine(text, at);
      continue;
    }
    if (first === undefined || first === '#' || isEnd(first, isList)) return { words, end: at };
    if (at - start > longestCommand) return { words, end: at };
    const from = at;
    let word = '';
    for (
      let char = text[at];
      char !== undefined && !/\s/.test(char) && !isEnd(char, isList);
      char = text[at]
    ) {
      const end = endOfPart(text, at, at === from || text[at - 1] === '=');
      // A quote that was open before the command closes here.
      if (end === undefined) return { words: word === '' ? words : [...words, word], end: at };
      word += /["']/.test(char) ? unquoted(text.slice(at, end)) : text.slice(at, end);
      at = end;
    }
    words.push(word);
  }
}

function isEnd(char: string, isList: boolean): boolean {
  return isList ? char === ')' : /[\r\n;|&)]/.test(char);
}

function endOfLine(text: string, at: number): number {
  const end = text.indexOf('\n', at);
  return end === -1 ? text.length : end;
}

const pairs: Readonly<Record<string, string>> = { '(': ')', '{': '}' };

/** The end of a character, or of what it opens. @param isFirst whether a quote may go on behind its line */
function endOfPart(text: string, at: number, isFirst: boolean): number | undefined {
  const char = text[at] ?? '';
  if (char === "'" || char === '"' || char === '`') {
    const limit = isFirst ? at + longest : endOfLine(text, at);
    for (let end = at + 1; end < Math.min(limit, text.length); end++) {
      if (text[end] === '\\' && char === '"') end++;
      else if (text[end] === char) return end + 1;
    }
    return char === '`' ? at + 1 : undefined;
  }
  const open = char === '$' ? text[at + 1] : char === '{' || char === '<' ? char : undefined;
  const opens = open === '<' ? '(' : open;
  const close = pairs[opens ?? ''];
  const from = char === '{' ? at : at + 1;
  if (opens === undefined || close === undefined || text[from] !== opens) return at + 1;
  let depth = 0;
  for (let end = from; end < Math.min(at + longest, text.length); end++) {
    if (text[end] === opens) depth++;
    else if (text[end] === close && --depth === 0) return end + 1;
  }
  return at + 1;
}

function unquoted(quoted: string): string {
  const inner = quoted.slice(1, -1);
  return quoted.startsWith('"') ? inner.replaceAll(/\\(["\\$`])/g, '$1') : inner;
}

/** Words by the names that stand for them. */
export type WordsByName = ReadonlyMap<string, readonly string[]>;

/**
 * The words that a script keeps under a name, in the order of its lines: `ARGS=(-f a.yaml)`, `ARGS+=(-f b.yaml)`, `set -- -f
 * a.yaml`, `FLAGS := -f a.yaml` or `define FLAGS` of a Makefile, `$flags = @('-f', 'a.yaml')` of PowerShell, and `flags: -f
 * a.yaml` of a workflow or task.
 */
export function wordsByName(text: string): WordsByName {
  const assigned =
    /(?:^|[;&|{]|,(?=[ \t]*\w+:[ \t])|\b(?:then|else|do)\b)[ \t]*(?:(?:(?:export|local|readonly|declare|typeset)[ \t]+(?:-\w+[ \t]+)?)?\$?(\w+)([ \t]*)[+:?]?=(?!=)|(set[ \t]+--)(?=[ \t])|(?:- )?(\w+):(?=[ \t])|define[ \t]+(\w+)[ \t]*=?(?=\s))/gm;
  const found = Array.from(text.matchAll(assigned), (match) => {
    const [all, name, space = '', set, key, defined] = match;
    const at = match.index + all.length;
    if (defined !== undefined) {
      const body = text.slice(at, at + longest).split(/^endef/m)[0] ?? '';
      return { name: defined, words: splitAt(body) };
    }
    if (set !== undefined) return { name: '@', words: wordsFrom(text, at).words };
    if (key !== undefined) return { name: key, words: valueOfKey(text, at) };
    return { name: name ?? '', words: valueAt(text, at, space !== '') };
  });
  return new Map(
    [...grouped(found, ({ name }) => name)].map(([name, all]) => {
      // What a name stood for before comes before: `ARGS="$ARGS -f b.yaml"`.
      const words = all.map((each, index) =>
        index === 0 ? each.words : each.words.filter((word) => nameIn(word) !== name),
      );
      return [name, words.flat()];
    }),
  );
}

/** The name that a word is the value of, as a whole: `$ARGS`, `"${ARGS[@]}"`, `$(FLAGS)`, `{{.FLAGS}}`, `${{ env.FLAGS }}`. */
export function nameIn(word: string): string | undefined {
  const match =
    /^(?:\$(?:(\w+|[@*])|[{(](\w+|[@*])(?:\[[@*]\])?(?::?[-+][^{}]*)?[})])|@(\w+)|\$?\{\{[ \t]*(?:\w+)?\.(\w+)[ \t]*\}\})$/.exec(
      word,
    );
  return match?.slice(1).find(Boolean)?.replace('*', '@');
}

/** @param isLine whether the value is all that is on the line */
function valueAt(text: string, at: number, isLine: boolean): string[] {
  const [, list] = /^[ \t]*(@?\()/.exec(text.slice(at, at + 99)) ?? [];
  if (list !== undefined) {
    const { words } = wordsFrom(text, text.indexOf(list, at) + list.length, true);
    return list === '(' ? words : words.flatMap((word) => word.split(',')).filter((word) => word !== '');
  }
  const { words } = wordsFrom(text, at);
  const isQuoted = /["']/.test(text[at] ?? '');
  const isWhole = isLine || /[ \t]/.test(text[at] ?? '') || (!isQuoted && words[0]?.startsWith('-') === true);
  return (isWhole ? words : words.slice(0, 1)).flatMap(splitAt).map((word) => word.replace(/,$/, ''));
}

/** The words behind a key of YAML: in quotes, or on the line. */
function valueOfKey(text: string, at: number): string[] {
  const start = at + (/^[ \t]*/.exec(text.slice(at, at + 99))?.[0].length ?? 0);
  const end = /["']/.test(text[start] ?? '') ? endOfPart(text, start, true) : undefined;
  return splitAt(
    end === undefined ? wordsFrom(text, start).words.join(' ') : unquoted(text.slice(start, end)),
  );
}

/** The words of a text in which quotes mean nothing. */
export function splitAt(words: string): string[] {
  return words.split(/\s+/).filter((word) => word !== '' && word !== '\\');
}
