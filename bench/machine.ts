import { execFileSync } from 'node:child_process';
import { availableParallelism, cpus, loadavg, release, totalmem, type } from 'node:os';

/** What a measurement is made on, and when; one fact a line. */
export function machine(root: string): string[] {
  const model = cpus()[0]?.model ?? 'unknown processor';
  const load = loadavg().map((value) => value.toFixed(1));
  return [
    `Processor: ${model}, ${availableParallelism()} cores; memory: ${(totalmem() / 2 ** 30).toFixed(0)} GiB`,
    `System: ${type()} ${release()}; Node ${process.version}`,
    `Load average before: ${load.join(', ')} (other work on the machine makes times longer and less certain)`,
    `Measured: ${new Date().toISOString().slice(0, 16).replace('T', ' ')} UTC, commit ${commitOf(root)}`,
  ];
}

function commitOf(root: string): string {
  const git = (...words: string[]) =>
    execFileSync('git', ['-C', root, ...words], { encoding: 'utf8' }).trim();
  try {
    const changes = git('status', '--porcelain', '--untracked-files=no') === '' ? '' : ' with changes';
    return `${git('rev-parse', '--short', 'HEAD')}${changes}`;
  } catch {
    return 'unknown';
  }
}
