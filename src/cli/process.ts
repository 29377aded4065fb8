import { cause } from '../files/cause';
import { version } from '../../package.json';

/**
 * Watches standard output and standard error for the whole run. A reader may stop early, as `head` does: the run goes on,
 * and its exit code stays what it is. If they cannot be written for another reason (a full disk), the run fails at its
 * end.
 *
 * @returns tells whether something could not be printed
 */
export function watchOutput(): { hasFailed: () => boolean } {
  let hasFailed = false;
  const failed = (): void => {
    hasFailed = true;
    // The error may come when the run is over already.
    process.exitCode = 2;
  };
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') return;
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
