import { grouped } from '../../grouped';
import { lineStart } from '../../yaml';
import { endOfPart, longest, splitAt, unquoted, wordsFrom } from './shell';

/** Words by the names that stand for them. */
export type WordsByName = ReadonlyMap<string, readonly string[]>;

/**
 * The words that a script keeps under a name, in the order of its lines: `ARGS=(-f a.yaml)`, `ARGS+=(-f b.yaml)`, `set -- -f
 * a.yaml`, `FLAGS := -f a.yaml` or `define FLAGS` of a Makefile, `$flags = @('-f', 'a.yaml')` of PowerShell, and `flags: -f
 * a.yaml` of a workflow or task.
 */
export function wordsByName(text: string): WordsByName {
  return new Map(
    [...assignedNames(text)].map(([name, all]) => {
      // What a name stood for before comes before: `ARGS="$ARGS -f b.yaml"`.
      const words = all.map((each, index) =>
        index === 0 ? each.words : each.words.filter((word) => nameIn(word) !== name),
      );
      return [name, words.flat()];
    }),
  );
}

/** What begins another branch of a condition. */
const branch = /(?:^|[\s;}])(?:else|elif|elseif)\b|;;/;
const endOfBranches = /(?:^|[\s;])(?:fi|esac|endif)\b|^[ \t]*\}(?!\s*else)/m;

/**
 * The words of names to which the branches of a condition give one value or another: a value that neither adds to what the
 * name stood for nor names it takes the place of that.
 */
export function valuesByName(text: string): ReadonlyMap<string, readonly WordList[]> {
  const found = new Map<string, WordList[]>();
  for (const [name, all] of assignedNames(text)) {
    const between = all.map(({ at }, index) =>
      text.slice(Math.max(all[index - 1]?.at ?? at, at - longest), at),
    );
    if (!all.some(({ isWhole }, index) => isWhole && branch.test(between[index] ?? ''))) continue;
    const values: string[][] = [];
    for (const [index, { words, isWhole }] of all.entries()) {
      const added = words.filter((word) => nameIn(word) !== name);
      if (values.length === 0 || (isWhole && added.length === words.length)) values.push(added);
      else {
        // What is added behind the condition is added to whatever the branches gave.
        const isBehind = endOfBranches.test(between[index] ?? '');
        for (const value of isBehind ? values : values.slice(-1)) value.push(...added);
      }
    }
    const given = values.filter(({ length }) => length > 0);
    if (given.length > 1) found.set(name, given);
  }
  return found;
}

/** What makes it depend on something whether a command runs, or how often. */
const condition =
  /(?:^|[\s;])(?:if|then|else|elif|fi|case|esac|for|while|until|do|done|function)\b|;;|[{}]|(?:&&|\|\|)[ \t]*(?:export[ \t]+)?\w+=/m;
const filledIn = /\$\{\{[^{}]*\}\}|\$\{[^{}]*\}/g;

/** What the shell has for names at a place, where a script gives them one value after the other on its way there. */
export function valuesAt(text: string, index: number, names: AssignedNames): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const [name, all] of names) {
    const last = all.findLast(({ at }) => at <= index);
    const [first] = all;
    const isPlain = all.every(
      ({ isOfShell, words }) => isOfShell && words.every((word) => namesIn(word).length === 0),
    );
    if (!first || !last || all.length < 2 || !isPlain || index - first.at > longest) continue;
    const way = text.slice(lineStart(text, first.at), index).replaceAll(filledIn, '');
    // In a Makefile, the last value of all counts.
    if (!condition.test(way) && !text.includes(`$(${name})`)) found.set(name, last.words.join(' '));
  }
  return found;
}

type AssignedNames = ReadonlyMap<string, readonly Assignment[]>;

export function assignedNames(text: string): AssignedNames {
  return grouped(assignmentsIn(text), ({ name }) => name);
}

type WordList = readonly string[];

interface Assignment {
  readonly name: string;
  readonly words: readonly string[];
  readonly at: number;
  /** Whether a command gives the name all that it stands for: keys of YAML may be of other parts. */
  readonly isWhole?: boolean;
  /** Whether it is written as the shell has it: `V=a.yaml`. */
  readonly isOfShell?: boolean;
}

function assignmentsIn(text: string): Assignment[] {
  const assigned =
    /(?:^|[;&|{]|,(?=[ \t]*\w+:[ \t])|\b(?:then|else|do)\b)[ \t]*(?:(?:(?:export|local|readonly|declare|typeset)[ \t]+(?:-\w+[ \t]+)?)?\$?(\w+)([ \t]*)[+:?]?=(?!=)|(set[ \t]+--)(?=[ \t])|(?:- )?(\w+):(?=[ \t])|define[ \t]+(\w+)[ \t]*=?(?=\s))/gm;
  return Array.from(text.matchAll(assigned), (match): Assignment => {
    const [all, name, space = '', set, key, defined] = match;
    const at = match.index + all.length;
    if (defined !== undefined) {
      const body = text.slice(at, at + longest).split(/^endef/m)[0] ?? '';
      return { name: defined, words: splitAt(body), at };
    }
    if (set !== undefined) return { name: '@', words: wordsFrom(text, at).words, at };
    if (key !== undefined) return { name: key, words: valueOfKey(text, at), at };
    const words = valueAt(text, at, space !== '');
    return {
      ...{ name: name ?? '', words, at, isWhole: !all.endsWith('+=') },
      isOfShell: /\w=$/.test(all) && /\S/.test(text[at] ?? ''),
    };
  });
}

/** The name that a word is the value of, as a whole: `$ARGS`, `"${ARGS[@]}"`, `$(FLAGS)`, `{{.FLAGS}}`, `${{ env.FLAGS }}`. */
export function nameIn(word: string): string | undefined {
  const match =
    /^(?:\$(?:(\w+|[@*])|[{(](\w+|[@*])(?:\[[@*]\])?(?::?[-+][^{}]*)?[})])|@(\w+)|\$?\{\{[ \t]*(?:(?!matrix\.)\w+)?\.(\w+)[ \t]*\}\})$/.exec(
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
  return (isWhole ? words : words.slice(0, 1))
    .flatMap(splitAt)
    .map((word) => word.replace(/,$/, ''))
    .filter((word) => word !== '}');
}

/** The words behind a key of YAML: in quotes, or on the line. */
function valueOfKey(text: string, at: number): string[] {
  const start = at + (/^[ \t]*/.exec(text.slice(at, at + 99))?.[0].length ?? 0);
  const end = /["']/.test(text[start] ?? '') ? endOfPart(text, start, true) : undefined;
  return splitAt(
    end === undefined ? wordsFrom(text, start).words.join(' ') : unquoted(text.slice(start, end)),
  );
}

/** `$A`, `${A}`, `$(A)`, `{{.A}}`, `${{ env.A }}`, `%A%`, `$env:A`, and `$A.b` of PowerShell; `${A:-b}` has a value besides. */
const anyName =
  /\$?\{\{[ \t]*\.?(?:(?:env|variables|vars)\.)?([\w.-]+)[ \t]*\}\}|\$\{(\w+|[*@<])(?::?[-=]([^{}]*))?\}|\$\((\w+)\)|%(\w+)%|\$(?:env:)?(\w+|[*@<])/g;

/**
 * A word with what is known in place of its names, whatever else is in it.
 *
 * @param valueOf the value of a name; the second is what the word itself has for it
 */
export function withNames(
  word: string,
  valueOf: (name: string, usual: string | undefined) => string | undefined,
): string {
  return word.replaceAll(
    anyName,
    (all, task?: string, braced?: string, usual?: string, call?: string, windows?: string, plain?: string) =>
      valueOf(task ?? braced ?? call ?? windows ?? plain ?? '', usual) ?? all,
  );
}

/** Whether a value is one word with no more than names in it that others may fill. */
export function isPlainValue(word: string): boolean {
  return /^(?!-)(?:[\w./:@%+,*\\-]|\$\w+|\$\{[^${}]*\}|\$\(\w+\)|\$?\{\{[^{}]*\}\})+$/.test(word);
}

/** The names that are in a word. */
export function namesIn(word: string): string[] {
  return Array.from(
    word.matchAll(anyName),
    ([, task, braced, , call, windows, plain]) => task ?? braced ?? call ?? windows ?? plain ?? '',
  );
}

/** The words by the names of a script, which reads those of other files where its first line says so. */
export function namesWith(read: WordsByName, text: string): WordsByName {
  const at = read.size === 0 ? -1 : text.search(readingOthers);
  if (at === -1) return wordsByName(text);
  const [before, after] = [wordsByName(text.slice(0, at)), wordsByName(text.slice(at))];
  const names = new Set([before, read, after].flatMap((each) => [...each.keys()]));
  return new Map(
    Array.from(names, (name) => [name, [before, read, after].flatMap((each) => each.get(name) ?? [])]),
  );
}

/** How a script or Makefile reads other files, which may give its names their words: `source`, `include`. */
export const readingOthers = /^[ \t]*(?:\.|source|-?include)[ \t]+["']?([^\s"';&|]+)/m;

/** The value of a key in a map of the shell: `FILES=([a]="b.yaml")`. */
export function elementOf(map: readonly string[] | undefined, key: string): string | undefined {
  return map?.find((each) => each.startsWith(`[${key}]=`))?.slice(key.length + 3);
}

export function keysOf(map: readonly string[] | undefined): string[] | undefined {
  const keys = map?.flatMap((each) => /^\[([^\]]+)\]=/.exec(each)?.[1] ?? []) ?? [];
  return keys.length === 0 ? undefined : keys;
}
