import type { OnProgress } from '../run/options';
import { knowsEscapeCodes } from './colour';

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
      const line = `${step} ${done.toLocaleString('en-US')} of ${total.toLocaleString('en-US')} files`;
      // A terminal that does not know its width says 0. In the last column some break the line.
      stream.write(erase + line.slice(0, (stream.columns || 80) - 1));
    },
    hide() {
      if (isLineShown) stream.write(erase);
      isLineShown = false;
    },
  };
}
