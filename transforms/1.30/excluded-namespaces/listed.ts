import type { FactKind, FactPlace, Facts } from '../../../src/facts';
import { findInstallValues } from '../../../src/install/find';
import type { Content } from '../../../src/install/layers/content';
import { releaseFact } from '../../../src/install/releases/release-facts';
import { carrierOfHelm } from '../../../src/install/scripts/commands';
import { settingsOf } from '../../../src/install/settings';
import { slotsOf } from '../../../src/install/slots';
import type { ManifestDocument } from '../../../src/kubernetes/document';
import { entryOf, itemsOf, type Node, type Place, stringOf, valueAt } from '../../../src/yaml';

/** A namespace that the CNI plugin leaves alone. */
export interface Excluded {
  readonly namespace: string;
  readonly place: FactPlace;
}

/** What the documents of the tree list. */
export const excluded: FactKind<Excluded> = { name: 'namespaces-without-cni' };
/** The value of the chart that lists them. */
export const key = 'excludeNamespaces';
const rendered = 'EXCLUDE_NAMESPACES';

/** Words of what lists them. */
export const wordsOfLists = [key, rendered];

/** A name of a list, and where it is. */
interface Listed {
  readonly namespace: string;
  readonly at: Place;
}

/** What install values and the rendered ConfigMap of istio-cni exclude. */
export function excludedIn(document: ManifestDocument, facts: Facts): Listed[] {
  const values = findInstallValues(document, facts).filter(({ chart }) => chart === 'cni');
  const listed = values.flatMap((each) =>
    settingsOf(each, ['cni', key]).flatMap((setting) =>
      setting.form === 'map'
        ? itemsListed(setting.value)
        : namesIn(stringOf(setting.value) ?? '').map((namespace) => ({ namespace, at: setting.place })),
    ),
  );
  const joined = document.objects
    .filter(({ kind }) => kind === 'ConfigMap')
    .flatMap(({ mapping }) => entryOf(valueAt(mapping, 'data'), rendered) ?? [])
    .flatMap((at) => namesIn(stringOf(at.value) ?? '').map((namespace) => ({ namespace, at: at.value })));
  return [...listed, ...listedInText(document), ...joined];
}

/** In a text of a manifest that names the chart: what the text is for is not known while the tree is read. */
function listedInText({ root, host }: ManifestDocument): Listed[] {
  if (!host || !/istio-cni|chart["']?:\s*["']?cni\b/.test(host.document.text)) return [];
  const lists = [valueAt(root, 'cni', 'excludeNamespaces'), valueAt(root, 'excludeNamespaces')];
  return lists.flatMap(itemsListed);
}

function itemsListed(list: Node | undefined): Listed[] {
  return itemsOf(list).map(({ value }) => ({ namespace: stringOf(value) ?? '', at: value }));
}

/** What commands exclude. */
export function excludedByCommands(facts: Facts): Excluded[] {
  const ofAgents = facts
    .all(releaseFact)
    .filter(
      ({ carrier, chart }) =>
        carrier === carrierOfHelm && slotsOf(chart, facts)?.some((slot) => slot.chart === 'cni') === true,
    );
  return ofAgents.flatMap(({ layers }) =>
    layers.flatMap(({ place, content }) => setIn(content).map((namespace) => ({ namespace, place }))),
  );
}

/** The namespaces that flags of a command list: `--set excludeNamespaces={a,b}`. */
export function setIn(content: Content | undefined): string[] {
  const isList = /^(?:cni\.)?excludeNamespaces(?:\[\d+\])?$/;
  return (content?.settings ?? []).flatMap(({ keys, value }) =>
    typeof value === 'string' && isList.test(keys.join('.')) ? namesIn(value) : [],
  );
}

/** The names of a list, as commands and the rendered ConfigMap have it. */
function namesIn(list: string): string[] {
  return list
    .replace(/^\{|\}$/g, '')
    .split(',')
    .map((name) => name.trim());
}
