import { appendFile } from 'node:fs/promises';
import { main } from '../cli/main';
import { UsageError } from '../cli/usage-error';
import { showOnGitHub } from './show';
import { stepFilesOf } from './step-files';
import { type Environment, wordsFrom } from './words';

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
