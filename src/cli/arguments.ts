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
  const words: string[] = [];
  const options: WrittenOption[] = [];
  const given = new Map<OptionName, (string | boolean)[]>();
  const give = (name: OptionName, value: string | boolean) =>
    given.set(name, [...(given.get(name) ?? []), value]);
  /** The option whose names go on, and the one that still needs its value. */
  let list: OptionName | undefined;
  let open: Option | undefined;
  const end = argv.includes('--') ? argv.indexOf('--') : argv.length;
  for (const word of argv.slice(0, end)) {
    if (word === '-' || !word.startsWith('-')) {
      if (open && (word === '-' || word.trim() === '')) throw needsValue(open);
      if (!open && list && !isKnownName(word)) list = undefined;
      const name = open?.name ?? list;
      if (name) give(name, word);
      else words.push(word);
      open = undefined;
      continue;
    }
    if (open) throw needsValue(open);
    for (const option of word.startsWith('--') ? [longOption(word)] : shortOptions(word)) {
      options.push(option);
      const value = writtenValue(option);
      if (value === undefined) open = option;
      else give(option.name, value);
      list = namedLists.includes(option.name) ? option.name : undefined;
    }
  }
  if (open) throw needsValue(open);
  return {
    paths: [...words, ...argv.slice(end + 1)],
    firstWord: words[0],
    options,
    flag(name) {
      const value = given.get(name)?.at(-1);
      return typeof value === 'boolean' ? value : undefined;
    },
    value(name) {
      const [value, second] = given.get(name) ?? [];
      if (second !== undefined) throw new UsageError(`--${name} can be given only once`);
      return value === true ? undefined : value;
    },
    values: (name) => (given.get(name) ?? []).filter((value) => typeof value === 'string'),
  };
}

/** Options whose value is a list of names: `--only a b` means `--only a --only b`. */
const namedLists: readonly string[] = ['only', 'skip'];

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

/** What an option says by itself; undefined where its value is the next word. */
function writtenValue(option: Option): string | boolean | undefined {
  const { written, row, isNegated, inline } = option;
  const isSwitch = row.value === undefined;
  if (inline === undefined) return isSwitch || isNegated ? !isNegated : undefined;
  if (!isSwitch && inline.trim() === '') throw needsValue(option);
  if (!isSwitch && !isNegated) return inline;
  if (!isNegated && ['true', 'false'].includes(inline)) return inline === 'true';
  throw new UsageError(
    isNegated || !isSwitch
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
