import { relative, resolve } from 'node:path';
import { transforms } from '../../transforms';
import { manifestFindings } from '../finding';
import { chooseTransforms } from '../migrate/choices';
import { internalError } from '../run/reported';
import type { Ask, RunOptions } from '../run/open';
import type { RunResult } from '../run/decide';
import type { Transform } from '../transform';
import { ConfigError } from './config/config';
import { UsageError } from './arguments';
import type { Command, Options } from './options';
import { toolVersion, watchOutput } from './terminal';

/** Exit codes: nothing is left to do; a gate found something; the tool could not do its job. */
const exitCodes = { done: 0, found: 1, failed: 2 } as const;

/** Where a run reports to; by default, standard output and standard error. */
export interface Reporter {
  /**
   * Shows what a run found.
   *
   * @param text what takes the place of standard input, if that was read
   */
  readonly show: (result: RunResult, options: Options, text: string | Buffer | undefined) => Promise<void>;
  /** Shows why there is no result: lines for the user. */
  readonly fail: (message: string) => void;
}

/**
 * Runs the command.
 *
 * @param words the arguments behind the command's name
 * @returns the exit code
 */
export async function main(words: readonly string[], reporter?: Reporter): Promise<number> {
  const output = watchOutput();
  const code = await carryOut(words, reporter);
  return output.hasFailed() ? exitCodes.failed : code;
}

async function carryOut(words: readonly string[], reporter: Reporter | undefined): Promise<number> {
  try {
    const { readCommandLine } = await import('./options');
    const command = await readCommandLine(words);
    if (command.kind === 'run') {
      // Pages show the plan, too.
      const options = { ...command.options, listsPins: command.options.format === 'html' };
      const result = await runCommand(options, reporter);
      if (!reporter && options.quiet)
        remark([...(await import('./reports')).remarksOnWarnings(result, options)]);
      return exitCodeOf(result, options);
    }
    if (command.kind === 'plan') return await printPlan(command);
    process.stdout.write(await textOf(command));
    return exitCodes.done;
  } catch (error) {
    const { escapeLines } = await import('../report/escape');
    const message = escapeLines(messageOf(error));
    if (reporter) reporter.fail(message);
    else process.stderr.write(`istio-migrate: ${message}\n`);
    return exitCodes.failed;
  }
}

/** What a command prints that does not run. */
async function textOf(command: Exclude<Command, { readonly kind: 'run' | 'plan' }>): Promise<string> {
  const { stdout } = process;
  switch (command.kind) {
    case 'help':
      return (await import('./help')).helpText(stdout.isTTY ? stdout.columns : undefined);
    case 'version':
      return `${toolVersion()}\n`;
    case 'list':
      return (await import('./show')).listOfTransforms(command.isJson, stdout);
    case 'explain':
      return (await import('./show')).explain(command.ids, command.colour, stdout);
    case 'init':
      return (await import('./setup')).init();
    case 'completion':
      return (await import('./setup')).completionScript();
    case 'show-config':
      return (await import('./setup')).settingsText(command.options);
  }
}

async function printPlan({ options, format }: Extract<Command, { readonly kind: 'plan' }>): Promise<number> {
  const { planJson, planReport } = await import('../report/plan/plan-text');
  const chosen = chooseTransforms(transforms, options, options.target);
  const result = await runCommand(
    { ...options, listsPins: true },
    {
      show: (found) => {
        const setting = { known: transforms.map(({ release }) => release), rest: givenAgain(options) };
        const text =
          format === 'json' ? planJson(found, chosen, setting) : planReport(found, chosen, format, setting);
        process.stdout.write(text);
        return Promise.resolve();
      },
      fail: () => undefined,
    },
  );
  return exitCodeOf(result, options);
}

/** What a command of the plan has to be given again to look at the same files: ` --exclude 'vendor/**' deploy`. */
function givenAgain({ exclude, markdown, paths }: Options): string {
  const isHere = paths.length === 1 && paths[0] === '.';
  const words = [
    ...exclude.map((glob) => `--exclude=${glob}`),
    ...(markdown ? ['--markdown'] : []),
    ...(isHere ? [] : paths),
  ];
  const quoted = (word: string) =>
    /^[\w./@:=,+-]+$/.test(word) ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`;
  return words.map((word) => ` ${quoted(word)}`).join('');
}

async function runCommand(
  options: Options & Pick<RunOptions, 'listsPins'>,
  reporter: Reporter | undefined,
): Promise<RunResult> {
  const chosen = chooseTransforms(transforms, options, options.target);
  const knownIds = transforms.map(({ id }) => id);
  const cwd = process.cwd();
  const exclude = [...options.exclude, ...ownFiles(options, cwd)];
  const settings = { ...options, exclude, cwd, transforms: chosen, knownIds };
  // Loaded only when needed: --help and --version start without them.
  const { remarksOn, remarksOnResult } = await import('./reports');
  if (!options.quiet) remark(remarksOn(options, chosen));
  const show = reporter?.show ?? (await import('./show')).show;
  if (options.paths.includes('-')) {
    const { runOnStandardInput } = await import('./standard-input');
    const { result, text } = await runOnStandardInput(settings);
    if (!options.quiet) remark([...remarksOnResult(result)]);
    const remaining = await withBaseline(result, options, chosen);
    await show(remaining, options, text);
    return remaining;
  }
  const [{ run }, { startProgress }] = await Promise.all([import('../run/run'), import('./terminal')]);
  const progress = startProgress(process.stderr, options.quiet);
  const followed = { ...settings, onProgress: progress.update };
  const runWith = (ask: { readonly ask?: Ask }) => run({ ...followed, ...ask }).finally(progress.hide);
  const result = await (options.interactive ? runAsking(options, runWith, progress.hide) : runWith({}));
  if (!options.quiet) remark([...remarksOnResult(result)]);
  const remaining = await withBaseline(result, options, chosen);
  await show(remaining, options, undefined);
  return remaining;
}

/** What the tool itself writes names what is removed: it is not searched. As patterns of an ignore file. */
function ownFiles({ baseline, outputFile }: Options, cwd: string): string[] {
  return [baseline?.path, outputFile].flatMap((path) => {
    if (path === undefined) return [];
    const pattern = relative(cwd, resolve(cwd, path))
      .replaceAll('\\', '/')
      .replaceAll(/[*?[\]!#\\ ]/g, '\\$&');
    return [pattern.startsWith('../') ? pattern : `/${pattern}`];
  });
}

/** Runs and asks about each change. */
async function runAsking(
  options: Options,
  runWith: (ask: { readonly ask: Ask }) => Promise<RunResult>,
  beforeAsking: () => void,
): Promise<RunResult> {
  const { startDialogue } = await import('./interactive');
  const { ask, close } = startDialogue(options, beforeAsking);
  return runWith({ ask }).finally(close);
}

/** What remains of a result beside what the baseline accepts, if there is one. */
async function withBaseline(
  result: RunResult,
  { baseline, paths, only, skip, quiet }: Options,
  chosen: readonly Transform[],
): Promise<RunResult> {
  if (!baseline) return result;
  const { path, isToBeWritten } = baseline;
  const [{ compareWithBaseline, writeBaseline }, { currentBase }] = await Promise.all([
    import('./baseline'),
    import('./reports'),
  ]);
  const base = await currentBase();
  const isWhole = only.length + skip.length === 0;
  const ids = new Set([...chosen.map(({ id }) => id), ...(isWhole ? [manifestFindings] : [])]);
  const lookedAt = { paths, ids };
  if (isToBeWritten) {
    const { accepted, kept } = await writeBaseline(path, result, base, lookedAt);
    const old = kept > 0 ? `, ${kept} of them from before, which this run did not check` : '';
    if (!quiet) remark([`${path} now accepts ${accepted} problem${accepted === 1 ? '' : 's'}${old}`]);
  }
  const { result: remaining, outdated } = await compareWithBaseline(path, result, base, lookedAt);
  if (outdated > 0 && !quiet)
    remark([
      `${outdated} of the problems that ${path} accepts no longer occur; update it with --write-baseline`,
    ]);
  return remaining;
}

function remark(lines: readonly string[]): void {
  for (const line of lines) process.stderr.write(`istio-migrate: ${line}\n`);
}

/**
 * A dry run only shows. `--check` fails if a rewrite is due; `--check` and `--write` fail if an error remains or a file
 * with something to migrate is not valid YAML, and if they are strict, if a warning remains.
 */
function exitCodeOf({ faults, files, findings }: RunResult, { mode, strict }: Options): number {
  if (faults.length > 0) return exitCodes.failed;
  if (mode === 'dry-run') return exitCodes.done;
  const isDue = files.some(({ status }) => status === 'failed' || mode === 'check');
  const remains = findings.some(({ level }) => level === 'error' || (strict && level === 'warning'));
  return isDue || remains ? exitCodes.found : exitCodes.done;
}

function messageOf(error: unknown): string {
  if (error instanceof UsageError) return `${error.message}\nTry "istio-migrate --help".`;
  return error instanceof ConfigError ? error.message : internalError(error);
}
