import { lineStart } from '../yaml';
import { lineAt } from './called-versions';
import { nameIn, splitAt, withCommandsOnLines, type WordsByName, wordsByName, wordsFrom } from './shell';

/** A call of a program in a script: the words behind its name, and where it is. */
export interface Call {
  readonly words: readonly string[];
  readonly line: number;
  readonly start: number;
}

/**
 * Calls of a program in a script. Words that the script keeps under a name, or gives to a function, are put in the place of
 * the name; a name whose words are not known stays as it is.
 *
 * @param program the source of a pattern
 * @param read what the files that the script reads keep under a name
 */
export function callsOf(program: string, text: string, read: WordsByName = new Map()): Call[] {
  if (!new RegExp(program).test(text)) return [];
  const script = new Script(withCommandsOnLines(text), read);
  return script.callsOf(program).map((call) => ({ ...call, line: lineAt(text, call.start) }));
}

/** A word that stands for any number of words, which are not known: `$ARGS`, `"$@"`, `{{.FLAGS}}`, `$(make-flags)`. */
export function isUnknown(word: string): boolean {
  return /^(?:\$|\{\{|@\w|`)/.test(word) || isSpread(word);
}

/** A name of all that a list holds. */
export function isSpread(word: string): boolean {
  return /^(?:\$[@*]|\$\{(?:[@*]|\w+\[[@*]\])[^{}]*\}|@[a-zA-Z]\w*)$/.test(word);
}

/** More calls than any script has. */
const callsAtMost = 1000;
const callersAtMost = 64;

/** Whether what comes next on a line is a comment, or a part of a message. */
function isOnlySaid(before: string): boolean {
  return (
    /(?:^|[\s;])#/.test(before) || /\b(?:echo|printf|Write-(?:Host|Output))\b[^;&|]*["'][^"']*$/.test(before)
  );
}

interface Function {
  readonly name: string;
  readonly start: number;
  readonly end: number;
}

class Script {
  private known: WordsByName | undefined;
  private loops: WordsByName | undefined;
  private functions: readonly Function[] | undefined;

  constructor(
    private readonly text: string,
    private readonly read: WordsByName,
  ) {}

  callsOf(program: string): Omit<Call, 'line'>[] {
    return this.occurrencesOf(program).flatMap(({ index, end }) => {
      const { words } = wordsFrom(this.text, end);
      const around = words.some((word) => this.takesArguments(word)) ? this.functionAround(index) : undefined;
      const callers = around ? this.callersOf(around) : [];
      const given = callers.length > 0 && callers.length <= callersAtMost ? callers : [undefined];
      return given.map((args) => ({
        words: words.flatMap((word) => this.expanded(word, args)),
        start: index,
      }));
    });
  }

  private occurrencesOf(program: string): { readonly index: number; readonly end: number }[] {
    const call = new RegExp(String.raw`(?<![\w./-])(?:[\w./-]*\/)?(?:${program})(?=[ \t])`, 'g');
    return Array.from(this.text.matchAll(call), ({ index, 0: all }) => ({ index, end: index + all.length }))
      .slice(0, callsAtMost)
      .filter(({ index }) => !isOnlySaid(this.text.slice(lineStart(this.text, index), index)));
  }

  private get names(): WordsByName {
    return (this.known ??= new Map([...this.read, ...wordsByName(this.text)]));
  }

  /** What the names of loops stand for, one after the other: `for f in a b`. */
  private loopOver(name: string): readonly string[] | undefined {
    if (!this.loops) {
      // A loop may go over what another one puts together: those before it are known by then.
      const loops = new Map<string, readonly string[]>();
      this.loops = loops;
      for (const match of this.text.matchAll(/\bfor[ \t]+(\w+)[ \t]+in[ \t]/g)) {
        const { words } = wordsFrom(this.text, match.index + match[0].length);
        const all = words.flatMap((word) => this.expanded(word, undefined, true));
        loops.set(match[1] ?? '', all);
      }
    }
    return this.loops.get(name);
  }

  private functionAround(index: number): Function | undefined {
    this.functions ??= Array.from(
      this.text.matchAll(
        /(?:^|[;&])([ \t]*)(?:function[ \t]+([\w-]+)[ \t]*(?:\(\))?|([\w-]+)[ \t]*\(\))\s{0,9}\{/gm,
      ),
      (match): Function => {
        const [all, indent = '', one, other] = match;
        const start = match.index + all.length;
        const line = this.text.indexOf('\n', start);
        const isOneLine = /\}[ \t]*;?$/.test(
          this.text.slice(start, line === -1 ? undefined : line).trimEnd(),
        );
        const end = isOneLine ? line : this.text.indexOf(`\n${indent}}`, start);
        return { name: one ?? other ?? '', start, end: end === -1 ? this.text.length : end };
      },
    );
    return this.functions.find(({ start, end }) => start <= index && index < end);
  }

  /** What a function is given, wherever it is called; what it drops before the call is left out. */
  private callersOf({ name, start, end }: Function): string[][] {
    const dropped = [
      ...this.text.slice(start, end).matchAll(/(?:^|[;&|]|\s)shift(?:[ \t]+(\d))?(?=[\s;]|$)/g),
    ];
    const shifted = dropped.reduce((count, [, by = '1']) => count + Number(by), 0);
    return this.occurrencesOf(name)
      .filter(({ index }) => index < start - name.length - 20 || index >= start)
      .map(({ end: from }) => {
        const { words } = wordsFrom(this.text, from);
        const args = words.flatMap((word) => this.expanded(word, undefined));
        // Names of what was dropped were given before.
        return shifted === 0 ? args : Object.assign(args, { shifted });
      });
  }

  private takesArguments(word: string, left = 5): boolean {
    if (/\$(?:[\d@*]|\{[\d@*])/.test(word)) return true;
    const names = left === 0 ? [] : (this.names.get(nameIn(word) ?? '') ?? []);
    return names.some((each) => this.takesArguments(each, left - 1));
  }

  /** @param isAny whether words that are no flags are wanted as well */
  private expanded(word: string, args: Arguments | undefined, isAny = false, left = 5): string[] {
    if (left === 0) return [word];
    const given = /^\$(?:[@*]|\{[@*](?::(\d))?\})$/.exec(word);
    if (args && given) return args.slice(Math.max(Number(given[1] ?? 1) - 1, 0) + (args.shifted ?? 0));
    const filled = args ? withArguments(word, args) : word;
    const name = nameIn(filled);
    const named = this.wordsIn(filled, args, left) ?? this.names.get(name ?? '');
    if (!named) return [filled];
    const words = this.overLoops(named).flatMap((each) =>
      nameIn(each) === name ? [each] : this.expanded(each, args, isAny, left - 1),
    );
    const areFlags = words.length === 0 || words.some((each) => each.startsWith('-'));
    const areGiven = args !== undefined && named.some((each) => /^\$\{?\d/.test(each));
    return areFlags || isAny || areGiven ? words : [filled];
  }

  /** The words that are in a word itself: `${DEV:+-f dev.yaml}`, `$(addprefix -f ,$(FILES))`, `$(test -f a && echo "-f a")`. */
  private wordsIn(word: string, args: Arguments | undefined, left: number): string[] | undefined {
    const [, instead] = /^\$\{\w+:?\+([^{}]*)\}$/.exec(word) ?? [];
    if (instead !== undefined) return wordsFrom(instead, 0).words;
    const [, prefix, list = ''] = /^\$\(addprefix[ \t]+([^,]*),(.*)\)$/s.exec(word) ?? [];
    if (prefix !== undefined) {
      const all = wordsFrom(list, 0).words.flatMap((each) => this.expanded(each, args, true, left - 1));
      return all.flatMap((each) => splitAt(prefix + each));
    }
    const [, printed] = /^\$\([^]*?\b(?:echo|printf)[ \t]+([^]*)\)$/.exec(word) ?? [];
    return printed === undefined ? undefined : wordsFrom(printed, 0).words.flatMap(splitAt);
  }

  /** A flag that a loop adds to a list once for each of its words. */
  private overLoops(words: readonly string[]): string[] {
    return words.flatMap((word, index) => {
      const next = words[index + 1];
      const isValue = (words[index - 1] ?? '').startsWith('-') && !word.startsWith('-');
      if (isValue && this.loopIn(word)) return [];
      const flag =
        next !== undefined && word.startsWith('-') && !next.startsWith('-') ? this.loopIn(next) : undefined;
      if (flag) return flag.flatMap((each) => [word, each]);
      return this.loopIn(word) ?? [word];
    });
  }

  private loopIn(word: string): string[] | undefined {
    for (const [all, one, other] of word.matchAll(/\$(?:(\w+)|\{(\w+)\})/g)) {
      const words = this.loopOver(one ?? other ?? '');
      // Of what a pattern finds, the order is not known.
      if (words) return words.map((each) => (/[*?]/.test(each) ? '$@' : word.replace(all, each)));
    }
    return undefined;
  }
}

type Arguments = readonly string[] & { readonly shifted?: number };

function withArguments(word: string, args: Arguments): string {
  return word.replaceAll(/\$(?:(\d)|\{(\d)(?::?-[^{}]*)?\})/g, (all, one?: string, other?: string) => {
    return args[Number(one ?? other) - 1] ?? all;
  });
}
