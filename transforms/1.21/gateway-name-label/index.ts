import { upgradeNotesOf } from '../../../src/about';
import type { ManifestDocument } from '../../../src/kubernetes/document';
import { type FactKind, givenFiles } from '../../../src/facts';
import { kustomizeSurvey } from '../../../src/kustomize/kustomization';
import { type Operation, printPointer, readOperations } from '../../../src/kustomize/operation';
import { layersBeside, type Statement, statementsIn } from '../../../src/kustomize/over';
import { targetsOf } from '../../../src/kustomize/part';
import { fits, type Selector } from '../../../src/kustomize/selector';
import { contextWithoutFiles } from '../../../src/moves';
import type { Context, Survey, Transform } from '../../../src/transform';
import { reaches } from '../../../src/version';
import {
  asMapping,
  asText,
  type Entry,
  entryOf,
  holdersOf,
  itemsOf,
  type Node,
  type Scalar,
  stringOf,
  valueAt,
  walk,
} from '../../../src/yaml';
import { newLabel, oldLabel, namesAbove, isSelector } from './labels';
import { keepsOld, ownLabel, ownLabels, reportGateways } from './own-pods';
import { annotationMention } from '../../shared/mentions/mentions';

/** A label as metrics and relabelings name it. */
const inMetrics = (label: string) => label.replaceAll(/\W/g, '_');
const meta = '__meta_kubernetes_pod_label_';
const oldMeta = meta + inMetrics(oldLabel);
const newMeta = meta + inMetrics(newLabel);

const namesLabel = /istio\.io(?:\/|~1)gateway-name/;
const labelStatement: FactKind<Statement> = { name: 'old-gateway-label' };
const labelSurvey: Survey = {
  triggers: [oldLabel, printPointer([oldLabel])],
  collect(document, facts) {
    for (const statement of statementsIn(document, namesLabel)) facts.add(labelStatement, statement);
    for (const label of ownLabels(document)) facts.add(ownLabel, label);
  },
};

/**
 * The label of the pods of a managed gateway. 1.20 writes only the old one, 1.21 to 1.23 both, 1.24 only the new one;
 * Deployments that 1.20 made keep both in 1.24.3 and later.
 *
 * Source: istio 1.20, 1.21, 1.24, `manifests/charts/istio-control/istio-discovery/files/{kube-gateway,waypoint}.yaml`;
 * istio 1.24.3, `pilot/pkg/config/kube/gateway/deploymentcontroller.go`; `pilot/pkg/model/policyattachment.go`.
 */
export const gatewayNameLabel: Transform = {
  id: 'gateway-name-label',
  title: `Label ${oldLabel} → ${newLabel} in selectors`,
  release: '1.21',
  phase: 'after',
  kind: 'required',
  docs: upgradeNotesOf('1.24'),
  about: async () => (await import('./about')).about,
  triggers: [oldLabel, printPointer([oldLabel]), oldMeta],
  // A kustomization says what a JSON patch in a file of its own is for.
  surveys: [kustomizeSurvey, labelSurvey],
  movesPaths: () => true,
  mentions: [
    annotationMention({
      name: oldLabel,
      message: `Istio 1.24 no longer gives gateways the label ${oldLabel}`,
      help: `use ${newLabel}, which they have since 1.21`,
    }),
    {
      words: [oldMeta],
      message: `Istio 1.24 no longer gives gateways the label ${oldLabel}`,
      help: `use ${newMeta}`,
    },
    {
      // With another prefix, or none: of kube-state-metrics, of whether the label is there, of what a labelmap leaves.
      words: [inMetrics(oldLabel)],
      pattern: new RegExp(`(?<!${meta})(?<![A-Za-z0-9])${inMetrics(oldLabel)}(?![A-Za-z0-9_])`, 'g'),
      message: `Istio 1.24 no longer gives gateways the label ${oldLabel}`,
      help: `name it ${inMetrics(newLabel)} here`,
    },
  ],

  migrate(document, context) {
    migrateDocument(document, targetsOf(document, context.facts), context);
    reportGateways(document, context);
  },
};

/** @param targets what a JSON patch may be for */
function migrateDocument(document: ManifestDocument, targets: Targets, outer: Context): void {
  const context = contextWithLayers(document, outer);
  const operations = readOperations(document.root) ?? [];
  const isOfFixed = ({ path: [spec, selector] }: Operation) =>
    spec === 'spec' && selector === 'selector' && mayBeFixed(targets);
  const fixed = [...fixedSelectors(document), ...operations.filter(isOfFixed).map(({ mapping }) => mapping)];
  const selectors = operations.flatMap(({ path, value }) =>
    value && isSelector(path.at(-1), path.at(-2)) ? value.value : [],
  );
  walk(document.root, (node) => {
    for (const entry of asMapping(node)?.entries ?? []) {
      if (entry.name === oldLabel) migrateKey(entry, fixed, selectors, context);
      else if (isKeyOfExpression(entry)) migrateText(entry.value, valuesBeside(entry), fixed, context);
      else if (/^source_?labels$/i.test(entry.name ?? ''))
        for (const { value } of itemsOf(entry.value)) migrateText(value, undefined, fixed, context);
    }
  });
  for (const { path, pathScalar, from, fromScalar, value } of operations) {
    migratePointer(path, pathScalar, value && [value.value], fixed, context);
    if (from && fromScalar) migratePointer(from, fromScalar, undefined, fixed, context);
  }
}

/** A selector and the patches of it are rewritten together, or not at all. */
function contextWithLayers(document: ManifestDocument, context: Context): Context {
  const given = givenFiles(context.facts);
  if (given.size === 0) return context;
  return {
    ...context,
    rewrite(place, summary, ask) {
      const layers = layersBeside(place, document, labelStatement, namesLabel, context.facts);
      // Which labels the layers have together is not worked out.
      if (layers.length > 0 && keepsOld(place, undefined, context)) return;
      const rest = [...new Set(layers)].filter((path) => !given.has(path));
      contextWithoutFiles(rest, context).rewrite(place, summary, ask);
    },
  };
}

type Targets = readonly (Selector | undefined)[];

const fixedKinds = ['Deployment', 'DaemonSet', 'StatefulSet', 'ReplicaSet', 'Job'];

/** Selectors that cannot be changed once the object is there. */
function fixedSelectors({ objects }: ManifestDocument): Node[] {
  return objects
    .filter(({ kind }) => fixedKinds.includes(kind))
    .flatMap(({ mapping }) => valueAt(mapping, 'spec', 'selector') ?? []);
}

/** Whether a target may take objects whose selector cannot be changed. */
function mayBeFixed(targets: Targets): boolean {
  if (targets.length === 0) return true;
  return targets.some((target) => fixedKinds.some((kind) => fits(target?.kind, kind)));
}

function selects(entry: Entry): boolean {
  const [own, above] = namesAbove(entry);
  return isSelector(own, above);
}

/** The last segment of a pointer, where those before it lead to a selector. */
function migratePointer(
  path: readonly string[],
  scalar: Scalar,
  values: readonly Node[] | undefined,
  fixed: readonly Node[],
  context: Context,
): void {
  if (path.at(-1) !== oldLabel || !isSelector(path.at(-2), path.at(-3))) return;
  if (isFixed(scalar, fixed)) {
    reportFixed(scalar, context);
    return;
  }
  if (keepsOld(scalar, values, context)) return;
  context.rewrite(scalar, `selector: ${oldLabel} → ${newLabel}`, (edit) => {
    edit.set(scalar, printPointer([...path.slice(0, -1), newLabel]));
  });
}

/** @param selectors the mappings that operations bring as selectors */
function migrateKey(
  entry: Entry,
  fixed: readonly Node[],
  selectors: readonly Node[],
  context: Context,
): void {
  if (!selects(entry) && !selectors.includes(entry.parent)) {
    // A label that somebody gives an object is no selector, and may stay.
    context.keep(entry.key);
    return;
  }
  if (isFixed(entry.parent, fixed)) {
    reportFixed(entry, context);
    return;
  }
  if (keepsOld(entry, [entry.value], context)) return;
  context.rewrite(entry, `selector: ${oldLabel} → ${newLabel}`, (edit) => {
    if (entryOf(entry.parent, newLabel)) edit.remove(entry);
    else edit.rename(entry, newLabel);
  });
}

function isKeyOfExpression({ name, value, parent }: Entry): boolean {
  return name === 'key' && stringOf(value) === oldLabel && entryOf(parent, 'operator') !== undefined;
}

/** The labels that an expression is for, where it names them. */
function valuesBeside({ parent }: Entry): Node[] | undefined {
  const isNamed = stringOf(valueAt(parent, 'operator')) === 'In';
  return isNamed ? itemsOf(valueAt(parent, 'values')).map(({ value }) => value) : undefined;
}

/** @param values what the label is compared with; undefined for whatever it is */
function migrateText(
  node: Node,
  values: readonly Node[] | undefined,
  fixed: readonly Node[],
  context: Context,
): void {
  const text = asText(node);
  if (!text || (text.value !== oldLabel && text.value !== oldMeta)) return;
  if (isFixed(node, fixed)) {
    reportFixed(node, context);
    return;
  }
  if (keepsOld(node, values, context)) return;
  const renamed = text.value === oldLabel ? newLabel : newMeta;
  context.rewrite(node, `${text.value} → ${renamed}`, (edit) => {
    edit.set(text, renamed);
  });
}

function isFixed(node: Node, fixed: readonly Node[]): boolean {
  return holdersOf(node).some((holder) => fixed.includes(holder));
}

function reportFixed(at: Entry | Node, { range, report }: Context): void {
  report({
    level: reaches(range, '1.24') ? 'warning' : 'note',
    at,
    message: `this selector names ${oldLabel} and cannot be changed in a cluster`,
    help: `keep the label on its pods and add ${newLabel} to them; to drop the old one, recreate the workload`,
  });
}
