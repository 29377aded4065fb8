import { transforms } from '../../transforms';
import { chooseTransforms } from '../migrate';
import { internalError } from '../run/internal';
import type { RunResult } from '../run/result';
import { ConfigError } from './config/config';
import { type Options, readCommandLine } from './options';
import { UsageError } from './usage-error';
import { toolVersion } from './version';

/** Exit codes: done or nothing to do; something found by --check or --strict; the tool could not do its job. */
const exitCodes = { done: 0, found: 1, failed: 2 } as const;

/**
 * Runs the command.
 *
 * @param words the arguments behind the command's name
 * @returns the exit code
 */
export async function main(words: readonly string[]): Promise<number> {
  // Whoever reads the output may stop early, as `head` does.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
    process.exit(exitCodes.done);
  });
  try {
    const command = await readCommandLine(words, toolVersion());
    if (command.kind === 'print') process.stdout.write(`${command.text}\n`);
    else if (command.kind === 'list') process.stdout.write(listOfTransforms());
    else return exitCodeOf(await runCommand(command.options), command.options);
    return exitCodes.done;
  } catch (error) {
    process.stderr.write(`istio-migrate: ${wordsFor(error)}\n`);
    return exitCodes.failed;
  }
}

async function runCommand(options: Options): Promise<RunResult> {
  const chosen = chooseTransforms(transforms, options, options.target);
  const knownIds = transforms.map(({ id }) => id);
  const settings = { ...options, cwd: process.cwd(), transforms: chosen, knownIds };
  // Loaded only when needed: --help and --version start without them.
  const { show } = await import('./show');
  if (options.paths.includes('-')) {
    const { runOnStandardInput } = await import('./standard-input');
    const { result, text } = await runOnStandardInput(options.stdinPath, settings);
    await show(result, options, text);
    return result;
  }
  const [{ run }, { startProgress }] = await Promise.all([import('../run/run'), import('./progress')]);
  const progress = startProgress(process.stderr, options.quiet);
  const result = await run({ ...settings, onProgress: progress.update });
  progress.stop();
  await show(result, options, undefined);
  return result;
}

function exitCodeOf({ faults, files, findings }: RunResult, { mode, strict }: Options): number {
  if (faults.length > 0) return exitCodes.failed;
  const isDue = files.some(({ status }) => status === 'changed');
  const needsPerson = findings.some(({ level }) => level !== 'note');
  return (mode === 'check' && isDue) || (strict && needsPerson) ? exitCodes.found : exitCodes.done;
}

function listOfTransforms(): string {
  const width = Math.max(...transforms.map(({ id }) => id.length));
  return transforms
    .map(({ id, kind, title }) => `${id.padEnd(width)}  ${kind.padEnd(9)}  ${title}\n`)
    .join('');
}

function wordsFor(error: unknown): string {
  if (error instanceof UsageError) return `${error.message}\nTry "istio-migrate --help".`;
  return error instanceof ConfigError ? error.message : internalError(error);
}
