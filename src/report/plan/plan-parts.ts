import type { Phase } from '../../finding';
import { type Hop, type OrderedPlan, phases, type PlanPhase, type PlanStep } from './plan';
import { releaseOf } from '../../version';
import { endedBefore, operatorFor, raisedAfter, raisedWith, removedAfter, upgradesTo } from './plan-pins';

/** A part of the plan under a heading: what may be done first, what is overdue, or one hop. */
export interface PlanPart {
  readonly title: string;
  readonly stages: readonly PlanStage[];
}

/** What is done together. Sentences have names between backticks. */
export interface PlanStage {
  /** When; undefined where the part says it. */
  readonly title?: string;
  /** What you do before the steps are merged. */
  readonly before: readonly string[];
  readonly steps: readonly PlanStep[];
  /** What makes the changes of all steps; undefined where they have none. */
  readonly command: string | undefined;
  /** What you do once they are. */
  readonly after: readonly string[];
}

/** The options that limit a run to a hop: what is right for a later release may be wrong for this one. */
export function optionsOf({ from, to }: Pick<Hop, 'from' | 'to'>): string {
  return ` --from ${from} --to ${to}`;
}

/**
 * What makes the changes of some steps.
 *
 * @param range the options that say which upgrade, or which hop of it
 * @param rest what every command needs
 */
export function commandOf(steps: readonly PlanStep[], range: string, rest: string): string | undefined {
  const due = steps.filter(({ rewrites }) => rewrites > 0);
  if (due.length === 0) return undefined;
  // Pins are written only where they are asked for.
  const pins = due.some(({ kind }) => kind === 'pin') ? ' --pin-defaults' : '';
  const ids = [...new Set(due.map(({ transform }) => transform))].join(',');
  return `istio-migrate --write${range}${pins} --only ${ids}${rest}`;
}

/**
 * The plan as every report shows it: the upgrade itself is one of the steps.
 *
 * @param rest what every command needs: the paths that were given
 */
export function partsOf({ from, options, pins, first, overdue, hops }: OrderedPlan, rest = ''): PlanPart[] {
  const steps = (own: readonly PlanPhase[], ...wanted: readonly Phase[]): PlanStep[] =>
    phases
      .filter((phase) => wanted.length === 0 || wanted.includes(phase))
      .flatMap((phase) => own.filter((each) => each.phase === phase).flatMap((each) => each.steps));
  const stage = (range: string, own: PlanStep[], more: Partial<PlanStage>): PlanStage => {
    return { before: [], after: [], ...more, steps: own, command: commandOf(own, range, rest) };
  };
  const then = steps(first, 'with', 'any');
  return [
    {
      title: 'Any time: best done first',
      stages: [
        stage(options, steps(first, 'before'), { title: 'First: roll out before anything below' }),
        stage(
          options,
          then,
          then.length === first.flatMap((each) => each.steps).length ? {} : { title: 'Then' },
        ),
        stage(options, steps(first, 'after'), { title: 'Last: once the changes above run everywhere' }),
      ].filter(({ steps: due }) => due.length > 0),
    },
    ...overdue.map(({ release = '', phases: own }) => {
      // The files may pin a release that does not run everywhere yet.
      const isNewest = release === releaseOf(from);
      const after = isNewest ? steps(own, 'after') : [];
      const late = isNewest ? steps(own, 'any', 'before', 'with') : steps(own);
      const since = late.length > 0 ? 'Overdue since' : 'Left from the upgrade to';
      return {
        title: `${since} Istio ${release}${hops.length > 0 ? ': best done before the first hop' : ''}`,
        stages: [
          stage(options, late, {}),
          stage(options, after, { title: `After: merge once istiod ${release} runs everywhere` }),
        ].filter(({ steps: due }) => due.length > 0),
      };
    }),
    ...hops.map(({ prerequisites, phases: own, ...hop }) => ({
      title: `Istio ${hop.from} → ${hop.to}`,
      stages: [
        stage(optionsOf(hop), steps(own, 'any', 'before'), {
          title: 'Before: merge while the old istiod runs',
          before: [...prerequisites, ...endedBefore(hop.to, pins), ...operatorFor(hop.to, pins)],
        }),
        stage(optionsOf(hop), steps(own, 'with'), {
          title: 'With: merge together with the upgrade',
          before: raisedWith(hop.to, pins),
          // What is merged is rolled out in this order.
          after: upgradesTo(hop.to, pins),
        }),
        stage(optionsOf(hop), steps(own, 'after'), {
          title: `After: merge once istiod ${hop.to} runs everywhere`,
          before: [...raisedAfter(hop.to, pins), 'Restart the workloads, so that they get the new sidecar.'],
          after: [
            'Check: `istioctl proxy-status` shows no old proxy, `istioctl analyze -A` no error.',
            ...removedAfter(hop.to, pins),
          ],
        }),
      ].filter(({ before, steps: due, after }) => before.length + due.length + after.length > 0),
    })),
  ].filter(({ stages }) => stages.length > 0);
}

/** What a step is called that belongs to no transform. */
export const otherTitle = 'Unreadable files and ignore comments';
