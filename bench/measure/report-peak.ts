// Loaded into a measured program with --require: writes the peak of its memory, in kilobytes, when it ends.
import { readFileSync, writeFileSync } from 'node:fs';
import { isMainThread } from 'node:worker_threads';

const answer = process.env['BENCH_PEAK'];
if (isMainThread && answer !== undefined) {
  process.on('exit', () => {
    writeFileSync(answer, String(peak()));
  });
}

/** Linux counts in `maxRSS` what the program held that started this one; its own high-water mark does not. */
function peak(): number {
  if (process.platform !== 'linux') return process.resourceUsage().maxRSS;
  const [, kilobytes] = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync('/proc/self/status', 'utf8')) ?? [];
  if (kilobytes === undefined) throw new Error('/proc/self/status does not tell the peak of memory');
  return Number(kilobytes);
}
