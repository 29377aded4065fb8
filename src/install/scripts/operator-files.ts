import type { FactKind, FactPlace, Facts } from '../../facts';
import { grouped } from '../../grouped';
import type { ManifestDocument } from '../../kubernetes/document';
import { factPlaceOf, type KubernetesObject } from '../../kubernetes/object';
import { isAnyFile, isNamed, type NamedFile } from '../../kubernetes/path';
import { callsOf } from './calls';
import { istioVersionsIn } from '../pins/called-versions';
import { isUnknown } from './words';
import { anything, assigned, together } from './flags';
import type { ChartName } from '../chart';
import type { Installation } from './commands';
import type { Content } from '../layers/content';
import { waysThrough } from '../../ways';
import { type ReleaseFact, releaseFact } from '../releases/release-facts';
import { objectsAround, operatorObjects } from '../releases/operators';
import { assignmentsIn } from '../settings';
import type { Stack, StackLayer } from '../layers/stack';
import { holdersOf, itemsOf, type Node } from '../../yaml';
import { stackOf, unseenLayer } from '../layers/stack';
import { nothing } from '../layers/content';
import { flagsIn } from './shell';
import { namedInScript } from '../../kubernetes/script-paths';

/** IstioOperators that a call of `istioctl` lays over one another, or may be, and single values over these. */
export interface OperatorFiles {
  readonly id: string;
  readonly place: FactPlace;
  /** Lowest first: a file, or an object by its id; undefined for one that the tree does not hold. */
  readonly layers: readonly (NamedFile | string | undefined)[];
  readonly set: Content;
  /** The release of `istioctl`, as far as the script says it. */
  readonly version?: string | undefined;
}

export const operatorFiles: FactKind<OperatorFiles> = { name: 'operator-files' };

/** A file of which nothing is known: any IstioOperator that no call names. */
const anyFile: NamedFile = { path: '**/*', fromRoot: false };

type Layer = OperatorFiles['layers'][number];

function isAny(layer: Layer): boolean {
  return typeof layer === 'object' && layer.path === anyFile.path;
}

const istioctl = String.raw`istioctl(?:-[\w.$(){}-]+)?|\$\(ISTIOCTL\)|\$\{?ISTIOCTL\}?`;

/** The calls of `istioctl` in a script that install from files, or render what that would bring. */
export function operatorFilesIn(path: string, text: string): OperatorFiles[] {
  return installsIn(text).flatMap(
    ({ line, files, values, isUnseen, folder, ...call }, index): OperatorFiles[] => {
      if (files.length === 0 && !isUnseen) return [];
      const layers = files.map((file) => {
        const named = file === undefined ? undefined : namedInScript(path, file, folder);
        return named && isAnyFile(named) ? anyFile : named;
      });
      const place = { path, line, column: 1 };
      // Words that are not known may give several files.
      const laid = files.length === 0 ? [undefined, anyFile] : layers;
      const version = call.version ?? onlyVersionIn(text, path);
      return [{ id: `${path}|istioctl|${index}`, place, layers: laid, set: values, version }];
    },
  );
}

/** The version of Istio that a script is for, where it says no other. */
function onlyVersionIn(text: string, path: string): string | undefined {
  const [only, ...more] = new Set(istioVersionsIn(text, path).map((called) => called.text));
  return more.length > 0 ? undefined : only;
}

/** The versions with which scripts install an IstioOperator that names none itself, each with the script. */
export function versionsOfCalls({ id, path }: ReleaseFact, facts: Facts) {
  return facts.all(operatorFiles).flatMap(({ layers, version, place }) => {
    const isMeant = layers.some((layer) =>
      typeof layer === 'string' ? layer === id : layer && !isAny(layer) && isNamed(layer, path),
    );
    return isMeant ? [{ text: version, path: place.path }] : [];
  });
}

/** The profiles of IstioOperators that install a chart. Source: istio, `manifests/profiles`. */
export const profilesWith: ReadonlyMap<ChartName, RegExp> = new Map([
  ['istiod', /^(?!empty$|remote$)/],
  ['cni', /ambient|openshift/],
  ['ztunnel', /ambient/],
]);

/**
 * The calls of `istioctl` in a script that install charts, once for each of these. Not those that may be given an IstioOperator
 * of the tree by words that are not known, or by what is piped into them: that one is looked at itself.
 */
export function operatorInstallations(path: string, text: string, facts: Facts): Installation[] {
  const unnamed = { repository: undefined, version: undefined, names: [] };
  const hasOperators = facts.all(releaseFact).some(({ object }) => object?.kind === 'IstioOperator');
  return installsIn(text).flatMap(({ set, values, isUnseen, isPiped, ...call }) => {
    const isAny = (file?: string) => file !== undefined && isAnyFile(namedInScript(path, file, call.folder));
    if (hasOperators && (isUnseen || isPiped || call.files.some(isAny))) return [];
    const said = new Map(set);
    const isInstalled = ([chart, profile]: readonly [ChartName, RegExp]) => {
      const isOn = said.get(`components.${chart === 'istiod' ? 'pilot' : chart}.enabled`);
      return isOn === undefined ? profile.test(said.get('profile') ?? '') : isOn === 'true';
    };
    const charts = [...profilesWith].filter(isInstalled);
    return charts.map(([chart]): Installation => ({ ...call, ...unnamed, chart, set: values }));
  });
}

/** The versions that calls of `istioctl` in a script install. */
export function tagsIn(text: string): { readonly tag: string; readonly line: number }[] {
  return installsIn(text).flatMap(({ line, set }) =>
    set.flatMap(([name, tag]) => (isTag.test(name) ? { tag, line } : [])),
  );
}

const isTag = /^(?:values\.global\.)?tag$/;

function installsIn(text: string) {
  return callsOf(istioctl, text).flatMap(({ name, words, line, folder, filled }) => {
    const { names, at } = flagsIn(words, switches);
    if (!/^(?:install|upgrade|apply|manifest)$/.test(names[0] ?? '')) return [];
    const set = at('-s', '--set').flatMap(assignmentsIn);
    const files = at('-f', '--filename').flatMap((each) => each.split(','));
    const isUnseen = names.slice(1).some(isUnknown);
    const values = together([
      ...set.map(([name, value]) =>
        assigned(name.replace(/^values\./, '').replace(/^hub$/, 'global.hub'), value),
      ),
      ...(isUnseen ? [anything] : []),
    ]);
    const seen = files.map((file) => (/^-$|:\/\//.test(file) ? undefined : filled(file)));
    const version =
      set.find(([key]) => isTag.test(key))?.[1] ?? /(?<![\w.])1\.\d+(?:\.\d+)?/.exec(filled(name, true))?.[0];
    return [{ line, folder, version, set, values, isUnseen, isPiped: files.includes('-'), files: seen }];
  });
}

/** Flags of `istioctl` that take no value. */
const switches = /^-[yw]$|^--(?:dry-run|force|skip-confirmation|verify|vklog|wait|cluster-specific)$/;

/**
 * The IstioOperators in a list of a custom resource of which nobody here knows what becomes of it: each may be a layer
 * over the others, in either order, and all over something that the product brings.
 */
export function operatorLists(document: ManifestDocument): OperatorFiles[] {
  const { objects } = document;
  const operators = operatorObjects(document).filter(({ installer }) => installer === 'istioctl');
  const lists = grouped(operators, ({ object }) => listOfResource(object, objects));
  return [...lists].flatMap(([list, listed]) => {
    if (!list) return [];
    const ids = listed.map(({ id }) => id);
    const place = factPlaceOf(document, list);
    return [ids, ids.toReversed()].map((layers, order) => ({
      id: `${ids.join()}|${order}`,
      place,
      layers: [undefined, ...layers],
      set: nothing,
    }));
  });
}

/** The list of several items that an object is in, within another one that is not itself a list of objects. */
function listOfResource(object: KubernetesObject, objects: readonly KubernetesObject[]): Node | undefined {
  const [outer] = objectsAround(object, objects);
  if (!outer || outer.kind.endsWith('List')) return undefined;
  const holders = holdersOf(object.mapping);
  return holders.slice(0, holders.indexOf(outer.mapping)).find((holder) => itemsOf(holder).length > 1);
}

/** The IstioOperators that calls lay over one another: all that each layer may stand for. */
export function stacksOfOperators(
  calls: readonly OperatorFiles[],
  releases: readonly ReleaseFact[],
  facts: Facts,
): Stack[] {
  const operators = releases.filter(({ object }) => object?.kind === 'IstioOperator');
  const meantBy = (layer: Layer) =>
    operators.filter((each) =>
      typeof layer === 'string' ? each.id === layer : layer && isNamed(layer, each.path),
    );
  const named = new Set(
    calls.flatMap(({ layers }) => layers.filter((layer) => !isAny(layer)).flatMap(meantBy)),
  );
  const others = operators.filter((each) => !named.has(each));
  return calls.flatMap((call) =>
    stacksOfCall(call, (layer) => (isAny(layer) ? others : meantBy(layer)), facts),
  );
}

function stacksOfCall(
  { id, place, layers, set }: OperatorFiles,
  meantBy: (layer: Layer) => readonly ReleaseFact[],
  facts: Facts,
): Stack[] {
  const unseen = (index: number) => unseenLayer(`${id}#${index}`, undefined);
  const single: StackLayer[] =
    set.settings.length + set.open.length === 0
      ? []
      : [{ ...unseen(layers.length), path: place.path, content: set }];
  const alternatives = layers.map((layer, index) => {
    const meant = meantBy(layer);
    return meant.length === 0 ? [[unseen(index)]] : meant.map((each) => stackOf(each, facts, false));
  });
  return waysThrough(alternatives).map((stacks) => [...stacks.flat(), ...single]);
}
