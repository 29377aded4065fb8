import type { Finding, Level } from '../../finding';
import type { FileResult, RunResult } from '../../run/decide';
import type { Phase } from '../../finding';
import type { TransformKind } from '../../transform';
import type { TransformInfo } from '../problem';
import {
  anyRelease,
  parseVersion,
  printVersion,
  reaches,
  type UpgradeRange,
  type Version,
} from '../../version';
import { oldPins, type OldPin } from './plan-pins';
import { countLevels, type Failure, failuresOf, findingsBesideFailures } from '../summary';

/** In the order in which they are carried out. */
export const phases: readonly Phase[] = ['before', 'with', 'after', 'any'];

/** What one transform asks for: how many rewrites in how many files, and what is left to you. */
export interface PlanStep {
  readonly transform: string;
  /** The release that it is due with; undefined for what no transform says. */
  readonly release?: string;
  readonly phase: Phase;
  readonly kind?: TransformKind;
  readonly files: number;
  readonly rewrites: number;
  readonly findings: Readonly<Record<Level, number>>;
}

/** What is due in one phase of the upgrade to a release. */
export interface PlanPhase {
  readonly phase: Phase;
  readonly steps: readonly PlanStep[];
}

/** The upgrade to one release; without a release, what is in the way of every upgrade. */
export interface PlanRelease {
  readonly release?: string;
  readonly phases: readonly PlanPhase[];
}

/** The upgrade plan: releases from old to new, in each the phases in their order. */
export type Plan = readonly PlanRelease[];

/** Groups rewrites and findings by the release that they are due with, and by phase. What holds for any is first. */
function upgradePlan(
  files: readonly Pick<FileResult, 'rewrites'>[],
  findings: readonly Finding[],
  transforms: readonly TransformInfo[],
): Plan {
  const known = new Set(transforms.map(({ id }) => id));
  const others = new Set(findings.map(({ transform }) => transform).filter((id) => !known.has(id)));
  const general = [...others].map((id) =>
    stepOf({ transform: id, phase: 'any' }, undefined, files, findings),
  );
  const said = [...findings, ...files.flatMap(({ rewrites }) => rewrites)];
  const releases = new Set([...transforms, ...said].flatMap(({ release }) => release ?? []));
  return [
    ...(general.length > 0 ? [{ phases: [{ phase: 'any' as const, steps: general }] }] : []),
    ...[...releases].toSorted(byNumber).map((release) => ({
      release,
      phases: phasesOf(transforms, (usual, phase) =>
        stepOf({ transform: usual.id, release, phase, kind: usual.kind }, usual, files, findings),
      ),
    })),
  ].filter((each) => each.phases.length > 0);
}

/** One hop of an upgrade, from a minor release to the next. */
export interface Hop {
  readonly from: string;
  readonly to: string;
  /** Whether anything is known of what the release changes. */
  readonly isKnown: boolean;
  /** What has to be so before it, whatever is in the tree. Sentences. */
  readonly prerequisites: readonly string[];
  readonly phases: readonly PlanPhase[];
}

/** The plan in the order in which it is carried out. Istio is upgraded by one minor release at a time. */
export interface OrderedPlan {
  /** The Istio that runs now. */
  readonly from: Version;
  /** What a command of no hop needs to be about the same upgrade: its end, and its start where no file says it. */
  readonly options: string;
  /** What could not be handled, so that the plan may lack something. */
  readonly failures: readonly Failure[];
  /** None, too, where nobody asked the tree for them. */
  readonly pins: readonly OldPin[];
  /** What does not depend on a release, and may be merged at any time. */
  readonly first: readonly PlanPhase[];
  /** What a release up to the one that runs now asked for already. */
  readonly overdue: Plan;
  readonly hops: readonly Hop[];
}

/** What of a run a plan is made of. */
export type Planned = Pick<RunResult, 'files' | 'findings' | 'faults' | 'range'>;

/**
 * @param known the releases whose changes are known, where the transforms are only some of all; what a hop to another one
 *   needs, nobody can say
 */
export function orderedPlan(
  result: Planned,
  transforms: readonly TransformInfo[],
  known: readonly string[] = transforms.map(({ release }) => release),
): OrderedPlan {
  const { files, range } = result;
  const plan = upgradePlan(files, plannedFindings(findingsBesideFailures(result), range.from), transforms);
  const isGeneral = ({ release = anyRelease }: PlanRelease): boolean => release === anyRelease;
  const general = plan.filter(isGeneral).flatMap(({ phases: own }) => own);
  // What may be merged at any time needs no upgrade, as with `--only artifacts`.
  const hops = transforms.every(({ phase }) => phase === 'any') ? [] : hopsOf(range);
  // What holds for any release, but not at any time, is about the release that the upgrade ends at.
  const isAtEnd = ({ transform }: PlanStep): boolean =>
    hops.length > 0 && transforms.some(({ id, phase }) => id === transform && phase !== 'any');
  const isFromGiven = range.isFromKnown && !range.pinnedBy;
  const atLast = withSteps(general, isAtEnd);
  return {
    from: range.from,
    options: `${isFromGiven ? ` --from ${printVersion(range.from)}` : ''} --to ${printVersion(range.to)}`,
    failures: failuresOf(result),
    pins: hops.length > 0 ? oldPins(range, transforms) : [],
    first: withSteps(general, (step) => !isAtEnd(step)),
    overdue: plan.filter(
      (each) => !isGeneral(each) && reaches({ to: range.from }, each.release ?? anyRelease),
    ),
    hops: hops.map((hop, index) => {
      const own = plan.find(({ release }) => release === hop.to)?.phases ?? [];
      const isKnown = known.includes(hop.to);
      const prerequisites = [
        ...(isKnown
          ? []
          : [`Read the upgrade notes of ${hop.to} first: this plan does not know its changes.`]),
        ...transforms.flatMap((each) => each.prerequisites?.[hop.to] ?? []),
      ];
      return {
        ...hop,
        isKnown,
        prerequisites,
        phases: index === hops.length - 1 ? joined(own, atLast) : own,
      };
    }),
  };
}

/** The findings that a plan shows: which version runs until the hop before raises it is no news there. */
export function plannedFindings(findings: readonly Finding[], from: Version): Finding[] {
  return findings.filter(
    ({ isUntilRaised = false, release = anyRelease }) => !isUntilRaised || reaches({ to: from }, release),
  );
}

/** The phases of both, in their order. */
function joined(own: readonly PlanPhase[], more: readonly PlanPhase[]): PlanPhase[] {
  return phases
    .map((phase) => ({
      phase,
      steps: [...own, ...more].filter((each) => each.phase === phase).flatMap(({ steps }) => steps),
    }))
    .filter(({ steps }) => steps.length > 0);
}

/** The phases with those of their steps that are meant. */
function withSteps(own: readonly PlanPhase[], isMeant: (step: PlanStep) => boolean): PlanPhase[] {
  return own
    .map(({ phase, steps }) => ({ phase, steps: steps.filter(isMeant) }))
    .filter(({ steps }) => steps.length > 0);
}

/** `1.27 → 1.28`, `1.28 → 1.29`; none where the upgrade stays within a minor release. */
function hopsOf({ from, to }: UpgradeRange): { readonly from: string; readonly to: string }[] {
  const minor = (number: number): string => printVersion({ ...to, minor: number, patch: undefined });
  return Array.from({ length: Math.max(0, to.minor - from.minor) }, (_, index) => ({
    from: minor(from.minor + index),
    to: minor(from.minor + index + 1),
  }));
}

/** Whether nothing is due, so that only the upgrade itself is left. */
export function isEmpty({ failures, first, overdue, hops }: OrderedPlan): boolean {
  const parts = [failures, first, overdue, ...hops.map(({ phases: own }) => own)];
  return parts.every((part) => part.length === 0);
}

function phasesOf(
  transforms: readonly TransformInfo[],
  step: (transform: TransformInfo, phase: Phase) => PlanStep,
): PlanPhase[] {
  return phases
    .map((phase) => ({
      phase,
      steps: transforms
        .map((each) => step(each, phase))
        .filter(({ rewrites, findings }) => rewrites + findings.error + findings.warning + findings.note > 0),
    }))
    .filter(({ steps }) => steps.length > 0);
}

function stepOf(
  step: Pick<PlanStep, 'transform' | 'release' | 'phase' | 'kind'>,
  usual: Usual | undefined,
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
 * @param usual release and phase of the transform, which count where they name none of their own
 */
export function isOfStep(
  { transform: id, release: due, phase: when }: Pick<PlanStep, 'transform' | 'release' | 'phase'>,
  usual: Usual | undefined,
): (said: Pick<Finding, 'transform' | 'release' | 'phase'>) => boolean {
  return ({ transform, release = usual?.release, phase = usual?.phase ?? 'any' }) =>
    transform === id && release === due && phase === when;
}

type Usual = Pick<TransformInfo, 'release' | 'phase'>;

/** What holds for any release comes first: it may be merged at once. */
function byNumber(one: string, other: string): number {
  const rank = (release: string): number => (parseVersion(release) ? 1 : 0);
  return rank(one) - rank(other) || one.localeCompare(other, 'en', { numeric: true });
}
