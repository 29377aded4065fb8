/** How long a run may take before it shows that it is alive. */
const patienceMs = 1_000;
const everyMs = 100;

/** A line on a terminal that tells how far a long run has come; on anything else, nothing. */
export function startProgress(
  stream: NodeJS.WriteStream,
  isQuiet: boolean,
): { update: (done: number, total: number) => void; stop: () => void } {
  const isShown = stream.isTTY && !isQuiet;
  let next = performance.now() + patienceMs;
  let isLineShown = false;
  return {
    update(done, total) {
      if (!isShown || performance.now() < next) return;
      next = performance.now() + everyMs;
      isLineShown = true;
      stream.write(`\r\u001b[K${done.toLocaleString('en')} of ${total.toLocaleString('en')} files`);
    },
    stop() {
      if (isLineShown) stream.write('\r\u001b[K');
    },
  };
}
