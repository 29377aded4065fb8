import type { FactKind, Facts } from '../../facts';
import type { ManifestDocument } from '../../kubernetes/document';
import { findWorkloads } from '../../kubernetes/workload';
import { type PlainOperation, plainOperationsIn } from '../../kustomize/operation';
import { documentsIn } from '../../kustomize/over';
import { fits, type Selector } from '../../kustomize/selector';
import { type PatchNode, readPatches } from '../../kustomize/patches';
import {
  insideOneOf,
  isPlainMap,
  isPlainSequence,
  itemsOf,
  type Mapping,
  type Node,
  type Plain,
  plainOf,
  stringOf,
  unlessDeclined,
} from '../../yaml';
import type { PlainSetting } from '../layers/content';

// Over what a chart renders, a patch wins over the values of the chart: what it says of the variables of a container is a
// layer of the release.

/** A container that a chart renders, and where the values of the chart have its variables. */
interface RenderedContainer {
  readonly kind: string;
  /** The name of its object, to which a revision may be added. */
  readonly object: string;
  readonly name: string;
  readonly keys: readonly string[];
}

/** Source: istio 1.28, `manifests/charts/istio-control/istio-discovery/templates/deployment.yaml`, `manifests/charts/istio-cni/templates/daemonset.yaml`. */
const containers: readonly RenderedContainer[] = [
  { kind: 'Deployment', object: 'istiod', name: 'discovery', keys: ['pilot', 'env'] },
  { kind: 'DaemonSet', object: 'istio-cni-node', name: 'install-cni', keys: ['cni', 'env'] },
];

/** What a patch says of the variables of a container, as such and where a target names the object. */
interface RenderedPatch {
  readonly path: string;
  readonly container: RenderedContainer;
  readonly own: readonly PlainSetting[];
  readonly targeted: readonly PlainSetting[];
}

const renderedPatch: FactKind<RenderedPatch> = { name: 'rendered-container-patch' };

/** Collects the patches of rendered containers that are in files. */
export function collectRenderedPatch(document: ManifestDocument, facts: Facts): void {
  if (document.host) return;
  for (const each of patchesIn(document)) facts.add(renderedPatch, each);
}

/** What a patch in a file says of the variables of rendered containers. */
export function settingsOfFile(path: string, selector: Selector | undefined, facts: Facts): PlainSetting[] {
  return facts.all(renderedPatch).flatMap((each) => (each.path === path ? settingsOf(each, selector) : []));
}

/** What a patch in a text says of them. */
export function settingsOfText(text: string, path: string, selector: Selector | undefined): PlainSetting[] {
  return documentsIn(text, path)
    .flatMap((document) => patchesIn(document))
    .flatMap((each) => settingsOf(each, selector));
}

/** What patches in the fields of a kustomization, or of a release of helmfile, say of them. */
export function settingsOfRenderer(mapping: Mapping, document: ManifestDocument): PlainSetting[] {
  return patchesOfRenderer(mapping).flatMap(({ inline, selector }) => {
    const text = stringOf(inline);
    return text === undefined
      ? patchesIn(document, inline).flatMap((each) => settingsOf(each, selector))
      : settingsOfText(text, document.path, selector);
  });
}

/** The files that such patches are in. */
export function patchFilesOf(mapping: Mapping): Node[] {
  return patchesOfRenderer(mapping).flatMap(({ path, place }) => (path === undefined ? [] : place.value));
}

function patchesOfRenderer(mapping: Mapping): PatchNode[] {
  return (['flux', 'helmfile'] as const).flatMap((form) =>
    readPatches({ mapping, folder: '', form, isComponent: false }),
  );
}

function settingsOf(
  { container: { kind, object }, own, targeted }: RenderedPatch,
  selector: Selector | undefined,
): readonly PlainSetting[] {
  if (!selector) return own;
  const isMeant = fits(selector.name, object) || selector.name?.includes(object);
  return isMeant && fits(selector.kind, kind) ? targeted : [];
}

function patchesIn(document: ManifestDocument, patch = document.root): RenderedPatch[] {
  const operations = plainOperationsIn(patch);
  const isMeant = insideOneOf(patch ? [patch] : []);
  const workloads = findWorkloads(document).filter(({ object }) => isMeant(object.mapping));
  return containers.flatMap((container) => {
    const ofKind = workloads.filter(({ object }) => object.kind === container.kind);
    const named = ofKind.flatMap((workload) => {
      const isOwn = workload.object.name?.startsWith(container.object) === true;
      return workload.containers.flatMap(({ name, environment }) =>
        name === container.name ? itemsOf(environment).map(({ value }) => ({ isOwn, value })) : [],
      );
    });
    const settings = named.flatMap(({ isOwn, value }) =>
      settingOf(unlessDeclined(() => plainOf(value)) ?? null, container).map((set) => ({ isOwn, set })),
    );
    const own = settings.flatMap(({ isOwn, set }) => (isOwn ? [set] : []));
    const targeted = operations
      ? operations.flatMap((operation) => settingsOfOperation(operation, container))
      : settings.map(({ set }) => set);
    return targeted.length > 0 ? [{ path: document.path, container, own, targeted }] : [];
  });
}

const pods = ['spec', 'template', 'spec', 'containers'];

function settingsOfOperation(
  { path, value = null }: PlainOperation,
  container: RenderedContainer,
): PlainSetting[] {
  if (!pods.every((key, index) => (path[index] ?? key) === key)) return [];
  const [, field = 'env', item, ...below] = path.slice(pods.length);
  if (field !== 'env') return [];
  const items = item === undefined && isPlainSequence(value) ? value : below.length === 0 ? [value] : [];
  const settings = items.flatMap((each) => settingOf(each, container));
  // Which variable is at a place of the list cannot be seen here.
  return path.at(-1) === '-' ? settings : [variable(container.keys, null), ...settings];
}

/** An item of the list of variables; a value from elsewhere is not known. */
function settingOf(item: Plain, { keys }: RenderedContainer): PlainSetting[] {
  if (!isPlainMap(item) || typeof item['name'] !== 'string') return [];
  const { name, value = [], $patch } = item;
  return [variable([...keys, name], $patch === 'delete' ? null : value)];
}

function variable(keys: readonly string[], value: Plain): PlainSetting {
  return { keys, value, isParameter: true, part: 'rendered' };
}
