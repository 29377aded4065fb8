import { parseArgs } from 'node:util';
import { nearest } from '../migrate/nearest';
import { UsageError } from './errors';
import { type OptionName, type OptionRow, optionRow, optionTable } from './table';

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
  readonly options: readonly { readonly name: OptionName; readonly written: string }[];
}

/** Options whose value is a list of names: `--only a b` and `--only a,b` mean `--only a --only b`. */
const namedLists: readonly string[] = ['only', 'skip'];

/**
 * Takes a command line apart.
 *
 * @param isName whether a word behind `--only ID` is one more id, not a path
 * @throws UsageError if an option is unknown, has a value that it cannot have, or lacks one
 */
export function readArguments(words: readonly string[], isName: (word: string) => boolean): Arguments {
  const { tokens } = parseArgs({
    args: [...words],
    options: Object.fromEntries(
      Object.entries<OptionRow>(optionTable).map(([name, { value, short, isList }]) => [
        name,
        {
          type: value === undefined ? ('boolean' as const) : ('string' as const),
          ...(short && { short }),
          ...(isList && { multiple: true }),
        },
      ]),
    ),
    strict: false,
    allowPositionals: true,
    allowNegative: true,
    tokens: true,
  });
  const paths: string[] = [];
  const given = new Map<string, (string | boolean)[]>();
  const options: { readonly name: OptionName; readonly written: string }[] = [];
  let list: string | undefined;
  let firstWord: string | undefined;
  let areAllPaths = false;
  for (const token of tokens) {
    if (token.kind === 'positional') {
      if (list !== undefined && isName(token.value)) given.get(list)?.push(token.value);
      else {
        list = undefined;
        if (paths.length === 0 && !areAllPaths) firstWord = token.value;
        paths.push(token.value);
      }
      continue;
    }
    list = undefined;
    if (token.kind === 'option-terminator') {
      areAllPaths = true;
      continue;
    }
    const row = knownOption(token);
    const name = token.name as OptionName;
    const value = row.value === undefined ? switchValue(token) : textValue(token, row);
    given.set(name, [...(given.get(name) ?? []), value]);
    options.push({ name, written: token.rawName });
    if (namedLists.includes(name)) list = name;
  }
  return {
    paths,
    firstWord,
    options,
    flag: (name) => given.get(name)?.at(-1) as boolean | undefined,
    value: (name) => {
      const [value, another] = given.get(name) ?? [];
      if (another !== undefined) throw new UsageError(`--${name} can be given only once`);
      return value as string | false | undefined;
    },
    values: (name) => (given.get(name) ?? []) as string[],
  };
}

interface OptionToken {
  readonly name: string;
  readonly rawName: string;
  readonly value?: string | undefined;
  readonly inlineValue?: boolean | undefined;
}

function knownOption({ name, rawName }: OptionToken): OptionRow {
  const row = optionRow(name);
  const isNegated = rawName === `--no-${name}`;
  if (row && (!isNegated || row.isNegatable || row.value === undefined)) return row;
  const plain = rawName.replace(/^--?(?:no-)?/, '');
  const meant = rawName.startsWith('--') ? nearest(plain, Object.keys(optionTable)) : undefined;
  const question = meant === undefined || meant === name ? '' : `; did you mean "--${meant}"?`;
  throw new UsageError(`unknown option "${rawName}"${question}`);
}

function switchValue({ name, rawName, value }: OptionToken): boolean {
  if (value === undefined) return rawName !== `--no-${name}`;
  if (value === 'true' || value === 'false') return value === 'true';
  throw new UsageError(`${rawName} takes no value, true or false, not "${value}"`);
}

function textValue({ name, rawName, value, inlineValue }: OptionToken, row: OptionRow): string | false {
  if (rawName === `--no-${name}`) return false;
  const isAnotherOption = !inlineValue && value !== '-' && value?.startsWith('-');
  if (value !== undefined && value.trim() !== '' && !isAnotherOption) return value;
  throw new UsageError(`${rawName} needs a value: ${rawName} ${row.value ?? ''}`);
}
