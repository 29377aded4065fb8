/** How long what is in brackets may be. */
export const longest = 5000;
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
export function endOfPart(text: string, at: number, isFirst: boolean): number | undefined {
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

export function unquoted(quoted: string): string {
  const inner = quoted.slice(1, -1);
  return quoted.startsWith('"') ? inner.replaceAll(/\\(["\\$`])/g, '$1') : inner;
}

/** The words of a text in which quotes mean nothing. */
export function splitAt(words: string): string[] {
  return words.split(/\s+/).filter((word) => word !== '' && word !== '\\');
}

/** The words of a call that is a list of texts in a program or in YAML: `["helm", "upgrade", …]`, `exec('helm', ['upgrade'])`. */
export function listedWordsFrom(text: string, start: number): string[] {
  const words: string[] = [];
  // In a program, what is not in quotes is a name.
  const isOfTexts = /["']/.test(text[start] ?? '');
  const part =
    /["']?\s*(?:,|\]\s*(?:\+|"?args"?:)|"?args"?:)\s*(?:(?:\[\]string)?[[{]\s*)?|(?:#|\/\/)[^\n]*|[frb$]{0,2}(?:"((?:[^"\\\n]|\\.)*)"|'((?:[^'\\\n]|\\.)*)'|`([^`\n]*)`)|([*.]+)?([\w$-][^\s,\])]*)/y;
  part.lastIndex = start;
  for (let at = start; at - start < longestCommand; at = part.lastIndex) {
    const [all, double, single, template, spread, plain] = part.exec(text) ?? [];
    if (all === undefined || all === '') return words;
    const quoted = double ?? single ?? template;
    // Names in braces are those of a text that a program fills.
    if (quoted !== undefined)
      words.push(all.startsWith('f') ? quoted.replaceAll(/\{(\w+)\}/g, '$${$1}') : quoted);
    else if (spread !== undefined) words.push('$@');
    else if (plain !== undefined) words.push(isOfTexts ? `$${plain}` : plain);
  }
  return words;
}

/** Flags of `helm` that take no value; all others do, unless they have it behind a `=`. */
export const switches =
  /^-[ig]$|^--(?:atomic|cleanup-on-fail|create-namespace|debug|dependency-update|devel|disable-openapi-validation|dry-run|enable-dns|force|generate-name|hide-notes|hide-secret|include-crds|insecure-skip-tls-verify|install|is-upgrade|no-hooks|pass-credentials|plain-http|render-subchart-notes|replace|reset-then-reuse-values|reset-values|reuse-values|rollback-on-failure|server-side|skip-crds|skip-schema-validation|skip-tests|take-ownership|validate|verify|wait|wait-for-jobs)$/;

/** The flags among words, each with its value, in their order, and what is none. */
export function flagsIn(words: readonly string[], withoutValue: RegExp) {
  const pairs: (readonly [flag: string | undefined, value: string])[] = [];
  for (let index = 0; index < words.length; index++) {
    const word = words[index] ?? '';
    const [, flag, inline] = /^(--?[a-z][\w-]*)(?:=(.*))?$/s.exec(word) ?? [];
    if (flag !== undefined && inline === undefined && withoutValue.test(flag)) continue;
    pairs.push(flag === undefined ? [flag, word] : [flag, inline ?? words[++index] ?? '']);
  }
  const at = (...flags: readonly (string | undefined)[]) =>
    flags.flatMap((flag) => pairs.flatMap(([own, value]) => (own === flag ? value : [])));
  return { pairs, names: at(undefined), at };
}
