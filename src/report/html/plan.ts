import type { Finding, Level } from '../../finding';
import type { FileResult } from '../../run/result';
import type { Phase, Transform } from '../../transform';
import { countLevels } from '../count';

/** In the order in which they are carried out. */
export const phases: readonly Phase[] = ['before', 'with', 'after', 'any'];

/** What a page says of a transform. */
export type TransformInfo = Pick<Transform, 'id' | 'title' | 'release' | 'phase' | 'kind' | 'docs'>;

/** What one transform asks for: how many rewrites in how many files, and what is left to you. */
export interface PlanStep {
  readonly transform: string;
  readonly files: number;
  readonly rewrites: number;
  readonly findings: Readonly<Record<Level, number>>;
}

/** What is due in one phase of the upgrade to a release. */
export interface PlanPhase {
  readonly phase: Phase;
  readonly steps: readonly PlanStep[];
}

/** The upgrade to one release; without a release, what stands in the way of every upgrade. */
export interface PlanRelease {
  readonly release?: string;
  readonly phases: readonly PlanPhase[];
}

/** The upgrade plan: releases from old to new, in each the phases in their order. */
export type Plan = readonly PlanRelease[];

/** Groups rewrites and findings by the release and the phase of their transforms. */
export function upgradePlan(
  files: readonly Pick<FileResult, 'rewrites'>[],
  findings: readonly Finding[],
  transforms: readonly TransformInfo[],
): Plan {
  const known = new Set(transforms.map(({ id }) => id));
  const others = new Set(findings.map(({ transform }) => transform).filter((id) => !known.has(id)));
  const step = (id: string) => stepOf(id, files, findings);
  const general = [...others].map(step);
  const releases = [...new Set(transforms.map(({ release }) => release))].toSorted(byNumber);
  return [
    ...(general.length > 0 ? [{ phases: [{ phase: 'any' as const, steps: general }] }] : []),
    ...releases.map((release) => ({ release, phases: phasesOf(release, transforms, step) })),
  ].filter((each) => each.phases.length > 0);
}

function phasesOf(
  release: string,
  transforms: readonly TransformInfo[],
  step: (id: string) => PlanStep,
): PlanPhase[] {
  return phases
    .map((phase) => ({
      phase,
      steps: transforms
        .filter((each) => each.release === release && each.phase === phase)
        .map(({ id }) => step(id))
        .filter(({ rewrites, findings }) => rewrites + findings.error + findings.warning + findings.note > 0),
    }))
    .filter(({ steps }) => steps.length > 0);
}

function stepOf(
  id: string,
  files: readonly Pick<FileResult, 'rewrites'>[],
  findings: readonly Finding[],
): PlanStep {
  const counts = files
    .map(({ rewrites }) => rewrites.filter(({ transform }) => transform === id).length)
    .filter((count) => count > 0);
  return {
    transform: id,
    files: counts.length,
    rewrites: counts.reduce((sum, count) => sum + count, 0),
    findings: countLevels(findings.filter(({ transform }) => transform === id)),
  };
}

function byNumber(one: string, other: string): number {
  return one.localeCompare(other, 'en', { numeric: true });
}
