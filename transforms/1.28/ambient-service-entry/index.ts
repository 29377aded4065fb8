import { addressesOver } from '../../../src/addresses/over';
import { addressSurvey } from '../../../src/addresses/survey';
import type { FactKind, Facts } from '../../../src/facts';
import { type ReleaseFact, releaseFact } from '../../../src/install/releases/release-facts';
import { installSurvey } from '../../../src/install/surveys';
import { slotsOf } from '../../../src/install/slots';
import type { ManifestDocument } from '../../../src/kubernetes/document';
import { describePlace, type KubernetesObject } from '../../../src/kubernetes/object';
import { kustomizeSurvey } from '../../../src/kustomize/kustomization';
import { type Operation, printPointer, readOperations } from '../../../src/kustomize/operation';
import { objectsAndParts, partsOf } from '../../../src/kustomize/part';
import { patchesByWay, sayingsOf, type Statement } from '../../../src/kustomize/over';
import { isInText, valuesNear } from '../../../src/sweep/object';
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
  triggers: ['ambient', 'ztunnel', 'ZTunnel', 'waypoint'],
  collect(document, facts) {
    const { root, objects } = document;
    const shows = (node: Node) => node.kind === 'mapping' && showsAmbient(node);
    if (objects.some(isOfAmbient) || nodesIn(root).some(shows)) facts.add(runsAmbient, true);
  },
};

const resolutionSurvey: Survey = {
  triggers: ['ServiceEntry', '/spec'],
  mayConcern: (text) => /ServiceEntry|\/spec(?:\/resolution)?(?![\w/~-])/.test(text),
  collect(document, facts) {
    for (const stated of resolutionsIn(document)) facts.add(statedResolution, stated);
  },
};

/** What a patch says that takes the resolution away, and with it leaves NONE. */
const takenAway = 'taken away';

/** The resolutions that a document sets: those of its entries, or of the target of a JSON patch. */
function resolutionsIn(document: ManifestDocument): StatedResolution[] {
  const { path, root, objects } = document;
  const operations = unlessDeclined(() => readOperations(root)) ?? [];
  return [
    ...operations.map((operation) => ({ name: undefined, value: resolutionOf(operation) })),
    ...objects.filter(isEntry).map(({ mapping, name }) => ({ name, value: resolutionIn(mapping) })),
  ].flatMap(({ name, value }) => (value === undefined ? [] : { path, name, value }));
}

function resolutionOf(operation: Operation): string | undefined {
  const { op, path, from } = operation;
  const isWhole = path.length === 1 && path[0] === 'spec';
  const [part] = partsOf([operation]);
  if (part) return resolutionIn(part) ?? (isWhole ? takenAway : undefined);
  const gone = op === 'remove' ? path : op === 'move' ? from : undefined;
  return gone && printPointer(gone) === resolutionPath ? takenAway : undefined;
}

/** What an entry, or a patch of one, says of its resolution. */
function resolutionIn(mapping: Mapping): string | undefined {
  const spec = valueAt(mapping, 'spec');
  const [patch, patchOfSpec] = [mapping, spec].map((node) => stringOf(valueAt(node, '$patch')));
  if (patch === 'delete') return 'deleted';
  const resolution = entryOf(spec, 'resolution')?.value;
  if (resolution) return stringOf(resolution) ?? 'NONE';
  return [patch, patchOfSpec].includes('replace') ? takenAway : undefined;
}

/** The ways that an entry takes through kustomizations that patch it, with the resolution that the last patch leaves. */
function builtResolutions({ path }: ManifestDocument, { kind, name }: KubernetesObject, facts: Facts) {
  return patchesByWay({ path, kind, name }, facts).map(({ top, patches }) => {
    const says = sayingsOf(patches, facts, statedResolution, resolutionsIn).flatMap((each) => each.says);
    return { top, last: says.at(-1)?.value };
  });
}

/** Where the resolution of an entry is written and not said: by a replacement of Kustomize, or a copy. */
function writtenUnseen(object: KubernetesObject, document: ManifestDocument, facts: Facts) {
  return addressesOver(object, document, facts).find(
    ({ does, value, keys }) =>
      ['add', 'replace'].includes(does) && value === undefined && printPointer(keys) === resolutionPath,
  )?.place;
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
  surveys: [installSurvey, valuesSurvey, kustomizeSurvey, addressSurvey, ambientSurvey, resolutionSurvey],
  mentions: [
    {
      words: ['ServiceEntry'],
      pattern:
        /(?<![\w-])ServiceEntry(?![\w-])|(?<=\bResolution(?::|\s{0,9}=)\s{0,9}(?:\w{1,40}\.)?)ServiceEntry_NONE\b/g,
      ...advice(true),
      isDue: (facts) => facts.all(runsAmbient).length > 0,
      // In manifests the transform sees the entry itself; the comments of a program are examples.
      isMeant: (place) =>
        isInText(place) &&
        !(place.source.kind === 'program' && place.isInComment) &&
        (place.word.endsWith('NONE') ||
          (valuesNear(place, 'spec') ?? []).some((value) => /\bresolution\W{1,6}NONE\b/.test(value))),
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
        if (isAmbient) report({ level: 'warning', at, ...adviceUnlessKnown('a template') });
        continue;
      }
      const writer = writtenUnseen(object, document, facts);
      if (writer) {
        const what = `a replacement or copy (${describePlace(writer)})`;
        if (isAmbient) report({ level: 'warning', at, ...adviceUnlessKnown(what) });
        continue;
      }
      const isNone = !resolution || isNull(resolution.value) || stringOf(resolution.value) === 'NONE';
      // A part of an entry, as in a patch, says nothing of what it leaves out.
      if (!resolution && (isPart || !entryOf(spec?.value, 'hosts'))) continue;
      if (!isAmbient && facts.derived(installsIstiod)) continue;
      const ways = builtResolutions(document, object, facts);
      // A patch that writes NONE is reported itself.
      const none = ways.filter(({ last = isNone ? 'NONE' : '' }) =>
        isNone ? [takenAway, 'NONE'].includes(last) || isTemplated(last) : last === takenAway,
      );
      if (none.length === 0 && (ways.length > 0 || !isNone)) continue;
      const where = !isNone || none.length < ways.length ? none.map(({ top }) => top) : [];
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

/** @param where the kustomizations that build the entry with NONE, if it does not say so itself or others patch that */
function advice(isAmbient: boolean, where: readonly string[] = []) {
  const built = where.length > 0 ? `; built with NONE by ${[...new Set(where)].join(', ')}` : '';
  return {
    message: 'a ztunnel older than 1.28 refuses a ServiceEntry of resolution NONE, and loses the update',
    help: isAmbient
      ? `upgrade istiod and ztunnel close together: until then the service may behave as if it had no ServiceEntry${built}`
      : `only clusters in ambient mode are concerned: there, upgrade istiod and ztunnel close together${built}`,
  };
}

/** @param what decides it, whose value nobody knows */
function adviceUnlessKnown(what: string) {
  return {
    message: `${what} decides the resolution of this ServiceEntry: a ztunnel older than 1.28 refuses NONE`,
    help: 'if it renders NONE, or no resolution, upgrade istiod and ztunnel close together',
  };
}

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
