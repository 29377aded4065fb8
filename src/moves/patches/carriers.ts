import type { FactKind, Facts } from '../../facts';
import type { ManifestDocument } from '../../kubernetes/document';
import type { KubernetesObject } from '../../kubernetes/object';
import type { Kustomization } from '../../kustomize/kustomization';
import { readOperations } from '../../kustomize/operation';
import { fits, type Selector, selects } from '../../kustomize/selector';
import { KustomizeTree, type PatchUse } from '../../kustomize/tree';
import { namesUpTo } from '../../kustomize/ways';
import type { Context } from '../../transform';
import { asMapping, Declined, keysTo, type Node, type Place } from '../../yaml';
import { basesIn } from '../bases';
import type { Base, Carrier, MovedKind } from '../moved-kind';
import { contextOfUnit } from '../unit';
import { placeOf } from './old-paths';

/** A field of an object that a patch or a replacement names, from the root of that object. */
export interface NamedPath {
  readonly at: Place;
  readonly path: readonly string[];
  /** What it becomes, where that is written there. */
  readonly value?: Node | undefined;
}

/** The object of a document that another one is a part of: patches of the outer one may change fields of the inner one. */
export function carrierOf(
  { mapping }: KubernetesObject,
  { objects, host }: ManifestDocument,
): Carrier | undefined {
  const { start, end } = mapping.range;
  const outer = objects.find(
    ({ mapping: { range }, kind }) => range.start <= start && end <= range.end && !kind.endsWith('List'),
  );
  if (host || !outer || outer.mapping === mapping) return undefined;
  const { group, kind, name } = outer;
  return { group, kind, name, at: keysTo(mapping, outer.mapping) };
}

/**
 * Leaves objects that are parts of others where a patch or replacement for an outer one names a field of theirs that
 * changes: how the path goes on is not rewritten.
 */
export function holdCarried<B extends Base>(
  paths: readonly NamedPath[],
  uses: readonly PatchUse[],
  moved: MovedKind<B>,
  context: Context,
): void {
  const carried = paths.length === 0 ? [] : carriedBy(uses, moved, context.facts);
  if (carried.length === 0) return;
  for (const named of paths) {
    const bases = carried.filter(({ carrier }) => carrier && changesFor(named, carrier, moved));
    const [kind] = bases.map(({ carrier }) => carrier?.kind);
    if (kind === undefined) continue;
    const { to } = moved;
    const help = `change it to the fields of ${to.version}, together with the ${to.kind}`;
    contextOfUnit(bases, moved, context).rewrite(named.at, `field of the ${to.kind} in ${kind}`, () => {
      throw new Declined(`it names an old field of the ${to.kind} in the patched ${kind}`, undefined, help);
    });
  }
}

function carriedBy<B extends Base>(
  uses: readonly PatchUse[],
  moved: MovedKind<B>,
  facts: Facts,
): readonly B[] {
  const tree = KustomizeTree.of(facts);
  return (facts.derivedFor(moved.bases, allCarried) as readonly B[]).filter((base) =>
    uses.some(
      ({ kustomization, selector = {} }) =>
        tree.reach(kustomization).has(base.path) && takes(selector, base, kustomization, facts),
    ),
  );
}

function allCarried(facts: Facts, bases: FactKind<Base>): readonly Base[] {
  return basesIn({ bases }, facts).filter(({ carrier }) => carrier !== undefined);
}

function takes(selector: Selector, { path, carrier }: Base, kustomization: Kustomization, facts: Facts) {
  if (!carrier || !fits(selector.group, carrier.group)) return false;
  const { kind, name } = carrier;
  const names = namesUpTo(kustomization, { path, kind, name }, facts);
  return [...names].some((each) => selects(selector, { kind, name: each, labels: {} }));
}

/** Whether what is at a path of the outer object is, or has, a field of the inner one that changes. */
function changesFor({ path, value }: NamedPath, { at }: Carrier, moved: MovedKind): boolean {
  const isOnWay = at.every((key, index) => key === path[index] || isItem(key, path[index]));
  if (!isOnWay) return false;
  const inner = path.slice(at.length);
  // What is an object itself moves by itself.
  if (inner.length === 0) return false;
  const below = inner.length > 1 ? [] : (asMapping(value)?.entries ?? []);
  const named = below.length > 0 ? below.map(({ name = '' }) => [...inner, name]) : [inner];
  return named.some((each) => each.length > 1 && placeOf(each, moved)?.join('/') !== each.join('/'));
}

/** Whether a step of a path may mean a place in a list: `[name=pool]`, `*`, `-`. */
function isItem(key: string, step = ''): boolean {
  return /^\d+$/.test(key) && /^(?:\[.*|\*|-)$/.test(step);
}

/** The fields of the outer object that a patch names: in a JSON patch, or by a merge as deep as that goes. */
export function pathsOfPatch(root: Node | undefined): readonly NamedPath[] {
  const operations = readOperations(root);
  if (operations)
    return operations.flatMap(({ path, from, pathEntry, value }) =>
      [path, ...(from ? [from] : [])].map((each) => ({ at: pathEntry, path: each, value: value?.value })),
    );
  return leavesOf(root);
}

/** In a merge, what is an object itself moves by itself. */
function leavesOf(node: Node | undefined, above: readonly string[] = []): NamedPath[] {
  const mapping = asMapping(node);
  if (!mapping || (above.length > 0 && mapping.entries.some(({ name }) => name === 'kind'))) return [];
  return mapping.entries.flatMap((entry): NamedPath[] => {
    const path = [...above, entry.name ?? ''];
    const below = leavesOf(entry.value, path);
    return below.length > 0 ? below : [{ at: entry, path }];
  });
}
