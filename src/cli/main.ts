import { transforms } from '../../transforms';
import { chooseTransforms } from '../migrate/choose';
import { internalError } from '../run/reported';
import type { Ask } from '../run/options';
import type { RunResult } from '../run/result';
import { ConfigError } from './config/config';
import type { Options } from './options';
import { watchOutput, toolVersion } from './process';
import { UsageError } from './errors';

/** Exit codes: done or nothing to do; something found by --check or --strict; the tool could not do its job. */
const exitCodes = { done: 0, found: 1, failed: 2 } as const;

/** Shows what a run found out. The text takes the place of the standard input, if that was read. */
type Show = (result: RunResult, options: Options, text: string | Buffer | undefined) => Promise<void>;

/**
 * Runs the command.
 *
 * @param words the arguments behind the command's name
 * @param showElsewhere shows the result in another place than on standard output and error
 * @returns the exit code
 */
export async function main(words: readonly string[], showElsewhere?: Show): Promise<number> {
  const output = watchOutput(() => process.exit(exitCodes.done));
  const code = await carryOut(words, showElsewhere);
  return output.hasFailed() ? exitCodes.failed : code;
}

async function carryOut(words: readonly string[], showElsewhere: Show | undefined): Promise<number> {
  try {
    // Asked for alone, as scripts do, the version needs no parser of command lines.
    if (words.length === 1 && words[0] === '--version') {
      process.stdout.write(`${toolVersion()}\n`);
      return exitCodes.done;
    }
    const { readCommandLine } = await import('./options');
    const command = await readCommandLine(words, toolVersion());
    if (command.kind === 'print') process.stdout.write(`${command.text}\n`);
    else if (command.kind === 'list') process.stdout.write((await import('./explain')).listOfTransforms());
    else if (command.kind === 'explain')
      process.stdout.write(await (await import('./explain')).explain(command.request, process.stdout));
    else return exitCodeOf(await runCommand(command.options, showElsewhere), command.options);
    return exitCodes.done;
  } catch (error) {
    const { escapeLines } = await import('../report/escape');
    process.stderr.write(`istio-migrate: ${escapeLines(wordsFor(error))}\n`);
    return exitCodes.failed;
  }
}

async function runCommand(options: Options, showElsewhere?: Show): Promise<RunResult> {
  const chosen = chooseTransforms(transforms, options, options.target);
  const knownIds = transforms.map(({ id }) => id);
  const settings = { ...options, cwd: process.cwd(), transforms: chosen, knownIds };
  // Loaded only when needed: --help and --version start without them.
  const show = showElsewhere ?? (await import('./show')).show;
  if (options.paths.includes('-')) {
    const { runOnStandardInput } = await import('./standard-input');
    const { result, text } = await runOnStandardInput(settings);
    await show(result, options, text);
    return result;
  }
  const [{ run }, { startProgress }] = await Promise.all([import('../run/run'), import('./terminal')]);
  const progress = startProgress(process.stderr, options.quiet);
  const followed = { ...settings, onProgress: progress.update };
  const runWith = (ask: { readonly ask?: Ask }) => run({ ...followed, ...ask }).finally(progress.hide);
  const result = await (options.interactive ? runAsking(options, runWith, progress.hide) : runWith({}));
  await show(result, options, undefined);
  return result;
}

/** Runs with a person to ask. */
async function runAsking(
  options: Options,
  runWith: (ask: { readonly ask: Ask }) => Promise<RunResult>,
  beforeAsking: () => void,
): Promise<RunResult> {
  const { startDialogue } = await import('./interactive');
  const { ask, close } = startDialogue(options, beforeAsking);
  return runWith({ ask }).finally(close);
}

function exitCodeOf({ faults, files, findings }: RunResult, { mode, strict }: Options): number {
  if (faults.length > 0) return exitCodes.failed;
  const isDue = files.some(({ status }) => status === 'changed');
  const needsPerson = findings.some(({ level }) => level !== 'note');
  return (mode === 'check' && isDue) || (strict && needsPerson) ? exitCodes.found : exitCodes.done;
}

function wordsFor(error: unknown): string {
  if (error instanceof UsageError) return `${error.message}\nTry "istio-migrate --help".`;
  return error instanceof ConfigError ? error.message : internalError(error);
}
