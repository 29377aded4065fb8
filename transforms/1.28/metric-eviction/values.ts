import type { Context, Report } from '../../../src/transform';
import { grouped } from '../../../src/grouped';
import { listPlaces } from '../../../src/kubernetes/object';
import type { StackLayer } from '../../../src/install/layers/stack';
import { layeredValue } from '../../../src/install/layers/united';
import { stacksOfReleases, stacksWith } from '../../../src/install/layers/stacks';
import type { Facts } from '../../../src/facts';
import { isAtLeast, parseVersion } from '../../../src/version';
import { renameSetting, setValue } from '../../../src/install/edit-settings';
import { type Setting, settingOf, settingsOf } from '../../../src/install/settings';
import type { InstallValues } from '../../../src/install/values';
import { removeVariable, textOf } from '../../../src/install/variables';
import { Carried, Declined, type Editor, isNull, type Plain, type Place, stringOf } from '../../../src/yaml';
import { annotateGateways, reportOwnProxies } from './gateways';
import { reportFault, reportGrace, reportInterval, reportUnreadable } from './report';
import { annotatedPods, gatewayFact, isInMesh, workloadFact } from './facts';
import {
  type Eviction,
  evictionAnnotation,
  evictionFor,
  faultOf,
  firstWithoutFault,
  flushAnnotation,
  notLiteral,
  graceFlag,
  isMultipleOf,
  rotationFlag,
} from './interval';
import { planOfLayer } from './layers';

const injected = ['sidecarInjectorWebhook', 'injectedAnnotations'];

/** Moves the interval from istiod's environment in install values to the mesh-wide default for pods beside it. */
export function migrateValues(values: InstallValues, context: Context): void {
  const { facts, target, report, rewrite } = context;
  const [rotation, ...overridden] = settingsOf(values, ['pilot', 'env', rotationFlag]);
  const graces = settingsOf(values, ['pilot', 'env', graceFlag]);
  const first = rotation ?? graces[0];
  if (!first) return;
  const flush = flushOf(values);
  const text = rotation && textOf(rotation);
  const isUnreadable = rotation !== undefined && text === undefined && !isNull(rotation.value);
  const eviction: Eviction = isUnreadable ? notLiteral : evictionFor(text, flush);
  if (eviction.kind === 'unreadable') {
    reportUnreadable(eviction, first.place, report);
    return;
  }
  const plan = planOfLayer(values, { hasInterval: rotation !== undefined, eviction }, facts, target);
  if (plan.kind === 'leave') {
    const where = plan.path === undefined ? '' : ` (${plan.path})`;
    report({
      level: 'warning',
      at: first.place,
      message: `${first.path.at(-1) ?? rotationFlag} stays: ${plan.reason}${where}`,
      help: `decide manually for all layers of this release: "${evictionAnnotation}" in the values below also applies to those above`,
    });
    return;
  }
  if (eviction.kind === 'interval' && faultOf(eviction.length, target) === 'declined') {
    reportFault(first.place, eviction.text, report);
    return;
  }
  const flags = [...(rotation ? [rotation] : []), ...overridden, ...graces];
  const value = layeredValue(values, ['pilot', 'env', rotation ? rotationFlag : graceFlag]);
  const change = (edit: Editor, tell: Report): void => {
    const set = settingOf(values, [...injected, evictionAnnotation]);
    const isRenamed = rotation && !set && eviction.kind === 'interval' && isParameter(rotation);
    if (isRenamed)
      stayingWith([rotation], context, () => {
        renameParameter(rotation, eviction.text, edit);
      });
    for (const { holder, path } of [...(rotation && !isRenamed ? [rotation] : []), ...overridden, ...graces])
      removeVariable(edit, path.at(-1) ?? '', holder);
    reportGrace(graces[0], tell);
    const setInterval = (interval: Plain): void => {
      stayingWith(flags, context, () => {
        setValue(edit, values, [...injected, evictionAnnotation], interval);
      });
    };
    if (plan.kind === 'null') setInterval(null);
    if (eviction.kind === 'off') return;
    const { text: interval } = eviction;
    const written = rotation?.value?.kind === 'scalar' ? new Carried(rotation.value, interval) : interval;
    if (set) {
      const message = `${evictionAnnotation} is set here already, and stays as it is`;
      tell({ level: 'note', at: set.kind === 'entry' ? set : first.place, message });
    } else {
      if (!isRenamed) setInterval(written);
      const needsPatch =
        faultOf(eviction.length, target) === 'needs-patch' && !isPinnedPatched(values, facts);
      reportInterval(eviction, first.place, needsPatch, tell);
    }
    annotateGateways(values, eviction, first.place, edit, facts, tell);
    reportPods(eviction, first.place, facts, tell);
    reportGateways(eviction.text, first.place, facts, tell);
    reportOwnProxies(eviction.text, first.place, facts, tell);
  };
  rewrite(first.place, summaryOf(values, plan.kind === 'null' ? 'null' : eviction, flags), change, { value });
}

/** Has what cannot be written be declined where the flags are that stay for it. */
function stayingWith(flags: readonly Setting[], { locate }: Context, write: () => void): void {
  try {
    write();
  } catch (error) {
    if (!(error instanceof Declined) || error.offset === undefined) throw error;
    const [first, ...others] = flags.map(({ path, place }) => ({
      name: path.at(-1) ?? '',
      ...locate(place),
    }));
    const listed = [first?.name, ...others.map(({ name, line }) => `${name} (line ${line})`)].join(' and ');
    const { line: where } = locate({ kind: 'spot', offset: error.offset });
    throw new Declined(
      `${listed} ${others.length > 0 ? 'stay' : 'stays'}, since ${error.message.replace(/ here$/, '')}`,
      undefined,
      `set ${[...injected, `"${evictionAnnotation}"`].join('.')} where line ${where} inserts it, and remove the variable`,
    );
  }
}

function isParameter({ form }: Setting): boolean {
  return form === 'parameter' || form === 'dotted';
}

/** What a parameter sets, a parameter goes on to set, at its place and with its comments. */
function renameParameter(rotation: Setting, text: string, edit: Editor): void {
  renameSetting(edit, rotation, [...injected, evictionAnnotation], { isExact: true });
  if (rotation.value?.kind === 'scalar') edit.set(rotation.value, text);
}

/** The flush interval that the same values give every pod. */
function flushOf(values: InstallValues): string | undefined {
  const set = settingOf(values, [...injected, flushAnnotation]);
  return set?.kind === 'entry' ? stringOf(set.value) : undefined;
}

function summaryOf(
  { carrier }: InstallValues,
  eviction: Eviction | 'null',
  flags: readonly Setting[],
): string {
  if (eviction === 'null')
    return `${carrier}: ${rotationFlag} → ${evictionAnnotation} null, which keeps it off here`;
  if (eviction.kind === 'interval')
    return `${carrier}: ${rotationFlag} → ${evictionAnnotation} ${eviction.text}`;
  const names = new Set(flags.map(({ path }) => path.at(-1) ?? ''));
  return `${carrier}: ${[...names].join(' and ')} removed: no effect`;
}

/** Whether each release with these values is pinned to a version that takes any interval. */
function isPinnedPatched({ layer, version }: InstallValues, facts: Facts): boolean {
  const releases = stacksOfReleases(facts).filter(({ stack }) => stack.some(({ id }) => id === layer));
  const pins = releases.length > 0 ? releases.map(({ release }) => release.version) : [version?.text];
  return pins.every((pin) => {
    const exact = parseVersion(pin ?? '');
    return exact?.patch !== undefined && isAtLeast(exact, firstWithoutFault);
  });
}

/**
 * The webhook writes its annotations over those of a pod.
 *
 * Source: istio 1.28, `pkg/kube/inject/webhook.go` (`pod.Annotations[k] = v`).
 */
function reportPods(
  { text, length }: Extract<Eviction, { kind: 'interval' }>,
  at: Place,
  facts: Facts,
  report: Report,
): void {
  const injected = facts.all(workloadFact).filter(({ proxy }) => isInMesh(proxy));
  const inMesh = [...injected, ...facts.all(annotatedPods)].map((pod) => ({ ...pod, what: pod.shown }));
  for (const [eviction, pods] of grouped(inMesh, (pod) => pod.eviction)) {
    if (eviction === undefined || eviction === text) continue;
    report({
      level: 'warning',
      at,
      message: `the mesh-wide eviction interval ${text} overwrites ${eviction} of ${listPlaces(pods, namedAtMost)}`,
      help: 'the webhook overrides what pods set: choose one interval for all of them',
    });
  }
  for (const [flush, pods] of grouped(inMesh, (pod) => pod.flush)) {
    if (flush === undefined || isMultipleOf(length, flush)) continue;
    report({
      level: 'warning',
      at,
      message: `${text} is not a multiple of the flush interval ${flush} of ${listPlaces(pods, namedAtMost)}, whose proxy ignores it`,
      help: 'choose an interval that is a multiple of each flush interval',
    });
  }
}

/** How many workloads or gateways a message names. */
const namedAtMost = 5;

/** Pods of these are not made by the webhook. */
export function reportGateways(text: string, at: Place, facts: Facts, report: Report): void {
  const annotation = `"${evictionAnnotation}: ${text}"`;
  const gateways = facts
    .all(gatewayFact)
    .filter(({ layer }) => layer === undefined || !isBesideFlag(layer, facts))
    .map((gateway) => ({ ...gateway, what: gateway.name }));
  for (const [isManaged, same] of grouped(gateways, ({ layer }) => layer === undefined)) {
    report({
      level: isManaged ? 'note' : 'warning',
      at,
      message: `the pods of ${listPlaces(same, namedAtMost)} do not get the eviction interval`,
      help: isManaged
        ? `Istio deploys them from the Gateway: set spec.infrastructure.annotations there, ${annotation}`
        : `their proxy is not injected: set k8s.podAnnotations there, ${annotation}`,
    });
  }
  for (const [name, path] of facts.derived(gatewayCharts))
    report({
      level: 'warning',
      at,
      message: `the pods of the chart ${name} (${path}) do not get the eviction interval`,
      help: `their proxy is not injected: set podAnnotations of the gateway in its values, ${annotation}`,
    });
}

/** Whether an IstioOperator and one with the flag are layers of one installation, which reports the gateways of both. */
function isBesideFlag(layer: string, facts: Facts): boolean {
  const setsFlag = ({ content }: StackLayer) =>
    content?.settings.some(({ keys }) => keys.at(-1) === rotationFlag) === true;
  return stacksWith(layer, facts).some((stack) => stack.some(setsFlag));
}

/** The charts of gateways that run a proxy of their own, and have no interval in their values. */
function gatewayCharts(facts: Facts): ReadonlyMap<string, string> {
  const isSet = ({ content }: StackLayer) =>
    content?.settings.some(({ keys }) => keys.at(-1) === evictionAnnotation);
  return new Map(
    stacksOfReleases(facts).flatMap(({ release: { chart, path }, stack }) => {
      const [name] = /(?<=^|\/)istio-(?:in|e)gress$/.exec(chart.name) ?? [];
      return name === undefined || stack.some(isSet) ? [] : [[name, path] as const];
    }),
  );
}
