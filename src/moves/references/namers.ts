import type { Facts } from '../../facts';
import {
  asMapping,
  asText,
  entriesOf,
  holdersOf,
  insideOneOf,
  itemsOf,
  type Mapping,
  type Node,
  stringOf,
  walk,
} from '../../yaml';
import { certainEntry, isKindOrList, isResource, type MovedKind, namesOf } from '../moved-kind';
import { expectation, testAround } from './suites';

/** Whether a node is in an object of the kind itself, which follows by rules of its own. */
export function isOfObject(node: Node, objects: ReadonlySet<Node>, moved: MovedKind): boolean {
  const object = asMapping(holdersOf(node).find((holder) => objects.has(holder)));
  return object !== undefined && isNamedBy(asText(certainEntry(object, 'kind')?.value)?.value ?? '', moved);
}

/**
 * The innermost mapping around a node that says which kind is meant, or the test of what a chart of the tree renders;
 * undefined where none says any.
 */
export function namerOf(
  node: Node,
  objects: ReadonlySet<Node>,
  moved: MovedKind,
  path: string,
  facts: Facts,
): Mapping | 'another' | undefined {
  for (const holder of holdersOf(node).slice(1)) {
    const mapping = asMapping(holder);
    if (!mapping) continue;
    const kinds = kindsSaidIn(mapping, objects);
    if (kinds.some((kind) => isNamedBy(kind, moved))) return mapping;
    // Of any kind, only a field of its own tells that this one is meant.
    if (kinds.includes('*')) return undefined;
    if (kinds.length > 0) return 'another';
  }
  return testAround(node, path, moved, facts);
}

/**
 * The kinds and resources that are named in a mapping, apart from what it is itself.
 *
 * @param reader what is in one item of a list, of which the other ones say nothing, as one step of a test of the next one
 */
export function kindsSaidIn(mapping: Mapping, objects: ReadonlySet<Node>, reader?: Node): string[] {
  const said: string[] = [];
  const holders = reader && certainEntry(mapping, 'asserts') === undefined ? holdersOf(reader) : [];
  // helm-unittest says of one test what its object is, and nothing of the next one.
  const isSuite = certainEntry(mapping, 'tests') !== undefined;
  const lists = mapping.entries.flatMap(({ value }) => (holders.includes(value) ? itemsOf(value) : []));
  const isOther = insideOneOf(lists.flatMap(({ value }) => (holders.includes(value) ? [] : value)));
  walk(mapping, (node) => {
    if (isOther(node)) return;
    const expected = isSuite ? undefined : stringOf(expectation(node, 'kind'));
    if (expected !== undefined) said.push(expected);
    for (const { name, value } of entriesOf(node)) {
      if (node === mapping && name === 'kind' && objects.has(mapping)) continue;
      // What a definition, or a template of Gatekeeper, calls the kind that it makes.
      if (node.parent?.kind === 'entry' && node.parent.name === 'names') continue;
      if (!['kind', 'kinds', 'resource', 'resources'].includes(name ?? '')) continue;
      const texts = asText(value) ?? itemsOf(value).flatMap((item) => asText(item.value) ?? []);
      said.push(...[texts].flat().map((text) => text.value));
    }
  });
  return said;
}

/** `InferencePool`, `inferencepools`, `group/version/InferencePool`, `InferencePool/status`. */
export function isNamedBy(text: string, moved: MovedKind): boolean {
  return namesOf(moved).some(({ kind, resource }) =>
    text.split('/').some((part) => isKindOrList(part, kind) || isResource(part, resource)),
  );
}
