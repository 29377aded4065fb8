import type { FactKind, FactPlace } from '../../../src/facts';
import type { ManifestDocument } from '../../../src/kubernetes/document';
import { describePlace, factPlaceOf } from '../../../src/kubernetes/object';
import { readOperations } from '../../../src/kustomize/operation';
import { isInserted } from '../../../src/kustomize/selector';
import type { Context } from '../../../src/transform';
import { reaches } from '../../../src/version';
import {
  asMapping,
  type Entry,
  entryOf,
  type Node,
  type Place,
  stringOf,
  valueAt,
  walk,
} from '../../../src/yaml';
import { isSelector, namesAbove, newLabel, oldLabel } from './labels';

/** The old label where the tree itself gives it to pods, which keep it in every release. */
export interface OwnLabel {
  readonly place: FactPlace;
  /** Undefined where a template decides. */
  readonly value: string | undefined;
}

/** The fact that pods have the old label from the tree. */
export const ownLabel: FactKind<OwnLabel> = { name: 'own-gateway-label' };

/** The old labels that a document gives pods: in a pod template, in values of a chart, in a kustomization, in a patch. */
export function ownLabels(document: ManifestDocument): OwnLabel[] {
  const added = (readOperations(document.root) ?? []).flatMap(({ path, value }) =>
    path.at(-1) === oldLabel && isOfPods(path.slice(0, -1).reverse()) && value ? [value.value] : [],
  );
  const values = [...entriesOfPods(document).map(({ value }) => value), ...added];
  return values.map((value) => ({ place: factPlaceOf(document, value), value: literalOf(value) }));
}

function entriesOfPods({ root, objects }: ManifestDocument): Entry[] {
  const pods = objects.filter(({ kind }) => kind === 'Pod');
  const found: Entry[] = [];
  walk(root, (node) => {
    const entry = entryOf(asMapping(node), oldLabel);
    if (!entry || entry.parent !== node) return;
    const isOfPod = pods.some(({ mapping }) => valueAt(mapping, 'metadata', 'labels') === entry.parent);
    if (isOfPod || isOfPods(namesAbove(entry))) found.push(entry);
  });
  return found;
}

/** @param names the keys above, the nearest first */
function isOfPods([own = '', above, top]: readonly (string | undefined)[]): boolean {
  if (isSelector(own, above) || above === 'subsets') return false;
  return labelKeys.test(own) && (above !== 'metadata' || top === 'template');
}

const labelKeys = /^(?:(?:pod|common|extra|additional)?labels?|pairs)$/i;

function literalOf(node: Node): string | undefined {
  const text = stringOf(node);
  return text !== undefined && isInserted(text) ? undefined : text;
}

/**
 * Whether a selector stays since pods of the tree have the label by themselves: istiod takes it from no pod but its own.
 *
 * @param values what it selects; undefined for whatever has the label
 */
export function keepsOld(
  at: Place,
  values: readonly Node[] | undefined,
  { facts, report }: Context,
): boolean {
  const selected = values?.map(literalOf);
  const mayFit = ({ value }: OwnLabel) =>
    value === undefined || !selected || selected.some((each) => each === undefined || each === value);
  const own = facts.all(ownLabel).find(mayFit);
  if (!own) return false;
  const isSure = own.value !== undefined && selected?.every((each) => each === own.value) === true;
  report({
    level: isSure ? 'note' : 'warning',
    at,
    message: `this selector stays: ${describePlace(own.place)} gives pods the label ${oldLabel}`,
    help: isSure
      ? `to use ${newLabel}, give it to those pods first`
      : `use ${newLabel} if it is for gateways that istiod deploys; pods with a label of their own need the new one first`,
  });
  return true;
}

/** Pods of a gateway that somebody deploys by hand: policies with targetRefs find them by the new label alone. */
export function reportGateways(document: ManifestDocument, { range, report }: Context): void {
  if (!reaches(range, '1.24')) return;
  for (const at of entriesOfPods(document)) {
    // Istiod itself gives the new label to pods that have these from a Gateway.
    if (entryOf(at.parent, newLabel) || namesAbove(at)[1] === 'infrastructure') continue;
    report({
      level: 'warning',
      at,
      message: 'policies with targetRefs no longer reach the pods of this gateway',
      help: `add the label ${newLabel} with the same value to its pods`,
    });
  }
}
