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
  /** The release that it is due with; undefined for what no transform says. */
  readonly release?: string;
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

/** Groups rewrites and findings by the release that they are due with, and by phase. What holds for any is first. */
export function upgradePlan(
  files: readonly Pick<FileResult, 'rewrites'>[],
  findings: readonly Finding[],
  transforms: readonly TransformInfo[],
): Plan {
  const known = new Set(transforms.map(({ id }) => id));
  const others = new Set(findings.map(({ transform }) => transform).filter((id) => !known.has(id)));
  const general = [...others].map((id) => stepOf({ transform: id }, undefined, files, findings));
  const said = [...findings, ...files.flatMap(({ rewrites }) => rewrites)];
  const releases = new Set([...transforms, ...said].flatMap(({ release }) => release ?? []));
  return [
    ...(general.length > 0 ? [{ phases: [{ phase: 'any' as const, steps: general }] }] : []),
    ...[...releases].toSorted(byNumber).map((release) => ({
      release,
      phases: phasesOf(transforms, ({ id, release: usual }) =>
        stepOf({ transform: id, release }, usual, files, findings),
      ),
    })),
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
  transforms: readonly TransformInfo[],
  step: (transform: TransformInfo) => PlanStep,
): PlanPhase[] {
  return phases
    .map((phase) => ({
      phase,
      steps: transforms
        .filter((each) => each.phase === phase)
        .map(step)
        .filter(({ rewrites, findings }) => rewrites + findings.error + findings.warning + findings.note > 0),
    }))
    .filter(({ steps }) => steps.length > 0);
}

function stepOf(
  step: Pick<PlanStep, 'transform' | 'release'>,
  usual: string | undefined,
  files: readonly Pick<FileResult, 'rewrites'>[],
  findings: readonly Finding[],
): PlanStep {
  const isOwn = isOfStep(step, usual);
  const counts = files.map(({ rewrites }) => rewrites.filter(isOwn).length).filter((count) => count > 0);
  return {
    ...step,
    files: counts.length,
    rewrites: counts.reduce((sum, count) => sum + count, 0),
    findings: countLevels(findings.filter(isOwn)),
  };
}

/**
 * Whether a finding or a rewrite belongs to a step.
 *
 * @param usual the release of the transform, which counts where they name none of their own
 */
export function isOfStep(
  { transform: id, release: due }: Pick<PlanStep, 'transform' | 'release'>,
  usual: string | undefined,
): (said: Pick<Finding, 'transform' | 'release'>) => boolean {
  return ({ transform, release = usual }) => transform === id && release === due;
}

/** What holds for any release comes first: it may be merged at once. */
function byNumber(one: string, other: string): number {
  const rank = (release: string): number => (parseVersion(release) ? 1 : 0);
  return rank(one) - rank(other) || one.localeCompare(other, 'en', { numeric: true });
}
