import type { FactKind, Facts } from '../../../src/facts';
import { type ReleaseFact, releaseFact } from '../../../src/install/releases/release-facts';
import { installSurvey } from '../../../src/install/surveys';
import { slotsOf } from '../../../src/install/slots';
import type { ManifestDocument } from '../../../src/kubernetes/document';
import type { KubernetesObject } from '../../../src/kubernetes/object';
import { kustomizeSurvey } from '../../../src/kustomize/kustomization';
import { objectsAndParts, operationParts } from '../../../src/kustomize/part';
import { type PatchedWay, patchesByWay, sayingsOf, type Statement } from '../../../src/kustomize/over';
import { valuesNear } from '../../../src/sweep/object';
import type { Survey, Transform } from '../../../src/transform';
import {
  asMapping,
  type Entry,
  entryOf,
  isNull,
  isTemplated,
  isTemplatedNode,
  type Mapping,
  type Node,
  nodesIn,
  stringOf,
  unlessDeclined,
  valueAt,
} from '../../../src/yaml';
import { areSeen, valuesSurvey } from '../../shared/defaults/seen-values';
import { upgradeNotesOf } from '../../../src/about';

const resolutionPath = '/spec/resolution';

/** That the tree runs Istio in ambient mode. */
const runsAmbient: FactKind<true> = { name: 'runs-ambient' };

/** What a file says about the resolution of an entry. */
interface StatedResolution extends Statement {
  readonly value: string;
}

const statedResolution: FactKind<StatedResolution> = { name: 'stated-resolution' };

const ambientSurvey: Survey = {
  triggers: ['ambient', 'ztunnel', 'ZTunnel', 'waypoint', 'ServiceEntry', resolutionPath],
  collect(document, facts) {
    const { root, objects } = document;
    const shows = (node: Node) => node.kind === 'mapping' && showsAmbient(node);
    if (objects.some(isOfAmbient) || nodesIn(root).some(shows)) facts.add(runsAmbient, true);
    for (const stated of resolutionsIn(document)) facts.add(statedResolution, stated);
  },
};

/** The resolutions that a document sets: those of its entries, or of the target of a JSON patch. */
function resolutionsIn(document: ManifestDocument): StatedResolution[] {
  const parts = unlessDeclined(() => operationParts(document)) ?? [];
  const ofPatch = parts.map((mapping) => ({ mapping, name: undefined }));
  return [...ofPatch, ...document.objects.filter(isEntry)].flatMap(({ mapping, name }) => {
    const resolution = entryOf(valueAt(mapping, 'spec'), 'resolution')?.value;
    const isDeleted = stringOf(valueAt(mapping, '$patch')) === 'delete';
    if (!resolution && !isDeleted) return [];
    const value = isDeleted ? 'deleted' : (stringOf(resolution) ?? 'NONE');
    return { path: document.path, name, value };
  });
}

/** The ways that an entry takes through kustomizations that patch it, and those on which it still has resolution NONE. */
function builtWithNone({ path }: ManifestDocument, { kind, name }: KubernetesObject, facts: Facts) {
  const ways = patchesByWay({ path, kind, name }, facts);
  const hasNone = ({ patches }: PatchedWay) => {
    const says = sayingsOf(patches, facts, statedResolution, resolutionsIn).flatMap((each) => each.says);
    const last = says.at(-1)?.value ?? 'NONE';
    return last === 'NONE' || isTemplated(last);
  };
  return { ways, none: ways.filter(hasNone) };
}

/** Whether the tree installs istiod itself: then it shows whether the mesh is in ambient mode. */
function installsIstiod(facts: Facts): boolean {
  const brings = ({ chart }: ReleaseFact) => slotsOf(chart, facts)?.some((slot) => slot.chart === 'istiod');
  return areSeen('istiod', facts) || facts.all(releaseFact).some(brings);
}

function isEntry({ group, kind }: KubernetesObject): boolean {
  return group === 'networking.istio.io' && kind === 'ServiceEntry';
}

/**
 * Advice for `ServiceEntry` objects with resolution NONE, which a ztunnel of 1.27 does not understand when istiod
 * of 1.28 sends them.
 *
 * Source: istio 1.28, `releasenotes/notes` on the passthrough service type; istio/api,
 * `networking/v1/service_entry.proto` (NONE is the default).
 */
export const ambientServiceEntry: Transform = {
  id: 'ambient-service-entry',
  title: 'ServiceEntry with resolution NONE while ztunnel is upgraded',
  release: '1.28',
  phase: 'before',
  kind: 'advice',
  docs: upgradeNotesOf('1.28'),
  about: async () => (await import('./about')).about,
  triggers: ['ServiceEntry', resolutionPath],
  surveys: [installSurvey, valuesSurvey, kustomizeSurvey, ambientSurvey],
  mentions: [
    {
      words: ['ServiceEntry'],
      pattern: /(?<![\w-])ServiceEntry(?![\w-])/g,
      ...advice(true),
      isDue: (facts) => facts.all(runsAmbient).length > 0,
      // In manifests the transform sees the entry itself; the comments of a program are examples.
      isMeant: (place) =>
        place.source.kind !== 'manifest' &&
        !(place.source.kind === 'program' && place.isInComment) &&
        (valuesNear(place, 'spec') ?? []).some((value) => /\bresolution\W{1,4}NONE\b/.test(value)),
    },
  ],

  migrate(document, context) {
    const { facts } = context;
    const isAmbient = facts.all(runsAmbient).length > 0;
    for (const { object, isPart, context: within } of objectsAndParts(document, context)) {
      if (!isEntry(object)) continue;
      const { report } = within;
      const spec = entryOf(object.mapping, 'spec');
      const resolution = entryOf(spec?.value, 'resolution');
      const isLeftOut = resolution && isOptional(resolution, object, document);
      const at = resolution ?? spec ?? object.mapping;
      const templated = asMapping(spec?.value)?.templatedEntries.length;
      const isOpen = [resolution, spec].some((entry) => isTemplatedNode(entry?.value));
      if (isOpen || isLeftOut || (!resolution && templated)) {
        if (isAmbient) report({ level: 'warning', at, ...templatedAdvice });
        continue;
      }
      const isNone = !resolution || isNull(resolution.value) || stringOf(resolution.value) === 'NONE';
      // A part of an entry, as in a patch, says nothing of what it leaves out.
      if (!isNone || (!resolution && (isPart || !entryOf(spec?.value, 'hosts')))) continue;
      if (!isAmbient && facts.derived(installsIstiod)) continue;
      const { ways, none } = builtWithNone(document, object, facts);
      if (ways.length > 0 && none.length === 0) continue;
      const where = none.length < ways.length ? none.map(({ top }) => top) : [];
      report({ level: isAmbient ? 'warning' : 'note', at, ...advice(isAmbient, where) });
    }
  },
};

/** Whether a template may leave out a field of an object. */
function isOptional(
  { range: { start: at } }: Entry,
  { mapping }: KubernetesObject,
  { template }: ManifestDocument,
) {
  return template?.blocks.some(
    ({ range: { start, end }, hasElse }) =>
      !hasElse && mapping.content.start < start && start < at && at < end,
  );
}

/** @param where the kustomizations that build the entry with NONE, if others patch that */
function advice(isAmbient: boolean, where: readonly string[] = []) {
  const built = where.length > 0 ? `; built with NONE by ${[...new Set(where)].join(', ')}` : '';
  return {
    message: 'a ztunnel older than 1.28 refuses a ServiceEntry of resolution NONE, and loses the update',
    help: isAmbient
      ? `upgrade istiod and ztunnel close together: until then the service may behave as if it had no ServiceEntry${built}`
      : `only clusters in ambient mode are concerned: there, upgrade istiod and ztunnel close together${built}`,
  };
}

const templatedAdvice = {
  message: 'a template decides the resolution of this ServiceEntry: a ztunnel older than 1.28 refuses NONE',
  help: 'if it renders NONE, or no resolution, upgrade istiod and ztunnel close together',
};

/** A namespace or workload in the mesh, a profile, a waypoint, or the chart of ztunnel. */
function showsAmbient(mapping: Mapping): boolean {
  const text = (key: string): string => {
    const value = mapping.entries.find((entry) => entry.name === key)?.value;
    return stringOf(value) ?? '';
  };
  const has = (key: string): boolean => mapping.entries.some((entry) => entry.name === key);
  return (
    text('istio.io/dataplane-mode') === 'ambient' ||
    text('profile') === 'ambient' ||
    text('gatewayClassName') === 'istio-waypoint' ||
    has('istio.io/use-waypoint') ||
    /(?:^|\/)ztunnel$/.test(text('chart')) ||
    (text('name') === 'ztunnel' && (has('repository') || has('repo')))
  );
}

/** A ztunnel by its own name; by that of its chart, {@link showsAmbient} finds it. */
function isOfAmbient({ kind, name }: KubernetesObject): boolean {
  if (kind === 'ZTunnel') return true;
  return name === 'ztunnel' && ['DaemonSet', 'Application', 'HelmRelease'].includes(kind);
}
