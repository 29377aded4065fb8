import type { Finding, Level } from '../finding';
import type { FileResult, RunResult } from '../run/result';
import type { Phase, Transform } from '../transform';
import { anyRelease, parseVersion, printVersion, reaches, type UpgradeRange } from '../version';
import { countLevels } from './count';

/** In the order in which they are carried out. */
export const phases: readonly Phase[] = ['before', 'with', 'after', 'any'];

/** What a plan says of a transform. */
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

/** Groups rewrites and findings by the release and the phase of their transforms. What holds for any release is first. */
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

/** One hop of an upgrade, from a minor release to the next. */
export interface Hop {
  readonly from: string;
  readonly to: string;
  readonly phases: readonly PlanPhase[];
}

/** The plan in the order in which it is carried out. Istio is upgraded by one minor release at a time. */
export interface OrderedPlan {
  /** What does not depend on a release: files that could not be handled, and what may be merged at any time. */
  readonly first: readonly PlanPhase[];
  /** What a release up to the one that runs now asked for already. */
  readonly overdue: Plan;
  readonly hops: readonly Hop[];
}

export function orderedPlan(
  { files, findings, range }: Pick<RunResult, 'files' | 'findings' | 'range'>,
  transforms: readonly TransformInfo[],
): OrderedPlan {
  const plan = upgradePlan(files, findings, transforms);
  const isFirst = ({ release = anyRelease }: PlanRelease): boolean => release === anyRelease;
  return {
    first: plan.filter(isFirst).flatMap(({ phases: own }) => own),
    overdue: plan.filter((each) => !isFirst(each) && reaches({ to: range.from }, each.release ?? anyRelease)),
    hops: hopsOf(range).map(({ from, to }) => ({
      from,
      to,
      phases: plan.find(({ release }) => release === to)?.phases ?? [],
    })),
  };
}

/** `1.27 → 1.28`, `1.28 → 1.29`; none where the upgrade stays within a minor release. */
function hopsOf({ from, to }: UpgradeRange): { readonly from: string; readonly to: string }[] {
  const minor = (number: number): string => printVersion({ ...to, minor: number, patch: undefined });
  return Array.from({ length: Math.max(0, to.minor - from.minor) }, (_, index) => ({
    from: minor(from.minor + index),
    to: minor(from.minor + index + 1),
  }));
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

/** What holds for any release comes first: it may be merged at once. */
function byNumber(one: string, other: string): number {
  const rank = (release: string): number => (parseVersion(release) ? 1 : 0);
  return rank(one) - rank(other) || one.localeCompare(other, 'en', { numeric: true });
}
