import { type Bracketed, bracketedIn } from '../brackets';
import { once } from '../once';
import { type MentionPlace, surroundingLines } from './mention';

/**
 * The lines of the object that a place is a part of, in whatever language it is written: those that are indented alike
 * or deeper, up to a separator, the next item of a list, or a line that is indented less. Goes by lines alone, so it
 * works in comments, heredocs, Terraform, Go, Python, Nix and what cannot be parsed.
 */
interface ObjectLines {
  /** The column at which its keys start. */
  readonly column: number;
  /** From top to bottom. */
  readonly lines: readonly string[];
  /** Which of them the place is on, or the key of the list that it is an item of. */
  readonly own: number;
}

/** The object around a place; where the place is an item of a list, the one that has the list under a key. */
function objectAround(place: MentionPlace): ObjectLines {
  const above = place.above(surroundingLines);
  const own = place.at(0) ?? '';
  const key = isBareItem(own) ? keyAbove(own, above) : -1;
  const anchor = key === -1 ? own : (above[key] ?? own);
  const column = columnOf(anchor);
  const up = isItemAt(anchor, column) ? [] : linesWithin(above.slice(key + 1), column, 'up');
  const between = key === -1 ? [] : [...above.slice(0, key), own].toReversed();
  // What a command is given in a here-document is an object of its own.
  const below = hereDocument.test(own) ? [] : place.below(surroundingLines);
  const down = linesWithin([...between, ...below], column, 'down');
  return { column, lines: [...up.toReversed(), anchor, ...down], own: up.length };
}

/** What an object says under a key, in the line nearest to the place, and in what is indented deeper below it. */
function saysUnder({ column, lines, own }: ObjectLines, key: RegExp): string[] {
  const keys = [...lines.keys()].filter((at) => {
    const line = lines[at] ?? '';
    return columnOf(line) === column && key.test(line.slice(column, column + keyAtMost));
  });
  const nearestBy = Math.min(...keys.map((at) => Math.abs(at - own)));
  return keys
    .filter((at) => Math.abs(at - own) === nearestBy)
    .map((at) => {
      const below = lines.slice(at + 1);
      const end = below.findIndex((line) => !isBlank(line) && columnOf(line) <= column && !isItem(line));
      return [lines[at], ...(end === -1 ? below : below.slice(0, end))].join('\n');
    });
}

/** How long a key may be. */
const keyAtMost = 80;

/** Where the first word of a line starts: behind blanks, dashes and comment marks. */
function columnOf(line: string): number {
  const start = /^[^\w"']*/.exec(line)?.[0].length ?? 0;
  // A line of braces is where its first brace is.
  return start === line.length ? (/^\s*/.exec(line)?.[0].length ?? 0) : start;
}

function linesWithin(lines: readonly string[], column: number, direction: 'up' | 'down'): string[] {
  const within: string[] = [];
  for (const line of lines) {
    if (isBlank(line)) {
      within.push(line);
      continue;
    }
    if (isSeparator(line)) break;
    const at = columnOf(line);
    const isBareListItem = at > column - 3 && at <= column + 3 && isBareItem(line);
    if (at < column && !isBareListItem) break;
    const startsItem = isItemAt(line, column) && !isBareItem(line);
    if (startsItem && direction === 'down') break;
    within.push(line);
    if (startsItem) break;
  }
  return within;
}

/** The nearest line above a bare item that holds the key of its list. */
function keyAbove(item: string, above: readonly string[]): number {
  const dash = /^\W*?(?=-\s)/.exec(item)?.[0].length ?? 0;
  return above.findIndex((line) => !isBlank(line) && !isBareItem(line) && columnOf(line) <= dash + 2);
}

/** An item that is a value and no mapping: `- v1alpha3`, `"v1alpha3",`. */
function isBareItem(line: string): boolean {
  return /^\W*(?:-\s+["']?|["'])[\w./-]+["']?,?\s*(?:#.*)?$/.test(line);
}

function isItem(line: string): boolean {
  return /^[^\w-]*-\s/.test(line);
}

/** Whether an item of a list starts on the line, with its first key at the column. */
function isItemAt(line: string, column: number): boolean {
  return isItem(line) && columnOf(line) === column;
}

/**
 * Whether an object ends on a line, or starts below it: a document, a fence, a here-document with its opening and closing
 * line, a text of several lines in a program, or another template.
 */
export function isSeparator(line: string): boolean {
  return (
    /^\W*(?:---|```|~~~)/.test(line) ||
    hereDocument.test(line) ||
    /^\s*[A-Z][A-Z\d_]*\)?;?\s*$|^EOF\b|\{\{-?\s*define\b/.test(line) ||
    /[=(:,]\s*[a-z]?(?:"""|'''|`)\\?\s*$|^\s*(?:"""|'''|`)[\s),;.]*$/.test(line)
  );
}

/** The line that starts a here-document, and the word that ends it. */
const hereDocument = /<<[-~]?\s*\\?["']?([A-Za-z_]\w*)/;

/** Whether a place is a part of what a shell passes to a command. */
export function isInHeredoc(place: MentionPlace): boolean {
  const above = place.above(surroundingLines);
  return above.some((line, at) => {
    const end = hereDocument.exec(line)?.[1];
    return end !== undefined && !above.slice(0, at).some((below) => below.trim() === end);
  });
}

/** Whether no transform sees a place as a part of an object: it is in a program, a document, or what a script of a manifest passes on. */
export function isInText(place: MentionPlace): boolean {
  return place.source.kind !== 'manifest' || isInHeredoc(place);
}

/**
 * The command line of `kubectl patch` whose patch a place is in, which is written on several lines: in quotes, or in a
 * here-document. This line names what is patched.
 */
export function patchCommandAround(place: MentionPlace): string | undefined {
  const above = place.above(surroundingLines);
  const from = above.findIndex((line) => /\b(?:kubectl|oc)\b.*\bpatch\b/.test(line));
  if (from === -1) return undefined;
  const lines = above.slice(0, from + 1).toReversed();
  let quote: string | undefined;
  let document: string | undefined;
  let command = '';
  for (const line of lines) {
    if (document !== undefined) {
      if (line.trim() === document) document = undefined;
      continue;
    }
    if (quote === undefined) command += line;
    for (const [char] of line.matchAll(/\\.|["']/g)) {
      if (char === quote) quote = undefined;
      else if (char.length === 1) quote ??= char;
    }
    document = hereDocument.exec(line)?.[1];
    // The next command.
    if (quote === undefined && document === undefined && !/\\\s*$/.test(line)) return undefined;
  }
  return quote !== undefined || document !== undefined ? command : undefined;
}

function isBlank(line: string): boolean {
  return /^\W*$/.test(line) && !/[-{}[\]()`~]/.test(line);
}

/**
 * The values that stand for a place under a key: on its own line the nearest one, since a line may hold many objects;
 * else those of the object around it. Undefined where no such key is in sight.
 *
 * @param key the names of the key, as alternatives of a regular expression
 */
export function valuesNear(place: MentionPlace, key: string): string[] | undefined {
  const onLine = [
    ...nearest(place.before, key, (at, text) => text.length - at),
    ...nearest(place.after, key, (at) => at),
  ].toSorted((one, other) => one.distance - other.distance);
  if (onLine[0]) return [onLine[0].value];
  const said = saysUnder(objectAround(place), patternsOf(key).atStart);
  if (said.length > 0) return said;
  const { whole } = patternsOf(key);
  const inBrackets = bracketsAround(place).find(({ entries }) => entries.size > 0)?.entries ?? [];
  const values = [...inBrackets].flatMap(([name, value]) => (whole.test(name) ? [value] : []));
  return values.length > 0 ? values : undefined;
}

/** What is in brackets around a place, innermost first, on whatever lines. */
export const bracketsAround = once((place: MentionPlace): readonly Bracketed[] => {
  const [above, below] = [place.above(surroundingLines), place.below(surroundingLines)].map((lines) => {
    const end = lines.findIndex(isSeparator);
    return end === -1 ? lines : lines.slice(0, end);
  });
  const before = [...(above ?? []).toReversed(), place.before].join('\n');
  const text = before + [place.word + place.after, ...(below ?? [])].join('\n');
  const isAround = ({ start, end }: Bracketed) => start <= before.length && before.length < end;
  return bracketedIn(text).filter(isAround).toReversed();
}, new WeakMap());

function nearest(
  text: string,
  key: string,
  distanceOf: (at: number, text: string) => number,
): { value: string; distance: number }[] {
  return Array.from(text.matchAll(patternsOf(key).onLine), ({ index, 1: value = '' }) => {
    return { value, distance: distanceOf(index, text) };
  });
}

/** Finds a key at the start of a line, or with its value anywhere on it; compiled once. */
const patternsOf = once((key: string) => {
  const list = String.raw`\[[^\]]*\]?`;
  const quoted = String.raw`\\?["'][^"']*`;
  const bare = String.raw`[^\s,;"'{}[\]][^\s,"'{}[\]]*`;
  return {
    atStart: new RegExp(String.raw`^["']?(?:${key})\\?["']?\s*[:=]`, 'i'),
    whole: new RegExp(String.raw`^(?:${key})$`, 'i'),
    onLine: new RegExp(
      String.raw`(?<![\w-])(?:${key})\\?["']?\s*[:=]+>?\s*(${list}|${quoted}|${bare})`,
      'gi',
    ),
  };
});
