import { type Facts, givenFile } from '../../../src/facts';
import type { Version } from '../../../src/version';
import { injectedNamespace, renderedFlags, type WorkloadFact, workloadFact } from './facts';
import { type Eviction, evictionFor, faultOf } from './interval';

/** What the flags of the rendered istiod Deployments of a tree come to. */
export interface Plan {
  readonly eviction: Eviction;
  /** Why nothing can be done yet. */
  readonly obstacle: 'unreadable' | 'disagree' | 'fault' | 'not-given' | undefined;
  /** The workloads whose pods are to get the annotation, wherever they are. */
  readonly due: readonly WorkloadFact[];
}

/** The one plan for the whole tree: each file is then changed by it, in whatever order, or none is. */
export function planOf(facts: Facts, target: Version): Plan | undefined {
  const flags = facts.all(renderedFlags);
  const evictions = flags.map(({ isSet, rotation }): Eviction => {
    return isSet && rotation === undefined ? { kind: 'unreadable' } : evictionFor(rotation);
  });
  const [eviction] = evictions;
  if (!eviction) return undefined;
  const due = facts.all(workloadFact).filter((workload) => isDue(workload, facts));
  if (evictions.some(({ kind }) => kind === 'unreadable')) return { eviction, obstacle: 'unreadable', due };
  if (evictions.some((other) => lengthOf(other) !== lengthOf(eviction)))
    return { eviction, obstacle: 'disagree', due };
  if (eviction.kind !== 'interval') return { eviction, obstacle: undefined, due: [] };
  if (faultOf(eviction.length, target) === 'declined') return { eviction, obstacle: 'fault', due };
  const given = facts.all(givenFile);
  const isWhole = [...due.filter(({ kind }) => kind !== 'Job'), ...flags].every(({ place }) =>
    given.includes(place.path),
  );
  return { eviction, obstacle: isWhole ? undefined : 'not-given', due };
}

function lengthOf(eviction: Eviction): number {
  return eviction.kind === 'interval' ? eviction.length : 0;
}

/** Whether the pods are sure to have a proxy, and have no eviction interval of their own. */
export function isDue({ proxy, namespace, eviction }: Omit<WorkloadFact, 'place'>, facts: Facts): boolean {
  if (eviction !== undefined || proxy === 'none') return false;
  if (proxy !== 'by-namespace') return true;
  return namespace !== undefined && facts.all(injectedNamespace).includes(namespace);
}
