import { runInMemory } from '../../src/run/memory';
import type { RunResult } from '../../src/run/decide';
import { transforms } from '../../transforms';
import { upgrade } from './upgrade';

/** What a dry run finds out about texts, each on its own. */
export function dryRunOn(texts: Readonly<Record<string, string>>): RunResult {
  const results = Object.entries(texts).map(([path, text]) =>
    runInMemory(new Map([[path, text]]), { ...upgrade, transforms, markdown: true, positions: 'before' }),
  );
  const [first] = results;
  if (!first) throw new Error('no texts');
  return {
    ...first,
    scanned: results.length,
    parsed: results.length,
    files: results.flatMap(({ files }) => files),
    findings: results.flatMap(({ findings }) => findings),
    faults: results.flatMap(({ faults }) => faults),
    durationMs: 1,
  };
}
