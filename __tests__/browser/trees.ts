import { htmlReport } from '../../src/report/html';
import { chooseTransforms } from '../../src/migrate/choices';
import { runInMemory } from '../../src/run/memory';
import type { RunResult } from '../../src/run/decide';
import type { Transform } from '../../src/transform';
import { transforms } from '../../transforms';
import { oldPolicy } from '../support/policies';

/** A policy whose alpha form v1 refuses: a rewrite cannot be made, and somebody has to act. */
export const wrongPolicy = oldPolicy.replace(/^ *hostname: .*\n/m, '');

/** What the command finds out about a tree. */
export function resultFor(texts: Readonly<Record<string, string>>): RunResult {
  const target = { major: 1, minor: 28, patch: undefined };
  return runInMemory(new Map(Object.entries(texts)), {
    transforms: chooseTransforms(transforms, { only: [], skip: [] }, target),
    target,
    positions: 'before',
  });
}

/** The report on a tree, as HTML. */
export function reportFor(texts: Readonly<Record<string, string>>): string {
  return reportOf(resultFor(texts));
}

/** The report on a result, as HTML. */
export function reportOf(result: RunResult, rules: readonly Transform[] = transforms): string {
  return htmlReport(result, { tool: { name: 'istio-migrate', version: '0.0.0' }, transforms: rules });
}
