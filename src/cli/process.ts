import { cause } from '../files/cause';
import { version } from '../../package.json';

/**
 * Looks after standard output and standard error for the whole run. Whoever reads them may stop early, as `head` does:
 * that is no fault. Where they cannot be written otherwise (a full disk), the run goes on, and fails in the end.
 *
 * @param onClosed called where nobody reads the standard output any more
 * @returns tells whether something was not printed
 */
export function watchOutput(onClosed: () => never): { hasFailed: () => boolean } {
  let hasFailed = false;
  const failed = (): void => {
    hasFailed = true;
    // The error may come when the run is over already.
    process.exitCode = 2;
  };
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') onClosed();
    if (!hasFailed) process.stderr.write(`istio-migrate: cannot write standard output: ${cause(error)}\n`);
    failed();
  });
  process.stderr.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') failed();
  });
  return { hasFailed: () => hasFailed };
}

/** The version of this tool, from its package. */
export function toolVersion(): string {
  return version;
}
