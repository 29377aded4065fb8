import { existsSync } from 'node:fs';
import type { Exclusion } from '../files/ignorefiles';
import { newestTarget } from '../../transforms';
import { nearest } from '../migrate/ignores';
import type { Mode } from '../run/decide';
import { isAtLeast, parseVersion, printVersion, type Version } from '../version';
import { type Arguments, namesIn, readArguments, UsageError } from './arguments';
import { choiceOf, type Config, exclusionOf, type LoadedConfig } from './config/config';
import { loadConfig } from './config/load';
import {
  type CommandName,
  commands,
  type Format,
  formats,
  notOfPlan,
  type OptionName,
  optionRow,
  type PlanFormat,
  planFormats,
} from './table';

/** What a command line asks for. */
export type Command =
  | { readonly kind: 'run'; readonly options: Options }
  | { readonly kind: 'show-config'; readonly options: Options }
  | { readonly kind: 'plan'; readonly options: Options; readonly format: PlanFormat }
  | { readonly kind: 'help' | 'version' | 'init' | 'completion' }
  | { readonly kind: 'list'; readonly isJson: boolean; readonly colour: boolean | undefined }
  | { readonly kind: 'explain'; readonly ids: readonly string[]; readonly colour: boolean | undefined };

export interface Options {
  /** As they were given; `-` is standard input. */
  readonly paths: readonly string[];
  readonly mode: Mode;
  /** Whether to ask about each rewrite; the mode is `write` then. */
  readonly interactive: boolean;
  readonly showDiff: boolean;
  readonly strict: boolean;
  readonly only: readonly string[];
  readonly skip: readonly string[];
  readonly exclude: readonly string[];
  /** What the configuration excludes besides. */
  readonly configured: Exclusion | undefined;
  readonly markdown: boolean;
  /** The version that runs now; undefined if the tree tells. */
  readonly from: Version | undefined;
  readonly target: Version;
  readonly pinDefaults: boolean;
  /** Whether to make optional changes, too. */
  readonly modernize: boolean;
  /** Undefined if none was asked for: then the diff goes to stdout, and the report to stderr. */
  readonly format: Format | undefined;
  /** Where the report goes instead of stdout. */
  readonly outputFile: string | undefined;
  readonly baseline: { readonly path: string; readonly isToBeWritten: boolean } | undefined;
  /** The file name that `-` stands for, if it was given. */
  readonly stdinPath: string | undefined;
  readonly quiet: boolean;
  /** Undefined if the terminal decides. */
  readonly colour: boolean | undefined;
  /** The configuration file that was read. */
  readonly configPath: string | undefined;
  /** Options that have no effect here, and why: a line each. */
  readonly remarks: readonly string[];
}

/**
 * Reads a command line, and the configuration if there is one. The command line wins over it.
 *
 * @param words the arguments behind the command's name
 * @throws UsageError if they contradict each other or name something unknown
 * @throws ConfigError if the configuration is not valid
 */
export async function readCommandLine(words: readonly string[]): Promise<Command> {
  const given = readArguments(words);
  const { flag, paths } = given;
  if (flag('help')) return { kind: 'help' };
  if (flag('version')) return { kind: 'version' };
  const colour = flag('color');
  const format = formatOf(given);
  if (flag('list')) return listFrom(given, format);
  const command = commandIn(given.firstWord);
  if (command === 'plan') return planFrom(given, format);
  if (command !== undefined) {
    const other = given.options.find(({ name }) => name !== 'color');
    if (other)
      throw new UsageError(`${command} does not take ${other.written}; for a path write ./${command}`);
    if (command === 'explain') return { kind: 'explain', ids: paths.slice(1), colour };
    const [, extra] = paths;
    if (extra !== undefined) throw new UsageError(`${command} takes no arguments, not "${extra}"`);
    return { kind: command };
  }
  const options = await optionsFrom(given, format);
  return { kind: flag('show-config') ? 'show-config' : 'run', options };
}

/** `--list` with an option or path that would narrow it down elsewhere lists everything: better say so. */
function listFrom({ options, flag, paths }: Arguments, format: Format = 'text'): Command {
  const other =
    options.find(({ name }) => !['list', 'format', 'color', 'config'].includes(name))?.written ?? paths[0];
  if (other !== undefined) throw new UsageError(`--list does not take ${other}: it lists all transforms`);
  if (format !== 'text' && format !== 'json')
    throw new UsageError(`--list has no format "${format}"; available: text, json`);
  return { kind: 'list', isJson: format === 'json', colour: flag('color') };
}

async function planFrom(given: Arguments, format: Format = 'text'): Promise<Command> {
  const other = given.options.find(({ name }) => notOfPlan.includes(name));
  if (other) throw new UsageError(`plan does not take ${other.written}`);
  const planFormat = planFormats.find((known) => known === format);
  if (planFormat === undefined)
    throw new UsageError(`plan has no format "${format}"; available: ${planFormats.join(', ')}`);
  const paths = given.paths.slice(1);
  if (paths.includes('-')) throw new UsageError('plan cannot be combined with "-": it reads a whole tree');
  return { kind: 'plan', options: await optionsFrom({ ...given, paths }, undefined), format: planFormat };
}

async function optionsFrom(given: Arguments, format: Format | undefined): Promise<Options> {
  const { flag, value, values, paths } = given;
  const mode = modeOf(given);
  checkStandardInput(given, mode);
  const [only, skip] = [namesIn('--only', values('only')), namesIn('--skip', values('skip'))];
  const baseline = baselineOf(given);
  const config: Partial<LoadedConfig> = (await loadConfig(value('config'), process.cwd())) ?? {};
  const outputFile = textOf(value('output-file'));
  return {
    paths: paths.length === 0 ? ['.'] : paths,
    mode,
    interactive: flag('interactive') ?? false,
    showDiff: flag('diff') ?? false,
    strict: flag('strict') ?? config.strict ?? false,
    ...choiceOf({ only, skip }, config),
    exclude: values('exclude'),
    configured: exclusionOf(config),
    markdown: flag('markdown') ?? config.markdown ?? false,
    ...rangeFrom(given, config),
    pinDefaults: flag('pin-defaults') ?? config.pinDefaults ?? false,
    modernize: flag('modernize') ?? config.modernize ?? false,
    format: format ?? (outputFile === undefined ? undefined : 'text'),
    outputFile,
    baseline,
    stdinPath: textOf(value('stdin-filepath')),
    quiet: flag('quiet') ?? false,
    colour: flag('color'),
    configPath: config.path,
    remarks: [...remarksOn(given, mode)],
  };
}

/** The command that comes first, if any. A word that is near to one, or to a switch, and is no path is a typing error. */
function commandIn(first: string | undefined): CommandName | undefined {
  if (first === undefined) return undefined;
  if (Object.hasOwn(commands, first)) return first as CommandName;
  if (!/^[a-z-]+$/i.test(first) || existsSync(first)) return undefined;
  const asOption = first.toLowerCase();
  const row = optionRow(asOption);
  const meant = row && row.value === undefined ? `--${asOption}` : nearest(first, Object.keys(commands));
  if (meant === undefined) return undefined;
  throw new UsageError(`unknown command "${first}"; did you mean "${meant}"? There is no path of that name`);
}

function modeOf({ flag }: Arguments): Mode {
  const exclusive: readonly (readonly [OptionName, OptionName])[] = [
    ['dry-run', 'write'],
    ['dry-run', 'check'],
    ['dry-run', 'interactive'],
    ['write', 'check'],
    ['interactive', 'check'],
  ];
  const both = exclusive.find((pair) => pair.every((name) => flag(name)));
  if (both) throw new UsageError(`--${both[0]} and --${both[1]} are mutually exclusive`);
  if (flag('write') || flag('interactive')) return 'write';
  return flag('check') ? 'check' : 'dry-run';
}

function checkStandardInput({ paths, flag, value }: Arguments, mode: Mode): void {
  if (flag('interactive') && value('format') !== undefined)
    throw new UsageError('--interactive and --format are mutually exclusive');
  if (!paths.includes('-')) return;
  if (paths.length > 1) throw new UsageError('"-" cannot be combined with other paths');
  if (mode !== 'write') return;
  const option = flag('interactive') ? '--interactive' : '--write';
  throw new UsageError(`${option} cannot be combined with "-": the result goes to stdout`);
}

function formatOf({ value }: Arguments): Format | undefined {
  const given = textOf(value('format'));
  const format = formats.find((known) => known === given);
  if (given === undefined || format !== undefined) return format;
  throw new UsageError(`unknown format "${given}"; available: ${formats.join(', ')}`);
}

function baselineOf({ flag, value }: Arguments): Options['baseline'] {
  const path = textOf(value('baseline'));
  const isToBeWritten = flag('write-baseline') ?? false;
  if (path !== undefined) return { path, isToBeWritten };
  if (isToBeWritten) throw new UsageError('--write-baseline needs --baseline FILE');
  return undefined;
}

/** The range of the upgrade; the command line wins over the configuration. */
function rangeFrom({ value }: Arguments, config: Partial<Config>): Pick<Options, 'from' | 'target'> {
  const given = (name: OptionName) => readVersion(`--${name}`, textOf(value(name)));
  const [to, oldTo] = [given('to'), given('target-version')];
  if (to && oldTo) throw new UsageError('--to and --target-version are mutually exclusive');
  const from = given('from') ?? config.from;
  const target = to ?? oldTo ?? config.to ?? config.targetVersion ?? newestTarget;
  if (from && !isAtLeast(target, { ...from, patch: from.patch ?? 0 }))
    throw new UsageError(`--from ${printVersion(from)} is newer than --to ${printVersion(target)}`);
  return { from, target };
}

function readVersion(option: string, text: string | undefined): Version | undefined {
  if (text === undefined) return undefined;
  const version = parseVersion(text);
  if (!version) throw new UsageError(`${option} needs a version such as 1.28 or 1.28.2, not "${text}"`);
  return version;
}

/** Options that were given and have no effect. */
function* remarksOn({ flag, value, paths }: Arguments, mode: Mode): Generator<string> {
  if (value('stdin-filepath') !== undefined && !paths.includes('-'))
    yield '--stdin-filepath has no effect without "-"';
  if (flag('strict') && mode === 'dry-run')
    yield '--strict has no effect in a dry run; add --check or --write';
}

/** `--no-NAME` is the same as no value, but for the configuration. */
function textOf(value: string | false | undefined): string | undefined {
  return value === false ? undefined : value;
}
