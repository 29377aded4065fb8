import {
  assignedNames,
  elementOf,
  isPlainValue,
  keysOf,
  nameIn,
  namesIn,
  namesWith,
  valuesAt,
  valuesByName,
  withNames,
  type WordsByName,
} from './names';
import { type Loop, loopsIn } from './parts';
import { splitAt, wordsFrom } from './shell';

/** A word that stands for any number of words, which are not known: `$ARGS`, `"$@"`, `{{.FLAGS}}`, `$(make-flags)`. */
export function isUnknown(word: string): boolean {
  return /^(?:\$|\{\{|@\w|`)/.test(word) || isSpread(word);
}

/** A name of all that a list holds. */
export function isSpread(word: string): boolean {
  return /^(?:\$[@*]|\$\{(?:[@*]|\w+\[[@*]\])[^{}]*\}|@[a-zA-Z]\w*)$/.test(word);
}

export type Arguments = readonly string[] & { readonly shifted?: number };

/** What stands for names where a command runs. */
export interface Given {
  readonly args?: Arguments;
  /** What each round of a loop has for its name, and the like: a call is one for each. */
  readonly names: ReadonlyMap<string, string>;
  /** What the file says around the call, once for all of it. */
  readonly around: ReadonlyMap<string, string>;
}

/** Where nothing is given. */
export const plain: Given = { names: new Map(), around: new Map() };

/** What the words of a script stand for. */
export class ScriptWords {
  private known: WordsByName | undefined;
  /** What more can be put in the place of names: those that stand for one another could go on without end. */
  private replacements = 20_000;
  private replaceable: ReadonlySet<string> | undefined;
  private readWays: ReadonlyMap<string, readonly ReadonlyMap<string, string>[]> | undefined;
  private assigned: ReturnType<typeof assignedNames> | undefined;
  private readLoops: readonly Loop[] | undefined;
  private loopsGiven: { readonly given: Given; readonly words: Map<string, readonly string[]> } | undefined;

  /** @param text with one line for each command */
  constructor(
    private readonly text: string,
    private readonly read: WordsByName,
  ) {}

  get names(): WordsByName {
    return (this.known ??= namesWith(this.read, this.text));
  }

  /** The values of a name that has several, one at a time; none where it is not known what they are. */
  get ways(): ReadonlyMap<string, readonly ReadonlyMap<string, string>[]> {
    return (this.readWays ??= new Map(
      [...valuesByName(this.text)].flatMap(([name, values]) => {
        const isKnown =
          !this.read.has(name) && values.every((words) => words.every((word) => /^\S+$/.test(word)));
        return isKnown ? [[name, values.map((words) => new Map([[name, words.join(' ')]]))]] : [];
      }),
    ));
  }

  /** What names stand for at a place, where the script gives them other values later or before. */
  valuesAt(index: number): ReadonlyMap<string, string> {
    return valuesAt(this.text, index, (this.assigned ??= assignedNames(this.text)));
  }

  /** Whether a caller may give a name another value: `VALUES ?= a.yaml`. */
  private isReplaceable(name: string): boolean {
    this.replaceable ??= new Set(
      Array.from(this.text.matchAll(/^[ \t]*(?:export[ \t]+)?(\w+)[ \t]*\?=/gm), ([, each = '']) => each),
    );
    return this.replaceable.has(name);
  }

  get loops(): readonly Loop[] {
    return (this.readLoops ??= loopsIn(this.text));
  }

  loopsAround(index: number): readonly Loop[] {
    return this.loops.filter(({ start, end }) => start <= index && index < end);
  }

  /** The values of a loop, one after the other; none where some are not known. */
  roundsOf(loop: Loop, given: Given): ReadonlyMap<string, string>[] {
    const words = this.wordsOf(loop, given);
    return words.every((word) => /^[\w./:@%+,=-]+$/.test(word))
      ? [...new Set(words)].map((word) => new Map([[loop.name, word]]))
      : [];
  }

  private wordsOf({ start, isInBrackets }: Loop, given: Given): string[] {
    const { words } = wordsFrom(this.text, start, isInBrackets);
    const all = isInBrackets ? words.flatMap((word) => word.replace(/^@?\(/, '').split(',')) : words;
    return all.filter((word) => word !== '').flatMap((word) => this.expanded(word, given, true));
  }

  /** What the names of loops stand for, one after the other: `for f in a b`. */
  private loopOver(name: string, given: Given): readonly string[] | undefined {
    if (this.loopsGiven?.given !== given) {
      // A loop may go over what another one puts together: those before it are known by then.
      const words = new Map<string, readonly string[]>();
      this.loopsGiven = { given, words };
      for (const loop of this.loops) words.set(loop.name, this.wordsOf(loop, given));
    }
    return this.loopsGiven.words.get(name);
  }

  /** Whether a word, or what its names stand for, has something in it. */
  mentions(word: string, pattern: RegExp, around: ReadonlyMap<string, string>, left = 5): boolean {
    if (pattern.test(word)) return true;
    return (
      left > 0 &&
      namesIn(word).some((name) => {
        const own = around.get(name);
        const words = own === undefined ? (this.names.get(name) ?? []) : [own];
        return words.some((each) => this.mentions(each, pattern, around, left - 1));
      })
    );
  }

  /** @param isAny whether words that are no flags are wanted as well */
  expanded(word: string, given: Given, isAny = false, left = 5): string[] {
    const { args, names } = given;
    if (left === 0 || this.replacements <= 0) return [word];
    this.replacements--;
    const all = /^\$(?:[@*]|\{[@*](?::(\d))?\})$/.exec(word);
    if (args && all) return args.slice(Math.max(Number(all[1] ?? 1) - 1, 0) + (args.shifted ?? 0));
    const own = args ? withArguments(word, args) : word;
    const way = names.get(nameIn(own) ?? '');
    if (way !== undefined && /^-|\s/.test(way))
      return splitAt(way).flatMap((each) => this.expanded(each, given, isAny, left - 1));
    const filled = names.size === 0 ? own : withNames(own, (name) => names.get(name));
    const name = nameIn(filled);
    const kept = given.around.get(name ?? '');
    const named =
      this.wordsIn(filled, given, left) ?? (kept === undefined ? this.names.get(name ?? '') : splitAt(kept));
    if (!named) return [filled];
    const words = this.overLoops(named, given).flatMap((each) =>
      nameIn(each) === name ? [each] : this.expanded(each, given, isAny, left - 1),
    );
    const areFlags = words.length === 0 || words.some((each) => each.startsWith('-'));
    const areGiven = args !== undefined && named.some((each) => /^\$\{?\d/.test(each));
    return areFlags || isAny || areGiven ? words : [filled];
  }

  filled(word: string, given: Given, withUsual = false, left = 5): string {
    if (left === 0) return word;
    const own = given.args ? withArguments(word, given.args) : word;
    const inTables = own.replaceAll(/\$(\w+)\.(\w+)/g, (all, table: string, key: string) => {
      return (this.names.get(table)?.[0]?.startsWith('@{') && this.valueOf(key, given)) || all;
    });
    const next = withNames(inTables, (name, usual) => {
      const value = given.names.get(name) ?? this.valueOf(name, given);
      const ofItself =
        value !== undefined && nameIn(value) === name ? withNames(value, (_, own) => own) : undefined;
      if (withUsual) return ofItself ?? value ?? usual;
      return ofItself === undefined && !this.isReplaceable(name) ? value : undefined;
    }).replaceAll(/\$\{(\w+)\[([\w.-]+)\]\}/g, (all, name: string, key: string) => {
      return elementOf(this.names.get(name), key) ?? all;
    });
    return next === word ? word : this.filled(next, given, withUsual, left - 1);
  }

  /** The one word that a name stands for wherever it is used. */
  private valueOf(name: string, { around }: Given): string | undefined {
    const kept = around.get(name);
    const words = new Set(kept === undefined ? this.names.get(name) : [kept]);
    const [word = '-'] = words;
    const isLoop = this.loops.some((loop) => loop.name === name);
    return words.size === 1 && !isLoop && isPlainValue(word) ? word : undefined;
  }

  /**
   * The words that are in a word itself: `${DEV:+-f dev.yaml}`, `$(addprefix -f ,$(FILES))`, `$(foreach f,$(FILES),-f $(f))`,
   * `$(test -f a && echo "-f a")`, `${!FILES[@]}` and `${FILES[a]}` of a map.
   */
  private wordsIn(word: string, given: Given, left: number): string[] | undefined {
    const anyOf = (list: string) =>
      wordsFrom(list, 0).words.flatMap((each) => this.expanded(each, given, true, left - 1));
    const [, instead] = /^\$\{\w+:?\+([^{}]*)\}$/.exec(word) ?? [];
    if (instead !== undefined) return wordsFrom(instead, 0).words;
    const [, prefix, list = ''] = /^\$\(addprefix[ \t]+([^,]*),(.*)\)$/s.exec(word) ?? [];
    if (prefix !== undefined) return anyOf(list).flatMap((each) => splitAt(prefix + each));
    const [, name = '', over, body = ''] = /^\$\(foreach[ \t]+(\w+),([^,]*),(.*)\)$/s.exec(word) ?? [];
    if (over !== undefined) {
      const each = anyOf(over);
      const isKnown = each.every((value) => !isUnknown(value));
      return isKnown
        ? each.flatMap((value) => splitAt(withNames(body, (one) => (one === name ? value : undefined))))
        : undefined;
    }
    const [, map = '', key = ''] = /^\$\{(!?\w+)\[([\w.@*-]+)\]\}$/.exec(word) ?? [];
    if (map.startsWith('!')) return keysOf(this.names.get(map.slice(1)));
    const element = key === '' ? undefined : elementOf(this.names.get(map), key);
    if (element !== undefined) return splitAt(element);
    const [, printed] = /^\$\([^]*?\b(?:echo|printf)[ \t]+([^]*)\)$/.exec(word) ?? [];
    return printed === undefined ? undefined : wordsFrom(printed, 0).words.flatMap(splitAt);
  }

  /** A flag that a loop adds to a list once for each of its words. */
  private overLoops(words: readonly string[], given: Given): string[] {
    return words.flatMap((word, index) => {
      const next = words[index + 1];
      const isValue = (words[index - 1] ?? '').startsWith('-') && !word.startsWith('-');
      if (isValue && this.loopIn(word, given)) return [];
      const flag =
        next !== undefined && word.startsWith('-') && !next.startsWith('-')
          ? this.loopIn(next, given)
          : undefined;
      if (flag) return flag.flatMap((each) => [word, each]);
      return this.loopIn(word, given) ?? [word];
    });
  }

  private loopIn(word: string, given: Given): string[] | undefined {
    if (this.loops.length === 0) return undefined;
    for (const [all, one, other] of word.matchAll(/\$(?:(\w+)|\{(\w+)\})/g)) {
      const name = one ?? other ?? '';
      const words = given.names.has(name) ? undefined : this.loopOver(name, given);
      // Of what a pattern finds, the order is not known.
      if (words) {
        this.replacements -= words.length;
        return words.map((each) => (/[*?]/.test(each) ? '$@' : word.replace(all, () => each)));
      }
    }
    return undefined;
  }
}

function withArguments(word: string, args: Arguments): string {
  return word.replaceAll(/\$(?:(\d)|\{(\d)(?::?-[^{}]*)?\})/g, (all, one?: string, other?: string) => {
    return args[Number(one ?? other) - 1] ?? all;
  });
}
