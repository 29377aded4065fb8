import type { FactKind, Facts } from '../facts';
import type { ManifestDocument } from '../kubernetes/document';
import { readText } from '../kubernetes/embedded';
import { factPlaceOf } from '../kubernetes/object';
import { type Operation, parseFieldPath, readOperations } from '../kustomize/operation';
import {
  inlineTransformers,
  isKustomizationFile,
  type KustomizationNode,
  readKustomizations,
  readReplacements,
} from '../kustomize/read';
import { readPatches } from '../kustomize/patches';
import { readSelector, type Selector } from '../kustomize/selector';
import { fieldPathSyntax } from '../moves/patches/old-paths';
import { pathsBeside } from '../moves/references/paths-beside';
import type { Survey } from '../transform';
import {
  asMapping,
  entriesOf,
  itemsOf,
  type Mapping,
  type Node,
  type Place,
  plainData,
  scalarValueOf,
  stringOf,
  valueAt,
  walk,
} from '../yaml';
import { clearingsIn, selectorOf } from './clearings';
import type { Access, Address } from './effect';

/** The addresses in the files of the tree. */
export const addressFact: FactKind<Address> = { name: 'addresses' };

/** A survey of the fields that are named by their paths, for whatever changes an object to look at. */
export const addressSurvey: Survey = {
  triggers: ['/spec', '/metadata', 'fieldPaths', 'jqPathExpressions', '$patch', 'null'],
  files: isKustomizationFile,
  glance: (_, text) =>
    /path["']?:\s*["']?\/|fieldPath|fieldpath|jsonPointers|jqPathExpressions|driftDetection|\$patch|:\s*(?:null|~)(?!\w)/.test(
      text,
    )
      ? 'parse'
      : 'enough',
  collect(document, facts) {
    if (!document.host) collectIn(document, facts);
  },
};

function collectIn(document: ManifestDocument, facts: Facts): void {
  const { root } = document;
  const add = (at: Place, selector: Selector | undefined, access: Access, within = document): void => {
    facts.add(addressFact, { ...access, place: factPlaceOf(within, at), selector });
  };
  const addOperations = (node: Node | undefined, selector: Selector | undefined, within = document): void => {
    for (const operation of readOperations(node) ?? [])
      for (const access of accessesOf(operation)) add(operation.pathEntry, selector, access, within);
  };
  const addClearings = (selector: Selector | undefined, within: ManifestDocument): void => {
    for (const object of within.objects)
      for (const { at, ...access } of clearingsIn(object))
        add(at, selector ?? selectorOf(object), access, within);
  };
  const addNode = (node: KustomizationNode, within: ManifestDocument): void => {
    for (const { inline, selector } of readPatches(node)) {
      if (inline?.kind !== 'scalar') addOperations(inline, selector, within);
      else
        for (const inner of readText(within, inline)?.documents ?? []) {
          addOperations(inner.root, selector, inner);
          addClearings(selector, inner);
        }
    }
    for (const { value } of itemsOf(valueAt(node.mapping, 'vars'))) {
      const [object, field] = [asMapping(valueAt(value, 'objref')), valueAt(value, 'fieldref', 'fieldpath')];
      const keys = fieldPathSyntax.parse(stringOf(field) ?? '');
      if (object && field && keys) add(field, readSelector(object), { keys, does: 'read' }, within);
    }
    for (const scalar of inlineTransformers(node))
      for (const inner of readText(within, scalar)?.documents ?? [])
        for (const each of readKustomizations(inner)) addNode(each, inner);
  };
  addOperations(root, undefined);
  addClearings(undefined, document);
  for (const node of readKustomizations(document)) addNode(node, document);
  for (const replacement of [...readReplacements(valueAt(root, 'replacements')), ...readReplacements(root)])
    for (const { at, select, access } of sidesOf(replacement)) add(at, readSelector(select), access);
  const addPaths = (holder: Mapping, selector: Selector, within = document): void => {
    for (const { text, syntax, isRead = false } of pathsBeside(holder)) {
      const keys = syntax.parse(text.value);
      if (keys) add(text, selector, { keys, does: isRead ? 'read' : 'ignore' }, within);
    }
  };
  walk(root, (node) => {
    const mapping = asMapping(node);
    if (mapping && stringOf(valueAt(mapping, 'kind')) !== undefined) addPaths(mapping, readSelector(mapping));
    for (const { name = '', value } of entriesOf(node)) {
      const selector = selectorOfSetting(name);
      if (!selector || value.kind !== 'scalar') continue;
      for (const inner of readText(document, value)?.documents ?? []) {
        const holder = asMapping(inner.root);
        if (holder) addPaths(holder, selector, inner);
      }
    }
  });
}

/** The objects that a setting of Argo CD is for, which says so in its key: `….group_Kind`, `….Kind`, or `….all`. */
function selectorOfSetting(name: string): Selector | undefined {
  const [, group, kind] =
    /^resource\.customizations\.ignoreDifferences\.(?:([\w.-]+)_)?(\w+)$/.exec(name) ?? [];
  if (kind === undefined) return undefined;
  return kind === 'all' ? {} : { kind, ...(group !== undefined && { group }) };
}

function accessesOf({ op, path: keys, from, value }: Operation): Access[] {
  const written = value && plainData(value.value);
  const source: Access[] = from ? [{ keys: from, does: op === 'move' ? 'remove' : 'read' }] : [];
  if (op === 'move' || op === 'copy') return [...source, { keys, does: 'add' }];
  const does = (['add', 'replace', 'remove', 'test'] as const).find((each) => each === op);
  return does ? [{ keys, does, ...(written !== undefined && { value: written }) }] : [];
}

interface Side {
  readonly at: Node;
  readonly select: NonNullable<ReturnType<typeof asMapping>>;
  readonly access: Access;
}

/** The fields that a replacement reads and writes. */
function sidesOf(replacement: Node): Side[] {
  const side = (select: Node | undefined, at: Node | undefined, does: Access['does']): Side[] => {
    const mapping = asMapping(select);
    const text = stringOf(at);
    return mapping && at && text !== undefined
      ? [{ at, select: mapping, access: { keys: parseFieldPath(text), does } }]
      : [];
  };
  const source = valueAt(replacement, 'source');
  return [
    ...side(source, valueAt(source, 'fieldPath'), 'read'),
    ...itemsOf(valueAt(replacement, 'targets')).flatMap(({ value: target }) => {
      const isMade = scalarValueOf(valueAt(target, 'options', 'create')) === true;
      return itemsOf(valueAt(target, 'fieldPaths')).flatMap(({ value }) =>
        side(valueAt(target, 'select'), value, isMade ? 'add' : 'replace'),
      );
    }),
  ];
}
