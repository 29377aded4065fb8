import type { OnProgress } from '../run/open';
import { cause } from '../files/read';
import { version } from '../../package.json';
import { withCommas } from '../report/summary';

/** What says whether to colour, beside the command line. */
export type ColourEnvironment = Readonly<Partial<Record<'NO_COLOR' | 'FORCE_COLOR' | 'TERM', string>>>;

/**
 * Whether what is written to a stream is coloured. What was said most clearly wins: `--color` or `--no-color`, then
 * `NO_COLOR`, then `FORCE_COLOR`, and then what the stream is.
 *
 * `NO_COLOR` beats `FORCE_COLOR` where both are set: text without colours can be read by everyone, escape codes where
 * nobody wants them cannot. An empty value says nothing. A `TERM` that is `dumb` knows no escape codes.
 *
 * Source: no-color.org, force-color.org; CPython and picocolors have the same order.
 *
 * @param flag what the command line says, if anything
 */
export function hasColour(
  flag: boolean | undefined,
  stream: { readonly isTTY?: boolean },
  { NO_COLOR, FORCE_COLOR, ...environment }: ColourEnvironment = process.env,
): boolean {
  if (flag !== undefined) return flag;
  if (NO_COLOR) return false;
  if (FORCE_COLOR) return !['0', 'false'].includes(FORCE_COLOR.toLowerCase());
  return knowsEscapeCodes(stream, environment);
}

/** Whether a stream is a terminal on which more can be done than writing one line below the other. */
function knowsEscapeCodes(
  stream: { readonly isTTY?: boolean },
  { TERM }: Pick<ColourEnvironment, 'TERM'> = process.env,
): boolean {
  return stream.isTTY === true && TERM !== 'dumb';
}

/**
 * Whether a diff is coloured. In a pipe or a file it has to stay a patch, whatever a build environment forces: there
 * only `--color` colours it.
 */
export function hasColourInDiff(
  flag: boolean | undefined,
  stream: { readonly isTTY?: boolean },
  environment: ColourEnvironment = process.env,
): boolean {
  return flag ?? (stream.isTTY === true && hasColour(flag, stream, environment));
}

/** How long a run may take before it shows that it is alive. */
const patienceMs = 1_000;
const everyMs = 200;

/** The start of the line, and nothing to the right of it. */
const erase = '\r\u001b[K';

/** A line on a terminal that tells how far a long run has come. */
export interface Progress {
  readonly update: OnProgress;
  /** Takes the line away, as before anything else is printed; a later update shows it again. */
  readonly hide: () => void;
}

/** Shows the progress on a terminal that can erase what it shows; on anything else, nothing. */
export function startProgress(stream: NodeJS.WriteStream, isQuiet: boolean): Progress {
  const isShown = !isQuiet && knowsEscapeCodes(stream);
  let next = performance.now() + patienceMs;
  let isLineShown = false;
  return {
    update(step, done, total) {
      if (!isShown || performance.now() < next) return;
      next = performance.now() + everyMs;
      isLineShown = true;
      const line = `${step} ${withCommas(done)} of ${withCommas(total)} files`;
      // A terminal that does not know its width says 0. In the last column some break the line.
      stream.write(erase + line.slice(0, (stream.columns || 80) - 1));
    },
    hide() {
      if (isLineShown) stream.write(erase);
      isLineShown = false;
    },
  };
}

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
