import { randomUUID } from 'node:crypto';
import { appendFile, mkdtemp, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { UsageError } from '../cli/arguments';
import { main } from '../cli/main';
import type { Options } from '../cli/options';
import { reportIn } from '../cli/reports';
import { patchesOf } from '../cli/show';
import { command } from '../report/github';
import type { RunResult } from '../run/decide';

/** The environment of a step, where the action puts its inputs. */
export type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The arguments that the inputs of the action ask for. An input can only become the value of its option.
 *
 * @throws UsageError if an input has a value that is not allowed
 */
export function argumentsFrom(environment: Environment): string[] {
  const input = (name: string) => oneLine(name, environment[variableOf(name)] ?? '');
  const lines = (name: string) => linesOf(environment[variableOf(name)] ?? '');
  const paths = lines('paths');
  if (paths.includes('-'))
    throw new UsageError('paths: "-" is standard input, which an action does not have');
  return [
    choice('mode', input('mode'), ['check', 'write'], 'check') === 'write' ? '--write' : '--check',
    ...switchFor('markdown', input('markdown')),
    ...switchFor('strict', input('strict')),
    ...lines('only').map((id) => `--only=${id}`),
    ...lines('skip').map((id) => `--skip=${id}`),
    ...lines('exclude').map((glob) => `--exclude=${glob}`),
    ...['from', 'to', 'target-version', 'baseline'].flatMap((name) =>
      input(name) === '' ? [] : [`--${name}=${input(name)}`],
    ),
    '--no-color',
    '--',
    ...paths,
  ];
}

/** `target-version` comes as `INPUT_TARGET_VERSION`. */
function variableOf(name: string): string {
  return `INPUT_${name.toUpperCase().replaceAll('-', '_')}`;
}

/** A line is not trimmed: a file's name may start or end with a space. */
function linesOf(text: string): string[] {
  return text.split(/\r?\n/).filter((line) => line.trim() !== '');
}

function oneLine(name: string, text: string): string {
  const value = text.trim();
  if (/[\r\n]/.test(value)) throw new UsageError(`${name} must be a single line`);
  return value;
}

/** The configuration decides about an input that is empty. */
function switchFor(name: string, text: string): string[] {
  if (text === '') return [];
  return [choice(name, text, ['true', 'false'], 'false') === 'true' ? `--${name}` : `--no-${name}`];
}

function choice(name: string, text: string, choices: readonly string[], fallback: string): string {
  if (text === '') return fallback;
  if (!choices.includes(text)) throw new UsageError(`${name} must be ${choices.join(' or ')}, not "${text}"`);
  return text;
}

/** What the action's outputs are where there is no result. */
const noResult = { changed: '0', patch: '', sarif: '' };

/**
 * Runs the command as a step of GitHub Actions. Environment variables hold the inputs. One run gives all reports. All
 * outputs are set on every path, and whatever fails is an annotation too.
 *
 * @returns the exit code
 */
export async function action(environment: Environment): Promise<number> {
  let outputs = noResult;
  let code: number;
  try {
    const files = stepFilesOf(environment);
    code = await main(argumentsFrom(environment), {
      show: async (result, options) => {
        outputs = await showOnGitHub(result, options, files);
      },
      fail: annotate,
    });
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    annotate(error.message);
    code = 2;
  }
  const output = environment['GITHUB_OUTPUT'];
  const lines = Object.entries({ ...outputs, 'exit-code': `${code}` }).map(
    ([name, value]) => `${name}=${value}\n`,
  );
  if (output) await appendFile(output, lines.join(''));
  return code;
}

/** An error as the page of the run shows it. */
function annotate(message: string): void {
  process.stdout.write(`${command('error', { title: 'istio-migrate' }, message.split('\n'))}\n`);
}

/**
 * Shows what a run found in all the places that GitHub has for it: the log, annotations, the job's summary, and files
 * that later steps can use.
 *
 * @returns the outputs
 */
async function showOnGitHub(
  result: RunResult,
  options: Options,
  { summary, temporary }: StepFiles,
): Promise<typeof noResult> {
  let patch = '';
  for await (const each of patchesOf(result)) patch += each;
  const text = await reportIn('text', result, options);
  process.stdout.write(withoutCommands(patch + text));
  process.stdout.write(await reportIn('github', result, options));
  await appendFile(summary, await reportIn('markdown', result, options));

  const folder = await mkdtemp(join(temporary, 'istio-migrate-'));
  const files = { patch: join(folder, 'changes.patch'), sarif: join(folder, 'report.sarif') };
  await writeFile(files.patch, patch);
  await writeFile(files.sarif, await reportIn('sarif', result, options));
  return { ...files, changed: `${result.files.filter(({ status }) => status === 'changed').length}` };
}

/** A text as the log shows it: the runner would read a line that starts with `::` as a command. */
function withoutCommands(text: string): string {
  const token = randomUUID();
  return `::stop-commands::${token}\n${text}\n::${token}::\n`;
}

/** Where a step of GitHub Actions writes to. */
interface StepFiles {
  /** The file for Markdown that the job's page shows. */
  readonly summary: string;
  /** A folder that is emptied after the job. */
  readonly temporary: string;
}

/** @throws UsageError outside of a step */
function stepFilesOf(environment: Environment): StepFiles {
  const path = (name: string): string => {
    const value = environment[name];
    if (!value) throw new UsageError(`${name} is not set: run this as a step of GitHub Actions`);
    return value;
  };
  path('GITHUB_OUTPUT');
  return { summary: path('GITHUB_STEP_SUMMARY'), temporary: path('RUNNER_TEMP') };
}
