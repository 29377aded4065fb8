import { placesNaming, placesOverwriting } from '../../../src/addresses/over';
import { type FactPlace, type Facts, givenFiles } from '../../../src/facts';
import { namespacesOf } from '../../../src/kustomize/ways';
import type { Version } from '../../../src/version';
import { injectedNamespace, renderedFlags, type WorkloadFact, workloadFact } from './facts';
import { type Eviction, evictionAnnotation, evictionFor, faultOf, notLiteral } from './interval';

/** What the flags of the rendered istiod Deployments of a tree come to. */
export interface Plan {
  readonly eviction: Eviction;
  /** Why nothing can be done yet. */
  readonly obstacle: 'unreadable' | 'disagree' | 'fault' | 'not-given' | 'overwritten' | 'named' | undefined;
  /** The workloads whose pods are to get the annotation, wherever they are. */
  readonly due: readonly WorkloadFact[];
}

/** The one plan for the whole tree: each file is then changed by it, in whatever order, or none is. */
export function planOf(facts: Facts, target: Version): Plan | undefined {
  const flags = facts.all(renderedFlags);
  const evictions = flags.map(({ isSet, rotation }): Eviction => {
    return isSet && rotation === undefined ? notLiteral : evictionFor(rotation);
  });
  const [eviction] = evictions;
  if (!eviction) return undefined;
  const due = facts.all(workloadFact).filter((workload) => isDue(workload, workload.place.path, facts));
  const unreadable = evictions.find(({ kind }) => kind === 'unreadable');
  if (unreadable) return { eviction: unreadable, obstacle: 'unreadable', due };
  if (evictions.some((other) => lengthOf(other) !== lengthOf(eviction)))
    return { eviction, obstacle: 'disagree', due };
  if (eviction.kind !== 'interval') return { eviction, obstacle: undefined, due: [] };
  if (faultOf(eviction.length, target) === 'declined') return { eviction, obstacle: 'fault', due };
  const given = givenFiles(facts);
  const isWhole = [...due.filter(({ kind }) => kind !== 'Job'), ...flags].every(({ place }) =>
    given.has(place.path),
  );
  if (!isWhole) return { eviction, obstacle: 'not-given', due };
  if (pathsNaming(facts).length > 0) return { eviction, obstacle: 'named', due };
  return { eviction, obstacle: patchesOverwriting(facts).length > 0 ? 'overwritten' : undefined, due };
}

/** The paths elsewhere that name variables of istiod by their places in the list. */
export function pathsNaming(facts: Facts): readonly FactPlace[] {
  return facts.derived(findNaming);
}

const findNaming = (facts: Facts): readonly FactPlace[] =>
  facts.all(renderedFlags).flatMap(({ list }) => placesNaming(list, facts));

/** The patches that leave nothing of the annotation of a workload that is to get it. */
export function patchesOverwriting(facts: Facts): readonly FactPlace[] {
  return facts.derived(findOverwriting);
}

const findOverwriting = (facts: Facts): readonly FactPlace[] =>
  facts
    .all(workloadFact)
    .filter((workload) => isDue(workload, workload.place.path, facts))
    .flatMap(({ place: { path }, kind, name, templatePath }) => {
      const keys = [...templatePath, 'metadata', 'annotations', evictionAnnotation];
      return placesOverwriting({ path, kind, name }, { keys, value: undefined }, facts);
    });

function lengthOf(eviction: Eviction): number {
  return eviction.kind === 'interval' ? eviction.length : 0;
}

/** Whether the pods of a workload in a file are sure to have a proxy, and have no eviction interval of their own. */
export function isDue(
  { proxy, namespace, eviction }: Omit<WorkloadFact, 'place'>,
  path: string,
  facts: Facts,
): boolean {
  if (eviction !== undefined || proxy === 'none') return false;
  if (proxy !== 'by-namespace') return true;
  const injected = facts.all(injectedNamespace);
  return [...namespacesOf({ path, namespace }, facts)].every(
    (each) => each !== undefined && injected.includes(each),
  );
}
