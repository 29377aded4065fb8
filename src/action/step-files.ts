import { UsageError } from '../cli/usage-error';
import type { Environment } from './words';

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
