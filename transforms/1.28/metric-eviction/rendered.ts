import type { Context } from '../../../src/transform';
import { describePlace } from '../../../src/kubernetes/object';
import { type IstiodEnvironment, type IstiodVariable, variablesIn } from '../../../src/install/variables';
import type { Facts } from '../../../src/facts';
import type { StackLayer } from '../../../src/install/layers/stack';
import { stacksOfReleases } from '../../../src/install/layers/stacks';
import { isDeletion } from '../../../src/moves';
import { istiodsOf, type Workload } from '../../../src/kubernetes/workload';
import { LeftAlone } from '../../../src/suppress/ignore';
import { setAt } from '../../../src/install/values';
import { type Entry, entryOf, type Mapping, type Place } from '../../../src/yaml';
import { factsOf, renderedFlags } from './facts';
import { evictionAnnotation, evictionFor, faultOf, graceFlag, rotationFlag } from './interval';
import { isDue, patchesOverwriting, pathsNaming, type Plan, planOf } from './plan';
import { reportFault, reportGrace, reportInterval, reportUnreadable } from './report';
import { reportGateways } from './values';

type Rendered = Extract<IstiodEnvironment, { kind: 'rendered' }>;

const summary = 'istiod: flags that Istio 1.28 no longer reads';

/** Takes the flags from a rendered istiod, if the pods that are due the interval get it in the same run. */
export function migrateIstiod(environment: Rendered, path: string, context: Context): void {
  // A patch may delete them.
  const isSet = ({ holder }: IstiodVariable) => !isDeletion(holder.value);
  const rotations = variablesIn(environment, rotationFlag).filter(isSet);
  const graces = variablesIn(environment, graceFlag).filter(isSet);
  const first = rotations[0] ?? graces[0];
  if (!first) return;
  const flags = [...rotations, ...graces].map(({ holder }) => holder);
  if (flags.some(context.ignores.within)) {
    // All go or none, and the tree's plan is that of the others.
    context.rewrite(first.place, summary, (edit) => {
      for (const holder of flags) edit.remove(holder);
      throw new LeftAlone();
    });
    return;
  }
  const below = valuesBelow(path, context.facts);
  if (below) {
    context.report({
      level: 'warning',
      at: first.place,
      message: `${rotations[0] ? rotationFlag : graceFlag} stays: the values of the chart that is patched here set it too (${below.path ?? 'elsewhere'})`,
      help: `decide manually for the values and all patches of this istiod: set ${evictionAnnotation} in the values, then remove the flags`,
    });
    for (const { place } of graces) if (place.kind !== 'entry') context.keep(place);
    return;
  }
  const plan = planOf(context.facts, context.target);
  if (!plan) return;
  if (plan.obstacle) {
    reportObstacle(plan, plan.obstacle, rotations[0] ? rotationFlag : graceFlag, first.place, context);
    // What is reported of one flag of a container is meant for the other as well.
    for (const { place } of graces) if (place.kind !== 'entry') context.keep(place);
    return;
  }
  const { eviction, due } = plan;
  context.rewrite(first.place, summary, (edit, tell) => {
    for (const holder of flags) edit.remove(holder);
    reportGrace(graces[0], tell);
    if (eviction.kind !== 'interval') return;
    const needsPatch = faultOf(eviction.length, context.target) === 'needs-patch';
    reportInterval(eviction, first.place, needsPatch, tell);
    reportGateways(eviction.text, first.place, context.facts, tell);
    if (due.length > 0) return;
    tell({
      level: 'warning',
      at: first.place,
      message: `no pod template in this tree is certain to run a proxy, so none gets the eviction interval`,
      help: `add this annotation to the pod templates in the mesh: "${evictionAnnotation}: ${eviction.text}"`,
    });
  });
}

/** A layer of the values of which a chart renders the istiod that a patch is for, and that sets the flags. */
function valuesBelow(path: string, facts: Facts): StackLayer | undefined {
  const setsFlag = ({ content }: StackLayer, isRendered: boolean) =>
    content?.settings.some(
      ({ keys, part }) =>
        (part === 'rendered') === isRendered && [rotationFlag, graceFlag].includes(keys.at(-1) ?? ''),
    );
  const patched = facts
    .derived(stacksOfReleases)
    .filter(({ stack }) => stack.some((layer) => layer.path === path && setsFlag(layer, true)));
  return patched.flatMap(({ stack }) => stack).find((layer) => setsFlag(layer, false));
}

function reportObstacle(
  plan: Plan,
  obstacle: NonNullable<Plan['obstacle']>,
  flag: string,
  at: Place,
  context: Context,
): void {
  const { eviction, due } = plan;
  const { report, facts } = context;
  if (eviction.kind === 'unreadable') reportUnreadable(eviction, at, report);
  else if (obstacle === 'fault') reportFault(at, eviction.kind === 'interval' ? eviction.text : '', report);
  else if (obstacle === 'disagree') {
    const places = facts.all(renderedFlags).map(({ place }) => describePlace(place));
    report({
      level: 'warning',
      at,
      message: `${flag} stays: the istiods of this tree have different intervals (${places.join(', ')})`,
      help: `set the annotation ${evictionAnnotation} on the pods of each manually, then remove the flags`,
    });
  } else if (obstacle === 'named') {
    const places = [...new Set(pathsNaming(facts).map(describePlace))];
    report({
      level: 'error',
      at,
      message: `${flag} stays: patches or paths elsewhere change it, or name variables by their index (${places.join(', ')})`,
      help: 'change these places together with the flag, or have them name the variable; then run again',
    });
  } else if (obstacle === 'overwritten') {
    const places = [...new Set(patchesOverwriting(facts).map(describePlace))];
    report({
      level: 'error',
      at,
      message: `${flag} stays: patches overwrite the annotations of pods that need its interval (${places.join(', ')})`,
      help: `add ${evictionAnnotation} to the annotations in these patches and run again`,
    });
  } else {
    const files = [...new Set([...due, ...facts.all(renderedFlags)].map(({ place }) => place.path))];
    report({
      level: 'warning',
      at,
      message: `${flag} stays: workloads that need its interval are in files that were not given`,
      help: `run istio-migrate on these together: ${files.toSorted().join(' ')}`,
    });
  }
}

/** Gives the pods of a workload the interval, if the tree's plan says so. */
export function migrateWorkload(workload: Workload, context: Context): void {
  const facts = factsOf(workload);
  const { path } = context.locate(workload.object.mapping);
  if (!isDue(facts, path, context.facts) || istiodsOf(workload).length > 0) return;
  const plan = planOf(context.facts, context.target);
  if (plan?.eviction.kind !== 'interval') return;
  const eviction = evictionFor(plan.eviction.roundedFrom ?? plan.eviction.text, facts.flush);
  const { object, template } = workload;
  const place = entryOf(object.mapping, 'kind') ?? object.mapping;
  if (object.kind === 'Job') {
    context.report({
      level: 'note',
      at: place,
      message: 'the pod template of a Job cannot be changed, so it does not get the eviction interval',
      help: `give the next Job the annotation "${evictionAnnotation}: ${plan.eviction.text}"`,
    });
    return;
  }
  if (plan.obstacle === 'not-given') reportNotGiven(place, context);
  if (plan.obstacle || eviction.kind !== 'interval') return;
  context.rewrite(place, `${facts.shown}: ${evictionAnnotation} ${eviction.text}`, (edit, tell) => {
    setAt(edit, { base: template, keys: [] }, ['metadata', 'annotations', evictionAnnotation], eviction.text);
    if (facts.flush !== undefined && eviction.roundedFrom !== undefined)
      reportInterval(eviction, place, false, tell);
  });
}

function reportNotGiven(at: Entry | Mapping, { facts, report }: Context): void {
  const places = facts.all(renderedFlags).map(({ place }) => describePlace(place));
  report({
    level: 'note',
    at,
    message: `its pods are to get an eviction interval once ${rotationFlag} is removed from istiod (${places.join(', ')})`,
    help: 'run istio-migrate on the whole repository',
  });
}
