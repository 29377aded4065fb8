import { appendFile, mkdtemp, writeFile } from 'node:fs/promises';
import { main } from '../cli/main';
import { UsageError } from '../cli/errors';
import { type Environment, wordsFrom } from './inputs';
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { Options } from '../cli/options';
import { patchesOf } from '../cli/show';
import { reportIn } from '../cli/reports';
import type { RunResult } from '../run/result';

/**
 * Runs the command as a step of GitHub Actions, which is told by environment variables what to do. One run gives all
 * reports.
 *
 * @returns the exit code
 */
export async function action(environment: Environment): Promise<number> {
  try {
    const files = stepFilesOf(environment);
    const code = await main(wordsFrom(environment), (result, options) =>
      showOnGitHub(result, options, files),
    );
    await appendFile(files.output, `exit-code=${code}\n`);
    return code;
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    process.stderr.write(`istio-migrate: ${error.message}\n`);
    return 2;
  }
}

/**
 * Shows what a run found out in all the places that GitHub has for it: the log, annotations, the job's summary, the
 * outputs, and files that later steps can use.
 */
export async function showOnGitHub(
  result: RunResult,
  options: Options,
  { output, summary, temporary }: StepFiles,
): Promise<void> {
  const patch = (await patchesOf(result)).join('');
  const text = await reportIn('text', result, options);
  process.stdout.write(withoutCommands(patch + text));
  process.stdout.write(await reportIn('github', result, options));
  await appendFile(summary, await reportIn('markdown', result, options));

  const folder = await mkdtemp(join(temporary, 'istio-migrate-'));
  const files = { patch: join(folder, 'changes.patch'), sarif: join(folder, 'report.sarif') };
  await writeFile(files.patch, patch);
  await writeFile(files.sarif, await reportIn('sarif', result, options));
  const changed = result.files.filter(({ status }) => status === 'changed').length;
  await appendFile(output, `changed=${changed}\npatch=${files.patch}\nsarif=${files.sarif}\n`);
}

/** A text as the log shows it, whatever is in it: the runner would take a line that starts with `::` for a command. */
function withoutCommands(text: string): string {
  const token = randomUUID();
  return `::stop-commands::${token}\n${text}\n::${token}::\n`;
}

/** Where a step of GitHub Actions leaves what it has to say. */
export interface StepFiles {
  /** The file for outputs, and the one for Markdown that the job's page shows. */
  readonly output: string;
  readonly summary: string;
  /** A folder that is emptied after the job. */
  readonly temporary: string;
}

/** @throws UsageError where there is no step */
export function stepFilesOf(environment: Environment): StepFiles {
  const path = (name: string): string => {
    const value = environment[name];
    if (!value) throw new UsageError(`${name} is not set: this is a step of GitHub Actions`);
    return value;
  };
  return {
    output: path('GITHUB_OUTPUT'),
    summary: path('GITHUB_STEP_SUMMARY'),
    temporary: path('RUNNER_TEMP'),
  };
}
