import type { Range } from '../../yaml';

/** How many texts may be filled into one another. */
const deepAtMost = 50;

/** Where a part of HCL ends: a comment, a text with all that is filled in there, a heredoc, or one character. */
export function endOfPart(text: string, at: number, depth = 0): number {
  const char = text.charAt(at);
  if (char === '"') return depth < deepAtMost ? endOfText(text, at + 1, depth + 1) : text.length;
  if (!'#/<'.includes(char)) return at + 1;
  const line = /(?:#|\/\/)[^\n]*|\/\*(?:[^*]|\*(?!\/))*(?:\*\/)?|<<[-~]?(\w+)|[^]/y;
  line.lastIndex = at;
  const [found = '', heredoc] = line.exec(text) ?? [];
  if (heredoc === undefined) return at + Math.max(found.length, 1);
  return endOfHeredoc(text, heredoc, at) ?? text.length;
}

/** @param start behind the opening quote */
function endOfText(text: string, start: number, depth: number): number {
  let at = start;
  while (at < text.length) {
    const char = text.charAt(at);
    if (char === '"') return at + 1;
    if (char === '\n') return at;
    if (char === '\\') at += 2;
    else if (/^[$%]{2}\{/.test(text.slice(at, at + 3))) at += 3;
    else if (/^[$%]\{/.test(text.slice(at, at + 2))) at = endOfBrackets(text, at + 2, depth) + 1;
    else at++;
  }
  return text.length;
}

/** Where the bracket is that closes what was opened before; brackets in texts do not count. */
export function endOfBrackets(text: string, start: number, textsAround = 0): number {
  let depth = 1;
  for (let at = start; at < text.length; at = endOfPart(text, at, textsAround)) {
    const char = text.charAt(at);
    if ('{[('.includes(char)) depth++;
    else if (')]}'.includes(char)) depth--;
    if (depth === 0) return at;
  }
  return text.length;
}

/** What stands between commas, and maybe line breaks, that are in no bracket: without comments around it. */
export function entriesIn(text: string, { start, end }: Range, separators: RegExp): Range[] {
  const entries: Range[] = [];
  let open: { start: number; end: number } | undefined;
  const close = (): void => {
    if (open) entries.push(open);
    open = undefined;
  };
  for (let at = start; at < end;) {
    const char = text.charAt(at);
    const next = /[{[(]/.test(char) ? endOfBrackets(text, at + 1) + 1 : endOfPart(text, at);
    const isComment = char === '#' || /^\/[/*]/.test(text.slice(at, at + 2));
    if (separators.test(char)) close();
    else if (!isComment && /\S/.test(char)) open = { start: open?.start ?? at, end: Math.min(next, end) };
    at = next;
  }
  close();
  return entries;
}

/** The entries of a map or the body of a block: a line break ends one, as a comma does. */
export const ofBody = /[,\n]/;

/** The items of a list or call. */
export const ofList = /,/;

/** An entry of a map or an attribute of a block: what is before the first `=` or `:` and behind it. */
export interface HclEntry {
  readonly key: Range;
  readonly value: Range;
}

/** The entries of a map, or the attributes of a block, apart from the blocks in it. */
export function attributesOf(text: string, body: Range): HclEntry[] {
  return entriesIn(text, body, ofBody).flatMap((entry) => attributeAt(text, entry) ?? []);
}

/** The attribute or entry of a map that is at a place; undefined where that is something else, such as a block. */
export function attributeAt(text: string, { start, end }: Range): HclEntry | undefined {
  const key = /^(?:[\w.-]+|"(?:[^"\\\n]|\\.)*"|\([^()\n]*\))/.exec(text.slice(start, end))?.[0];
  if (key === undefined) return undefined;
  const [sign] = /^\s*(?:=(?![=>])|:)\s*/.exec(text.slice(start + key.length, end)) ?? [];
  if (sign === undefined) return undefined;
  const keyEnd = start + key.length;
  return { key: { start, end: keyEnd }, value: { start: keyEnd + sign.length, end } };
}

/** The bodies of the blocks of a type in the body of another one, each behind its labels. */
export function blocksOf(
  text: string,
  body: Range,
  head: RegExp,
): { readonly name: string; readonly body: Range }[] {
  return entriesIn(text, body, ofBody).flatMap(({ start, end }) => {
    const found = head.exec(text.slice(start, end));
    if (!found) return [];
    const from = start + found[0].length;
    return [{ name: found[1] ?? '', body: { start: from, end: endOfBrackets(text, from) } }];
  });
}

/** `local.versions["istio"]` as its names, the first of them with what kind it is. */
export function namesIn(source: string): string[] {
  if (!/^\w+(?:\.[\w-]+|\["[\w-]+"\])*$/.test(source)) return [];
  return source.replaceAll(/\["([\w-]+)"\]/g, '.$1').split('.');
}

/** Where the text behind a heredoc goes on; undefined where it has no end. */
export function endOfHeredoc(text: string, name: string, from: number): number | undefined {
  for (let at = text.indexOf('\n', from); at !== -1; at = text.indexOf('\n', at + 1)) {
    const end = text.indexOf('\n', at + 1);
    const line = end === -1 ? text.slice(at + 1) : text.slice(at + 1, end);
    if (line.trim() === name) return at + 1 + line.length;
  }
  return undefined;
}
