import { isAbsolute, relative, resolve, sep } from 'node:path';
import { createHash } from 'node:crypto';
import type { Finding, Level } from '../finding';
import type { Transform, TransformKind } from '../transform';
import { anyRelease } from '../version';
import { byPosition, type Fix } from '../migrate/outcome';
import type { FileResult, RunResult } from '../run/decide';
import { findingsBesideFailures } from './summary';

/** What paths are relative to: those of a result to the working directory, those that others read to a root. */
export interface Base {
  readonly workingDirectory: string;
  /** The root of the repository, where there is one. */
  readonly root: string;
}

/** A path of a result as seen from the root, with `/`; absolute if it lies outside. */
export function fromRoot(path: string, { workingDirectory, root }: Base): string {
  const absolute = resolve(workingDirectory, path);
  const inside = relative(root, absolute);
  if (inside === '..' || inside.startsWith(`..${sep}`) || isAbsolute(inside)) return absolute;
  return inside === '' ? '.' : inside.split(sep).join('/');
}

/** What made a report. */
export interface Tool {
  readonly name: string;
  readonly version: string;
}

/** What a report says about a transform. */
export type TransformInfo = Pick<
  Transform,
  'id' | 'title' | 'release' | 'phase' | 'kind' | 'docs' | 'prerequisites' | 'ends'
>;

/** What a report is made with. */
export interface ReportOptions {
  /** The transforms, in their order. */
  readonly rules: readonly TransformInfo[];
  readonly base: Base;
  /** Says only what breaks and what failed. */
  readonly quiet: boolean;
}

/** How much a due rewrite matters: the release breaks something without it, it is better with it, or it can wait. */
export const levelOfKind: Record<TransformKind, Level> = {
  required: 'error',
  cleanup: 'note',
  hardening: 'warning',
  pin: 'note',
  modernize: 'note',
  advice: 'note',
};

/** What a kind of transform is for, as a sentence. */
export function purposeOf({ kind, release }: Pick<TransformInfo, 'kind' | 'release'>): string {
  if (release === anyRelease) return 'This breaks unless it is migrated, whatever the release of Istio.';
  switch (kind) {
    case 'required':
      return `Istio ${release} breaks this unless it is migrated.`;
    case 'hardening':
      return `Istio ${release} can do this more safely; nothing breaks without it.`;
    case 'cleanup':
      return `This has no effect in Istio ${release}; nothing breaks if it stays.`;
    case 'pin':
      return `Istio ${release} changes a default; this keeps the old behaviour.`;
    case 'modernize':
      return `Istio ${release} still accepts this; nothing breaks without the change.`;
    case 'advice':
      return `Nothing is rewritten: read this before you upgrade to Istio ${release}.`;
  }
}

/** What remains to be done: a finding, or a rewrite that is due. */
export interface Problem extends Finding {
  /** Only of a rewrite. */
  readonly due?: Due;
}

/** A rewrite that is not made yet. Of several that belong together, the first has the fix for all of them. */
export interface Due {
  readonly file: FileResult;
  readonly fix: Fix;
  readonly isFirst: boolean;
}

/**
 * What remains to be done after a run, by path and position, beside failures. What `--write` has rewritten is done.
 *
 * @param rules the transforms, whose kinds say how much a rewrite matters
 */
export function problemsOf(result: RunResult, rules: readonly TransformInfo[]): Problem[] {
  const { mode, files, isStandardInput = false } = result;
  const due = mode === 'write' ? [] : files.flatMap((file) => dueIn(file, rules, isStandardInput));
  return [...findingsBesideFailures(result), ...due].toSorted(byPosition);
}

function dueIn(file: FileResult, rules: readonly TransformInfo[], isStandardInput: boolean): Problem[] {
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
        ...(!isStandardInput && { help: 'run istio-migrate --write to make this change' }),
        due: { file, fix, isFirst: index === 0 },
      };
    }),
  );
}

/** What a fingerprint is made of. */
interface Fingerprinted extends Pick<Finding, 'transform' | 'path' | 'message' | 'whole'> {
  readonly type: 'failure' | 'rewrite' | 'finding';
}

/** What of a message may change while the problem stays: lines of other places, and the comments that a rewrite removes. */
const passing = /:\d+|; removes the comments? ".*/gs;

/**
 * Names problems so that a later run finds them again: by rule, file and message. No line is part of it, so that a
 * problem keeps its name where lines are added above; of several with the same words in a file, it is the first, the
 * second… A run that is given a part of a tree names a problem as one over the whole tree does.
 */
export class Fingerprints {
  private readonly seen = new Map<string, number>();

  /**
   * To be called in the order of the problems' positions.
   *
   * @param shown how a path is written
   */
  of({ transform, path, whole, ...own }: Fingerprinted, shown: (path: string) => string): string {
    const { message, type } = whole ?? own;
    const words = [transform, shown(whole?.path ?? path), message.replaceAll(passing, ':'), type];
    const hash = createHash('sha256').update(JSON.stringify(words)).digest('hex');
    const number = (this.seen.get(hash) ?? 0) + 1;
    this.seen.set(hash, number);
    return `${hash.slice(0, 32)}:${number}`;
  }
}
