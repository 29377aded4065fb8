import yargs from 'yargs';
import { transforms } from '../../transforms';
import { nearest, suggestedTransform } from '../migrate/ignores';
import { type Transform, transformKinds } from '../transform';
import { type OptionName, type OptionRow, optionRow, optionTable } from './table';

/** The command line cannot be carried out as it is; the message is for the user. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** A command line, taken apart. */
export interface Arguments {
  readonly paths: readonly string[];
  /** The first word that is no option and not behind `--`: it may be a command. */
  readonly firstWord: string | undefined;
  /** A switch; undefined where it was not given. */
  readonly flag: (name: OptionName) => boolean | undefined;
  /** The value of an option; false for `--no-NAME`. */
  readonly value: (name: OptionName) => string | false | undefined;
  /** All values of an option that may be repeated. */
  readonly values: (name: OptionName) => readonly string[];
  /** Options as they were written, such as `--write`. */
  readonly options: readonly WrittenOption[];
}

interface WrittenOption {
  readonly name: OptionName;
  readonly written: string;
}

/**
 * Takes a command line apart.
 *
 * @throws UsageError if an option is unknown, has a value that it cannot have, or lacks one
 */
export function readArguments(argv: readonly string[]): Arguments {
  const { words, options } = checkedWords(argv);
  const given = commandLine().parseSync(words);
  const before = given._.map(String);
  const after = (given['--'] ?? []) as string[];
  return {
    paths: [...before, ...after],
    firstWord: before[0],
    options,
    flag: (name) => given[name] as boolean | undefined,
    value: (name) => {
      const value = given[name] as string | false | undefined | unknown[];
      if (Array.isArray(value)) throw new UsageError(`--${name} can be given only once`);
      return value;
    },
    values: (name) => (given[name] ?? []) as string[],
  };
}

/** The options of the table for yargs, which prints nothing and ends nothing: help and messages are ours. */
function commandLine() {
  const options = Object.entries<OptionRow>(optionTable).map(([name, { value, short, isList }]) => [
    name,
    {
      type: value === undefined ? ('boolean' as const) : ('string' as const),
      ...(value === undefined && { nargs: 0 }),
      ...(short && { alias: short }),
      ...(isList && { array: true }),
    },
  ]);
  return yargs()
    .help(false)
    .version(false)
    .options(Object.fromEntries(options) as Parameters<ReturnType<typeof yargs>['options']>[0])
    .parserConfiguration({
      'camel-case-expansion': false,
      'dot-notation': false,
      // Otherwise "--only ID path" would take the path for an id.
      'greedy-arrays': false,
      'parse-positional-numbers': false,
      'populate--': true,
      'strip-aliased': true,
    })
    .detectLocale(false)
    .exitProcess(false)
    .fail((message: string | null, error: Error | undefined) => {
      throw error ?? new UsageError(message ?? 'the command line cannot be read');
    });
}

/** Options whose value is a list of names: `--only a b` means `--only a --only b`. */
const namedLists: readonly string[] = ['only', 'skip'];

/**
 * The words as yargs is to read them. What it would misread silently is refused or spelled out: `--check=1` and `-c5`
 * mean `--check=false` to it, and it passes over an unknown option.
 */
function checkedWords(argv: readonly string[]) {
  const words: string[] = [];
  const options: WrittenOption[] = [];
  /** The option whose names go on, and the one that still needs its value. */
  let list: OptionName | undefined;
  let open: Option | undefined;
  const end = argv.includes('--') ? argv.indexOf('--') : argv.length;
  for (const word of argv.slice(0, end)) {
    if (word === '-' || !word.startsWith('-')) {
      // yargs takes "-" for a path, never for a value.
      if (open && (word === '-' || word.trim() === '')) throw needsValue(open);
      if (!open && list && !isKnownName(word)) list = undefined;
      words.push(...(!open && list ? [`--${list}`, word] : [word]));
      open = undefined;
      continue;
    }
    if (open) throw needsValue(open);
    const read = word.startsWith('--') ? [longOption(word)] : shortOptions(word);
    words.push(...read.map(plainWord));
    options.push(...read);
    [open] = read.filter(({ row, inline, isNegated }) => row.value && inline === undefined && !isNegated);
    list = read.find(({ name }) => namedLists.includes(name))?.name;
  }
  if (open) throw needsValue(open);
  return { words: [...words, ...argv.slice(end)], options };
}

interface Option extends WrittenOption {
  readonly row: OptionRow;
  readonly isNegated: boolean;
  /** What is behind `=`. */
  readonly inline: string | undefined;
}

function longOption(word: string): Option {
  const equals = word.includes('=') ? word.indexOf('=') : word.length;
  const written = word.slice(0, equals);
  const name = written.replace(/^--(?:no-)?/, '');
  const isNegated = written === `--no-${name}`;
  const row = optionRow(name);
  if (row && (!isNegated || row.isNegatable || row.value === undefined)) {
    const inline = word === written ? undefined : word.slice(equals + 1);
    return { name: name as OptionName, written, row, isNegated, inline };
  }
  const meant = nearest(name, Object.keys(optionTable));
  const question = meant === undefined || meant === name ? '' : `; did you mean "--${meant}"?`;
  throw new UsageError(`unknown option "${written}"${question}`);
}

/** `-wq` is `-w -q`; a value belongs to the last one: `-w=true`. */
function shortOptions(word: string): Option[] {
  const equals = word.includes('=') ? word.indexOf('=') : word.length;
  const letters = Array.from(word.slice(1, equals));
  return letters.map((letter, index): Option => {
    const [name, row] =
      Object.entries<OptionRow>(optionTable).find(([, { short }]) => short === letter) ?? [];
    if (!row) throw new UsageError(`unknown option "-${letter}"`);
    const isLast = index === letters.length - 1;
    const inline = isLast && equals < word.length ? word.slice(equals + 1) : undefined;
    return { name: name as OptionName, written: `-${letter}`, row, isNegated: false, inline };
  });
}

function plainWord(option: Option): string {
  const { name, written, row, isNegated, inline } = option;
  if (inline === undefined) return written;
  if (row.value !== undefined && inline.trim() === '') throw needsValue(option);
  if (row.value !== undefined && !isNegated) return `${written}=${inline}`;
  if (!isNegated && ['true', 'false'].includes(inline)) return inline === 'true' ? written : `--no-${name}`;
  throw new UsageError(
    isNegated || row.value !== undefined
      ? `${written} takes no value, not "${inline}"`
      : `${written} is a switch: its value can only be true or false, not "${inline}"`,
  );
}

function needsValue({ written, row }: Option): UsageError {
  return new UsageError(`${written} needs a value: ${written} ${row.value ?? ''}`);
}

/** What `--only` and `--skip` take: the ids of the transforms, and their kinds. */
function knownNames(): string[] {
  return [...transforms.map(({ id }) => id), ...transformKinds];
}

/** Whether a word is the id or the kind of a transform. */
function isKnownName(word: string): boolean {
  return knownNames().includes(word);
}

/**
 * The names that an option lists, some of them between commas.
 *
 * @throws UsageError if one is unknown, or there is none
 */
export function namesIn(option: string, values: readonly string[]): string[] {
  const names = values.flatMap((value) => {
    const listed = value
      .split(',')
      .map((name) => name.trim())
      .filter((name) => name !== '');
    if (listed.length === 0) throw new UsageError(`${option} needs an id or a kind, not "${value}"`);
    return listed;
  });
  const unknown = names.find((name) => !isKnownName(name));
  if (unknown !== undefined) throw unknownName(unknown, knownNames());
  return names;
}

/** @throws UsageError if there is no such transform */
export function transformCalled(id: string): Transform {
  const transform = transforms.find((each) => each.id === id);
  if (transform) return transform;
  if (transformKinds.some((kind) => kind === id))
    throw new UsageError(`"${id}" is a kind, not a transform; "istio-migrate --list" shows the kind of each`);
  throw unknownName(
    id,
    transforms.map((each) => each.id),
  );
}

/** What to say about a name that no transform has. */
function unknownName(name: string, known: readonly string[]): UsageError {
  return new UsageError(`unknown transform "${name}"; ${suggestedTransform(name, known)}`);
}
