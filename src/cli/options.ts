import yargs from 'yargs';
import type { Exclusion } from '../files/rules';
import { isAtLeast, parseVersion, printVersion, type Version } from '../version';
import { newestTarget } from '../../transforms';
import type { Mode } from '../run/result';
import { choiceOf, type Config, configFor, exclusionOf } from './config/config';
import type { ExplainRequest } from './explain';
import { checkIds, spellOutIds, splitCommas } from './ids';
import { UsageError } from './errors';

/** The forms that a report can have. */
const formats = ['text', 'json', 'sarif', 'github', 'markdown', 'html'] as const;

export type Format = (typeof formats)[number];

/** What a command line asks for. */
export type Command =
  | { readonly kind: 'run'; readonly options: Options }
  | { readonly kind: 'list' }
  | { readonly kind: 'explain'; readonly request: ExplainRequest }
  /** Text to print as it is: the help, or the version. */
  | { readonly kind: 'print'; readonly text: string };

export interface Options {
  /** As they were given; `-` is the standard input. */
  readonly paths: readonly string[];
  readonly mode: Mode;
  /** Whether to ask about each rewrite; the mode is to write, then. */
  readonly interactive: boolean;
  readonly showDiff: boolean;
  readonly strict: boolean;
  readonly only: readonly string[];
  readonly skip: readonly string[];
  readonly exclude: readonly string[];
  /** What the configuration keeps out besides. */
  readonly configured: Exclusion | undefined;
  readonly markdown: boolean;
  /** Undefined where it is for the tree to say. */
  readonly from: Version | undefined;
  readonly target: Version;
  readonly pinDefaults: boolean;
  /** Whether to run what is optional, too. */
  readonly modernize: boolean;
  /** Undefined where none was asked for: a diff on stdout, then, and the report on stderr. */
  readonly format: Format | undefined;
  /** What `-` stands for, if that was said. */
  readonly stdinPath: string | undefined;
  readonly quiet: boolean;
  /** Undefined where it is for the terminal to decide. */
  readonly colour: boolean | undefined;
}

const usage = `Usage: istio-migrate [paths..] [options]
or: istio-migrate explain [ids..]

Rewrites Kubernetes manifests for an Istio upgrade: finds what the releases
break, shows a unified diff, and with --write makes the changes in place.

paths are files, directories and globs (default: the current directory);
"-" reads standard input and writes the migrated text to standard output.

explain says of a transform what it changes, why, and what it leaves to you.`;

/**
 * Reads a command line, and the configuration where there is one: the command line wins over it.
 *
 * @param words the arguments behind the command's name
 * @throws UsageError if they contradict each other or name something unknown
 * @throws ConfigError if the configuration cannot be followed
 */
export async function readCommandLine(words: readonly string[], version: string): Promise<Command> {
  const spelledOut = spellOutIds(words);
  const parser = yargs(spelledOut)
    .scriptName('istio-migrate')
    .usage(usage)
    // Otherwise "--only ID path" would take the path for an id.
    .parserConfiguration({ 'greedy-arrays': false, 'parse-positional-numbers': false })
    .option('dry-run', {
      type: 'boolean',
      describe: 'Show what would change, as a unified diff (the default)',
    })
    .option('write', { alias: 'w', type: 'boolean', describe: 'Rewrite the files in place' })
    .option('interactive', {
      alias: 'i',
      type: 'boolean',
      describe: 'Ask about each change before it is written',
    })
    .option('check', { alias: 'c', type: 'boolean', describe: 'Write nothing; exit 1 when a rewrite is due' })
    .conflicts({
      'dry-run': ['write', 'check', 'interactive'],
      write: 'check',
      interactive: ['check', 'format'],
    })
    .option('diff', { type: 'boolean', describe: 'Show the diff with --write and --check too' })
    .option('strict', { type: 'boolean', describe: 'Exit 1 also when warnings or errors are left' })
    .option('only', { ...list, coerce: splitCommas, describe: 'Run only these transforms' })
    .option('skip', { ...list, coerce: splitCommas, describe: 'Leave these transforms out' })
    .option('exclude', { ...list, describe: 'Leave out what this glob matches, on top of the ignore files' })
    .option('markdown', { type: 'boolean', describe: 'Also rewrite fenced YAML in Markdown files' })
    .option('from', {
      type: 'string',
      requiresArg: true,
      describe: 'Istio version that runs now [default: the oldest that the files pin]',
    })
    .option('to', {
      type: 'string',
      requiresArg: true,
      describe: `Istio version to upgrade to [default: ${printVersion(newestTarget)}]`,
    })
    .option('target-version', { type: 'string', requiresArg: true, describe: 'Old name of --to' })
    .conflicts('to', 'target-version')
    .option('pin-defaults', { type: 'boolean', describe: 'Keep the old behaviour where a default changes' })
    .option('modernize', {
      type: 'boolean',
      describe: 'Also make optional changes, such as newer API versions',
    })
    .option('config', {
      type: 'string',
      requiresArg: true,
      describe: 'Configuration [the nearest .istio-migrate.yaml], or none: --no-config',
    })
    .option('format', {
      choices: formats,
      requiresArg: true,
      describe: 'Print the report in this form on standard output, and no diff there',
    })
    .option('stdin-filepath', {
      type: 'string',
      requiresArg: true,
      describe: 'The file that "-" stands for',
    })
    .option('list', { type: 'boolean', describe: 'List the transforms' })
    .option('quiet', { alias: 'q', type: 'boolean', describe: 'Report errors only' })
    .option('color', { type: 'boolean', describe: 'Colour the output, or not: --no-color' })
    .version(version)
    .help()
    .alias('help', 'h')
    .strictOptions()
    .wrap(100)
    .exitProcess(false)
    .fail((message: string | null, error: Error | undefined) => {
      throw new UsageError((message ?? error?.message ?? 'it cannot be read').replace(/\s*\n\s*/g, ' '));
    });

  let printed = '';
  const given = await parser.parseAsync(spelledOut, {}, (_error: unknown, _argv: unknown, output: string) => {
    printed = output;
  });
  if (given['help'] === true || given['version'] === true || printed !== '')
    return { kind: 'print', text: printed };
  if (given.list === true) return { kind: 'list' };
  checkIds([...given.only, ...given.skip]);

  const paths = given._.map(String);
  if (paths[0] === 'explain')
    return { kind: 'explain', request: { words, ids: paths.slice(1), colour: given.color } };
  const interactive = given.interactive === true;
  const mode = given.write === true || interactive ? 'write' : given.check === true ? 'check' : 'dry-run';
  if (paths.includes('-') && paths.length > 1)
    throw new UsageError('"-" cannot be given together with other paths');
  if (paths.includes('-') && mode === 'write')
    throw new UsageError(
      `"-" is printed, not written: leave out ${interactive ? '--interactive' : '--write'}`,
    );
  const config = await configFor(given.config);
  return {
    kind: 'run',
    options: {
      paths: paths.length === 0 ? ['.'] : paths,
      mode,
      interactive,
      showDiff: given.diff === true,
      strict: given.strict ?? config.strict ?? false,
      ...choiceOf({ only: given.only, skip: given.skip }, config),
      exclude: given.exclude,
      configured: exclusionOf(config),
      markdown: given.markdown ?? config.markdown ?? false,
      ...rangeFrom(given, config),
      pinDefaults: given.pinDefaults ?? config.pinDefaults ?? false,
      modernize: given.modernize ?? config.modernize ?? false,
      format: given.format,
      stdinPath: given.stdinFilepath,
      quiet: given.quiet === true,
      colour: given.color,
    },
  };
}

const list = {
  type: 'string',
  array: true,
  requiresArg: true,
  default: [] as string[],
  defaultDescription: 'none',
} as const;

/** The range of the upgrade; what the command line says wins over the configuration. */
function rangeFrom(
  given: {
    readonly from?: string | undefined;
    readonly to?: string | undefined;
    readonly targetVersion?: string | undefined;
  },
  config: Partial<Config>,
): Pick<Options, 'from' | 'target'> {
  const from = readVersion('--from', given.from) ?? config.from;
  const target =
    readVersion('--to', given.to) ??
    readVersion('--target-version', given.targetVersion) ??
    config.to ??
    config.targetVersion ??
    newestTarget;
  if (from && !isAtLeast(target, { ...from, patch: from.patch ?? 0 }))
    throw new UsageError(`--from ${printVersion(from)} is newer than --to ${printVersion(target)}`);
  return { from, target };
}

function readVersion(option: string, text: string | undefined): Version | undefined {
  if (text === undefined) return undefined;
  const version = parseVersion(text);
  if (!version) throw new UsageError(`${option} takes a version such as 1.28 or 1.28.2, not "${text}"`);
  return version;
}
