import { LastAnswer, once } from '../../once';
import { resolveFrom } from '../../kubernetes/path';
import { lineStart, type Node } from '../../yaml';
import { lineAt } from '../pins/called-versions';
import { runnerIn, surroundingsOf, type Surroundings } from './runners';
import { type WordsByName } from './names';
import { folderAt, functionsIn, type ScriptFunction, targetsOf } from './parts';
import { type Arguments, type Given, plain, ScriptWords } from './words';
import { listedWordsFrom, withCommandsOnLines, wordsFrom } from './shell';

/** A call of a program in a script: its name, the words behind it, and where it is. */
export interface Call {
  /** As it is written, with its path. */
  readonly name: string;
  readonly words: readonly string[];
  readonly line: number;
  readonly start: number;
  /** The folder that the script has changed into, from where it runs. */
  readonly folder: string | undefined;
  /**
   * A word with the values of its names, as far as the script has one value for each.
   *
   * @param withUsual whether also those that the script's caller may replace
   */
  readonly filled: (word: string, withUsual?: boolean) => string;
}

/** One reading of a script, whatever program is looked for. */
const scriptIn = once((text: string) => new Script(text), new LastAnswer<string, Script>());

/**
 * Calls of a program in a script. Words that the script keeps under a name, or gives to a function, are put in the place of
 * the name; a name whose words are not known stays as it is. A call in a loop, in a function, in a rule of a Makefile or
 * under a matrix is one for each of their values.
 *
 * @param program the source of a pattern
 * @param read what the files that the script reads keep under a name
 */
export function callsOf(program: string, text: string, read?: WordsByName): Call[] {
  if (!new RegExp(program).test(text)) return [];
  const script = read && read.size > 0 ? new Script(text, read) : scriptIn(text);
  return script.callsOf(program).map((call) => ({ ...call, line: lineAt(text, call.start) }));
}

/** More calls than any script has. */
const callsAtMost = 1000;
const waysAtMost = 64;

/** Whether what comes next on a line is a comment, or a part of a message. */
function isOnlySaid(before: string): boolean {
  return (
    /(?:^|[\s;])#/.test(before) || /\b(?:echo|printf|Write-(?:Host|Output))\b[^;&|]*["'][^"']*$/.test(before)
  );
}

interface Occurrence {
  readonly index: number;
  readonly end: number;
  readonly words: readonly string[];
}

class Script {
  private readonly text: string;
  private readonly own: ScriptWords;
  private functions: readonly ScriptFunction[] | undefined;
  private runner: { readonly root: Node | undefined } | undefined;

  constructor(
    private readonly original: string,
    read: WordsByName = new Map(),
  ) {
    this.text = withCommandsOnLines(original);
    this.own = new ScriptWords(this.text, read);
  }

  callsOf(program: string): Omit<Call, 'line'>[] {
    return this.occurrencesOf(program).flatMap(({ index, end, words }) => {
      this.runner ??= { root: runnerIn(this.original) };
      const surroundings = surroundingsOf(this.runner.root, index);
      return this.givenAt(index, words, surroundings).map((given) => {
        const filled = (word: string, withUsual?: boolean) => this.own.filled(word, given, withUsual);
        const folder = this.folderOf(index, surroundings, filled);
        return {
          name: this.nameOf(index, end),
          words: words.flatMap((word) => this.own.expanded(word, given)),
          start: index,
          folder,
          filled,
        };
      });
    });
  }

  private nameOf(start: number, end: number): string {
    const before = this.text.slice(Math.max(lineStart(this.text, start), start - 200), start);
    const [path = ''] = /(?<![^\s"'`=@])[^\s"'`=@]*$/.exec(before) ?? [];
    return path + this.text.slice(start, end);
  }

  private occurrencesOf(program: string): Occurrence[] {
    const call = new RegExp(
      String.raw`(?<![\w./-])(?:[\w./-]*\/)?(?:${program})(?=([ \t])|["']?[ \t]*[,\]])`,
      'g',
    );
    return Array.from(this.text.matchAll(call))
      .slice(0, callsAtMost)
      .flatMap(({ index, 0: all, 1: blank }): Occurrence[] => {
        const before = this.text.slice(lineStart(this.text, index), index);
        const end = index + all.length;
        if (isOnlySaid(before)) return [];
        if (blank === undefined) return [{ index, end, words: listedWordsFrom(this.text, end) }];
        return [{ index, end, words: this.keptIn(before, program) ?? wordsFrom(this.text, end).words }];
      });
  }

  /** The words of a call that is put together under a name: `cmd="helm upgrade"`, `CMD+=(-f a.yaml)`. */
  private keptIn(before: string, program: string): readonly string[] | undefined {
    const [, name = ''] = /(?:^|[\s;])\$?(\w+)[ \t]*=[ \t]*@?(?:\([ \t]*)?["']?$/.exec(before) ?? [];
    const words = this.own.names.get(name);
    const at = words?.findIndex((word) => new RegExp(`^(?:${program})$`).test(word)) ?? -1;
    return at === -1 ? undefined : words?.slice(at + 1);
  }

  /** What is given to a call: once for each of its callers, and for each value of the loops and the matrix around it. */
  private givenAt(index: number, words: readonly string[], { names: around, runs }: Surroundings): Given[] {
    const names = this.own.valuesAt(index);
    const own = around.size + names.size === 0 ? plain : { names, around };
    const used = words.filter((_, at) => words[at - 1] !== '--version');
    const uses = (pattern: string) =>
      used.some((word) => this.own.mentions(word, new RegExp(pattern), around));
    const caller = uses(String.raw`\$(?:[\d@*]|\{[\d@*])`) ? this.functionAround(index) : undefined;
    const callers = caller ? this.callersOf(caller) : [];
    const isCalled = callers.length > 0 && callers.length <= waysAtMost;
    const start = isCalled ? callers.map((args): Given => ({ ...own, args })) : [own];
    const targets = !isCalled && uses(String.raw`\$[@<*]`) ? targetsOf(this.text, index) : undefined;
    const isRun = runs.some((run) => uses([...run.keys()].map(mentioned).join('|')));
    return [
      () => targets ?? [],
      () => (isRun ? runs : []),
      ...[...this.own.ways]
        .filter(([name]) => !around.has(name) && !names.has(name) && uses(mentioned(name)))
        .map(
          ([, ways]) =>
            () =>
              ways,
        ),
      ...this.own
        .loopsAround(index)
        .filter(({ name }) => uses(mentioned(name)))
        .map((loop) => (given: Given) => this.own.roundsOf(loop, given)),
    ].reduce((all, ways) => this.joined(all, ways), start);
  }

  private joined(
    all: readonly Given[],
    ways: (given: Given) => readonly ReadonlyMap<string, string>[],
  ): Given[] {
    const joined = all.flatMap((given) => {
      const more = ways(given);
      if (more.length === 0) return given;
      return more.map((names): Given => ({ ...given, names: new Map([...given.names, ...names]) }));
    });
    return joined.length <= waysAtMost ? joined : [...all];
  }

  private functionAround(index: number): ScriptFunction | undefined {
    this.functions ??= functionsIn(this.text);
    return this.functions.find(({ start, end }) => start <= index && index < end);
  }

  /** What a function is given, wherever it is called; what it drops before the call is left out. */
  private readonly callersOf = once(({ name, start, end }: ScriptFunction): Arguments[] => {
    const dropped = [
      ...this.text.slice(start, end).matchAll(/(?:^|[;&|]|\s)shift(?:[ \t]+(\d))?(?=[\s;]|$)/g),
    ];
    const shifted = dropped.reduce((count, [, by = '1']) => count + Number(by), 0);
    return this.occurrencesOf(name)
      .filter(({ index }) => index < start - name.length - 20 || index >= start)
      .flatMap(({ index, words }) => {
        const given = this.own
          .loopsAround(index)
          .reduce((all, loop) => this.joined(all, (each) => this.own.roundsOf(loop, each)), [plain]);
        return given.map((each): Arguments => {
          const args = words.flatMap((word) => this.own.expanded(word, each));
          // Names of what was dropped were given before.
          return shifted === 0 ? args : Object.assign(args, { shifted });
        });
      });
  });

  private folderOf(
    index: number,
    { folder, start }: Surroundings,
    filled: Call['filled'],
  ): string | undefined {
    const around = this.functionAround(index);
    const own = folderAt(this.text, Math.max(start, around?.start ?? 0), index, filled);
    return folder === undefined ? own : resolveFrom(filled(folder), own ?? '.');
  }
}

/** How a word names a variable. */
function mentioned(name: string): string {
  return String.raw`\$[{(]?${name}(?!\w)|\{\{[ \t]*${name.replaceAll('.', String.raw`\.`)}[ \t]*\}\}`;
}
