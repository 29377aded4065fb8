import type { Context } from '../../transform';
import { type ManifestDocument, saysOnce } from '../../kubernetes/document';
import {
  asMapping,
  asText,
  Declined,
  type Editor,
  entriesOf,
  holdersOf,
  insideOneOf,
  itemsOf,
  type Mapping,
  type Node,
  type Place,
  type Text,
  walk,
} from '../../yaml';
import {
  type Base,
  certainEntry,
  isKindOrList,
  isResource,
  type MovedKind,
  namesOf,
  objectMappings,
} from '../moved-kind';
import {
  jqSyntax,
  jsonPathSyntax,
  oldPathsIn,
  type PathSyntax,
  placeOf,
  placeOfWhole,
  pointerSyntax,
} from '../patches/json-patch';
import { renamedSetting } from './names-in-texts';
import { oldFieldsOf, patternOf } from '../patches/patterns';
import { plural, statusAround } from './status';
import { holdByUnreadPatch, holdByUnreadPatches } from '../patches/unread-patches';

/** Lists of paths that a tool leaves out of its comparisons: Argo CD beside the kind, Flux beside a `target`. */
const ignoredPaths: readonly { readonly key: string; readonly syntax: PathSyntax }[] = [
  { key: 'jsonPointers', syntax: pointerSyntax },
  { key: 'paths', syntax: pointerSyntax },
  { key: 'jqPathExpressions', syntax: jqSyntax },
];

/**
 * Moves the paths that a tool ignores in its comparisons along with the reference that they belong to.
 *
 * @throws Declined where one of them says more than a path
 */
export function moveIgnoredPaths(reference: Mapping, moved: MovedKind, edit: Editor): void {
  for (const { text, syntax } of ignoredPathsOf(reference)) {
    if (oldPathsIn(text.value, moved).length === 0) continue;
    const path = syntax.parse(text.value);
    if (!path) throw new Declined(`it names an old field of ${moved.to.kind}`, text.range.start);
    edit.set(text, syntax.print(placeOfWhole(path, moved)));
  }
}

/** The paths beside a reference, or beside the `target` that it is. */
export function ignoredPathsOf(reference: Mapping): { readonly text: Text; readonly syntax: PathSyntax }[] {
  const { parent } = reference;
  const holder = parent?.kind === 'entry' && parent.name === 'target' ? parent.parent : reference;
  // What Chainsaw waits for.
  const awaited = certainEntry(certainEntry(certainEntry(holder, 'for')?.value, 'jsonPath')?.value, 'path');
  return [
    ...ignoredPaths.flatMap(({ key, syntax }) =>
      itemsOf(certainEntry(holder, key)?.value).map(({ value }) => ({ text: asText(value), syntax })),
    ),
    { text: asText(awaited?.value), syntax: jsonPathSyntax },
  ].flatMap(({ text, syntax }) => (text ? { text, syntax } : []));
}

/** What reads fields of a kind by their old names and cannot follow. */
export interface Readers {
  /** Whether a node is, or is in, something that is reported. */
  holds(node: Node): boolean;
  /** Whether a node names the kind for a rule that reads old fields: the two stay together. */
  keeps(node: Node): boolean;
}

/** Reports, each at its line, the paths and patterns of other tools that name fields which the kind no longer has. */
export function reportReaders<B extends Base>(
  document: ManifestDocument,
  moved: MovedKind<B>,
  context: Context,
  isOther: (node: Node) => boolean,
): Readers {
  const objects = objectMappings(document);
  const told = new Set<Node>();
  const rules = new Set<Node>();
  const names = namesOf(moved).map(({ kind }) => kind.toLowerCase());
  const isNamedIn = (text: string) => names.some((name) => text.toLowerCase().includes(name));
  const tell = (node: Node, at: Place, path: readonly string[], rule: Mapping | undefined): void => {
    told.add(node);
    const ruleOfKyverno = rule && ruleOfKyvernoAt(rule);
    if (ruleOfKyverno) rules.add(ruleOfKyverno);
    for (const setting of settingsAround(node, moved)) rules.add(setting);
    const now = placeOf(path, moved);
    context.report({
      level: 'warning',
      at,
      message: `the path leads to a field that ${moved.to.version} ${plural(moved.to.kind)} do not have`,
      help: now
        ? `${path.join('.')} is ${now.join('.')} there`
        : `${path.join('.')} has other fields there; name them one by one`,
    });
  };
  if (!saysOnce(document, moved, isNamedIn)) return { holds: () => false, keeps: () => false };
  for (const node of holdByUnreadPatches(document, moved, context, isOther)) told.add(node);
  const isHeld = insideOneOf([...told]);
  walk(document.root, (node) => {
    if (node.alias || isOther(node) || isHeld(node) || isOfObject(node, objects, moved)) return;
    const text = asText(node);
    if (text && /spec|status/.test(text.value)) {
      // Documents in a text that name the kind are looked at by themselves.
      if (context.isRead(text) && isNamedIn(text.value)) return;
      const [old] = oldPathsIn(text.value, moved);
      if (!old) return;
      const namer = namerOf(text, objects, moved);
      if (namer === 'another') return;
      const isNamed = namer !== undefined || settingsAround(text, moved).length > 0;
      if (!isNamed && !moved.isOwnField(old.path)) return;
      if (holdByUnreadPatch(document, text, placeIn(document, text, old.index, old.length), moved, context)) {
        told.add(text);
        return;
      }
      if (statusAround(text, moved, context) === 'stays') return;
      for (const each of oldPathsIn(text.value, moved))
        tell(text, placeIn(document, text, each.index, each.length), each.path, namer);
      return;
    }
    const pattern = patternOf(node);
    if (!pattern) return;
    const namer = namerOf(pattern.mapping, objects, moved);
    if (namer === 'another' || namer === undefined) return;
    for (const { entry, path } of oldFieldsOf(pattern.mapping, pattern.fieldsOf, moved, pattern.at))
      tell(node, entry, path, namer);
  });
  const isIn = (set: ReadonlySet<Node>, node: Node) => holdersOf(node).some((holder) => set.has(holder));
  return { holds: (node) => isIn(told, node), keeps: (node) => isIn(rules, node) };
}

/** Whether a node is in an object of the kind itself, which follows by rules of its own. */
function isOfObject(node: Node, objects: ReadonlySet<Node>, moved: MovedKind): boolean {
  const object = asMapping(holdersOf(node).find((holder) => objects.has(holder)));
  return object !== undefined && isNamedBy(asText(certainEntry(object, 'kind')?.value)?.value ?? '', moved);
}

/** The innermost mapping around a node that says which kind is meant; undefined where none says any. */
function namerOf(node: Node, objects: ReadonlySet<Node>, moved: MovedKind): Mapping | 'another' | undefined {
  for (const holder of holdersOf(node).slice(1)) {
    const mapping = asMapping(holder);
    if (!mapping) continue;
    const kinds = kindsSaidIn(mapping, objects);
    if (kinds.some((kind) => isNamedBy(kind, moved))) return mapping;
    if (kinds.length > 0) return 'another';
  }
  return undefined;
}

/** The kinds and resources that are named in a mapping, apart from what it is itself. */
function kindsSaidIn(mapping: Mapping, objects: ReadonlySet<Node>): string[] {
  const said: string[] = [];
  const isTest = certainEntry(mapping, 'asserts') !== undefined;
  walk(mapping, (node) => {
    for (const { name, value } of entriesOf(node)) {
      if (node === mapping && name === 'kind' && objects.has(mapping)) continue;
      // helm-unittest says of one test what its object is, and nothing of the next one.
      if (isTest && name === 'isKind') said.push(asText(certainEntry(value, 'of')?.value)?.value ?? '');
      if (!['kind', 'kinds', 'resource', 'resources'].includes(name ?? '')) continue;
      const texts = asText(value) ?? itemsOf(value).flatMap((item) => asText(item.value) ?? []);
      said.push(...[texts].flat().map((text) => text.value));
    }
  });
  return said;
}

/** `InferencePool`, `inferencepools`, `group/version/InferencePool`, `InferencePool/status`. */
function isNamedBy(text: string, moved: MovedKind): boolean {
  return namesOf(moved).some(({ kind, resource }) =>
    text.split('/').some((part) => isKindOrList(part, kind) || isResource(part, resource)),
  );
}

/** The rule of Kyverno that a mapping is, or that it is in as what the rule mutates. */
function ruleOfKyvernoAt(mapping: Mapping): Node | undefined {
  const isRule = (node: Node) => certainEntry(node, 'match') !== undefined;
  const isMutation = mapping.parent?.kind === 'entry' && mapping.parent.name === 'mutate';
  return isRule(mapping) ? mapping : isMutation ? holdersOf(mapping).find(isRule) : undefined;
}

/**
 * The settings of Argo CD for the kind that a node is in, such as a health check in Lua: under a key that names the
 * kind, or beside it where the operator of Argo CD has them.
 */
function settingsAround(node: Node, moved: MovedKind): Node[] {
  const { parent } = node;
  const isCheck = parent?.kind === 'entry' && parent.name === 'check';
  return holdersOf(node).filter(
    (holder) =>
      (holder.parent?.kind === 'entry' && renamedSetting(holder.parent.name ?? '', moved) !== undefined) ||
      (isCheck && holder === parent.parent),
  );
}

/** Where a part of a text is, if it is written as it is meant; else where the text starts. */
function placeIn({ text }: ManifestDocument, node: Text, index: number, length: number): Place {
  const found = node.value.slice(index, index + length);
  const nth = node.value.slice(0, index).split(found).length - 1;
  let at = node.content.start - 1;
  for (let count = 0; count <= nth; count++) {
    at = text.indexOf(found, at + 1);
    if (at === -1 || at >= node.content.end) return node;
  }
  return { kind: 'spot', offset: at };
}
