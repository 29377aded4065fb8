import {
  type Entry,
  holdersOf,
  keyOf,
  type Node,
  type ParseProblem,
  type Scalar,
  stringOf,
  unlessDeclined,
  valueAt,
  walk,
} from '../yaml';
import { isDefinition, type ManifestDocument } from './document';
import { type ReadText, readText } from './embedded';
import type { Facts } from '../facts';
import { findTextsOfValues, type TextValues } from '../install/texts';
import { startOf } from './object';
import { inlinePatchesOf } from '../kustomize/patches';
import { Words } from '../words';

/** A scalar of a document whose text is YAML that matters, and what is in it. */
export interface DocumentText {
  readonly scalar: Scalar;
  readonly read: ReadText;
}

/** The texts of a document, and what is wrong with those that look like manifests or values and cannot be read. */
interface DocumentTexts {
  readonly texts: readonly DocumentText[];
  readonly problems: readonly UnreadText[];
  /** Those of the texts that matter which nobody reads. */
  readonly unused: readonly Scalar[];
  /** Those that are rendered from a chart. */
  readonly generated: readonly Entry[];
}

/** A text that cannot be read. */
export interface UnreadText extends ParseProblem {
  readonly scalar: Scalar;
  readonly text: string;
  /** Whether it is given to a chart of Istio. */
  readonly areValues: boolean;
}

/**
 * The texts in a document's scalars that are to be migrated like documents of their own: values that are given to a
 * chart, patches of kustomizations, and all other YAML or JSON that holds one of the words. Not among them are patches
 * of other tools, which mean something only together with what they are for, and text that is rendered from a chart.
 *
 * @param facts of the install survey; undefined while it is not known yet what the texts mean
 */
export function findTexts(
  document: ManifestDocument,
  words: readonly string[],
  facts?: Facts,
): DocumentTexts {
  const search = Words.of(words);
  const values = facts ? valuesByPlace(document, facts) : new Map<number, TextValues>();
  const texts: DocumentText[] = [];
  const problems: UnreadText[] = [];
  const unused: Scalar[] = [];
  const generated = unlessDeclined(() => generatedTexts(document)) ?? [];
  const left = new Set(generated.map(({ value }) => startOf(value)));
  const patches = inlinePatchesOf(document);
  walk(document.root, (node) => {
    const text = stringOf(node);
    if (node.kind !== 'scalar' || text === undefined || left.has(startOf(node))) return;
    if (isUnused(node)) {
      if (search.isIn(text)) unused.push(node);
      return;
    }
    const known = values.get(startOf(node));
    // What a patch is for may be said by its target alone.
    const isPatch = !node.alias && patches.has(startOf(node));
    if (!isPatch && !known && (node.alias || !mayBeYaml(text) || !search.isIn(text))) return;
    if (!isPatch && isOfPatch(node)) return;
    const read = readText(document, node, known);
    if (!read) return;
    const problem = read.problems.find(({ range }) => known !== undefined || search.isIn(read.text, range));
    if (problem) {
      const isMeant = search.isIn(text) && !onlyHoldsYaml(text);
      if (isMeant && (known || looksLikeManifest(text)))
        problems.push({
          ...problem,
          scalar: node,
          text: read.text,
          areValues: (known?.slots ?? []).length > 0,
        });
      return;
    }
    const documents = read.documents.filter(
      (inner) => inner.root && inner.root.kind !== 'scalar' && !isDefinition(inner.text, inner.range),
    );
    if (documents.length > 0) texts.push({ scalar: node, read: { ...read, documents } });
  });
  return { texts, problems, unused, generated };
}

function valuesByPlace(document: ManifestDocument, facts: Facts): ReadonlyMap<number, TextValues> {
  // Where a key appears twice, the transform that needs it says so.
  const found = unlessDeclined(() => findTextsOfValues(document, facts)) ?? [];
  return new Map(found.map(({ scalar, values }) => [startOf(scalar), values]));
}

/** Several lines, or JSON on one. */
function mayBeYaml(text: string): boolean {
  return text.includes('\n') || /^\s*[{[]/.test(text);
}

/**
 * Markdown with examples in it, or a script with here-documents: no YAML as a whole, and what these name is found by
 * whoever looks for the words.
 */
function onlyHoldsYaml(text: string): boolean {
  if (/^[ \t]*```/m.test(text) || text.startsWith('#!')) return true;
  const first = text.split('\n').find((line) => /^\s*[^\s#]/.test(line)) ?? '';
  // A here-document, or a command as the first line.
  return (
    /<<[-~<]?[ \t]*\\?["'A-Za-z_]/.test(text) ||
    /^\s*(?:[\w./$][\w./$-]*[ \t]+[^\s:=#](?!.*:\s)|\w+=)/.test(first)
  );
}

function looksLikeManifest(text: string): boolean {
  return /^[ \t-]*["']?apiVersion["']?:/m.test(text) && /^[ \t-]*["']?kind["']?:/m.test(text);
}

/**
 * Whether it is `helm.values` of an Argo CD source with a `valuesObject`, even an empty one: Argo CD reads that alone.
 *
 * Source: argo-cd, `pkg/apis/application/v1alpha1/values.go` (ValuesYAML).
 */
function isUnused({ parent }: Scalar): boolean {
  if (parent?.kind !== 'entry' || parent.name !== 'values') return false;
  const holder = parent.parent.parent;
  return (
    holder?.kind === 'entry' &&
    holder.name === 'helm' &&
    parent.parent.entries.some(({ name, value }) => name === 'valuesObject' && value.kind === 'mapping')
  );
}

/** A patch is partial: what it lacks is not absent. What another tool lays over an object is not known here. */
function isOfPatch(node: Node): boolean {
  return holdersOf(node).some((holder) => /^patch(?:$|es)/.test(keyOf(holder) ?? ''));
}

/**
 * The texts that the istiod chart renders into ConfigMaps: the templates and values of its injector, and a copy of all
 * values. They are made again from the chart with each release, so nothing in them is edited.
 *
 * Source: istio 1.28, `manifests/charts/istio-control/istio-discovery/templates/{istiod-injector-configmap,configmap-values}.yaml`.
 */
function generatedTexts({ objects }: ManifestDocument): Entry[] {
  return objects.flatMap(({ mapping, group, kind, name }) => {
    if (group !== '' || kind !== 'ConfigMap') return [];
    const data = valueAt(mapping, 'data');
    const entries = data?.kind === 'mapping' ? data.entries : [];
    const has = (...keys: string[]) => keys.every((key) => entries.some((entry) => entry.name === key));
    const isInjector = /^istio-sidecar-injector\b/.test(name ?? '') && (has('values') || has('config'));
    const isGenerated = isInjector || has('original-values', 'merged-values');
    return isGenerated ? entries.filter(({ value }) => value.kind === 'scalar') : [];
  });
}

/** Whether a value is what `kubectl apply` notes of the last object it was given. */
export function isLastApplied(node: Node): boolean {
  return keyOf(node) === 'kubectl.kubernetes.io/last-applied-configuration';
}
