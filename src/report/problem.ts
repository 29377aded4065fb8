import type { Level, Finding } from '../finding';
import type { Transform, TransformKind } from '../transform';
import { anyRelease } from '../version';
import { byPosition, type Fix } from '../migrate/outcome';
import type { FileResult, RunResult } from '../run/result';
import { levels } from './count';

/** What a report says of a transform. */
export type Rule = Pick<Transform, 'id' | 'title' | 'release' | 'kind' | 'docs'>;

/** How much a rewrite matters that is due: what the release breaks without it, what is better with it, what may wait. */
export const levelOfKind: Record<TransformKind, Level> = {
  required: 'error',
  hardening: 'warning',
  cleanup: 'note',
  pin: 'note',
  modernize: 'note',
  advice: 'note',
};

/** What a kind of transform is for, as a sentence. */
export function purposeOf({ kind, release }: Pick<Rule, 'kind' | 'release'>): string {
  if (release === anyRelease) return 'What is not migrated breaks, whatever the release of Istio.';
  switch (kind) {
    case 'required':
      return `Istio ${release} breaks what is not migrated.`;
    case 'hardening':
      return `Istio ${release} can do this more safely; nothing breaks without it.`;
    case 'cleanup':
      return `Istio ${release} has no more use for this; nothing breaks where it stays.`;
    case 'pin':
      return `Istio ${release} changes a default; this keeps the old behaviour.`;
    case 'modernize':
      return `Istio ${release} still takes the old form; this is optional.`;
    case 'advice':
      return `Nothing is rewritten: this is what to know before you upgrade to Istio ${release}.`;
  }
}

/** What is still to be done: a finding, or a rewrite that is due. */
export interface Problem extends Finding {
  /** Only of a rewrite. */
  readonly due?: Due;
}

/** A rewrite that was not made yet. Of several that belong together, the first has the fix, for all of them. */
export interface Due {
  readonly file: FileResult;
  readonly fix: Fix;
  readonly isFirst: boolean;
}

/**
 * What is still to be done after a run, by path and position. What `--write` has rewritten is done.
 *
 * @param rules the transforms, whose kinds say how much a rewrite matters
 */
export function problemsOf(result: RunResult, rules: readonly Rule[]): Problem[] {
  const due = result.mode === 'write' ? [] : result.files.flatMap((file) => dueIn(file, rules));
  return [...result.findings, ...due].toSorted(byPosition);
}

/** What matters most comes first, for readers that stop after a number of them. */
export function byLevel(a: Problem, b: Problem): number {
  return levels.indexOf(a.level) - levels.indexOf(b.level);
}

function dueIn(file: FileResult, rules: readonly Rule[]): Problem[] {
  return file.fixes.flatMap((fix) =>
    fix.rewrites.map(({ transform, line, column, summary }, index): Problem => {
      const kind = rules.find(({ id }) => id === transform)?.kind ?? 'required';
      return {
        transform,
        level: levelOfKind[kind],
        path: file.path,
        line,
        column,
        message: summary,
        help: 'run istio-migrate with --write to make this change',
        due: { file, fix, isFirst: index === 0 },
      };
    }),
  );
}
