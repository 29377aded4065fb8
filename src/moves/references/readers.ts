import type { FactPlace } from '../../facts';
import { type ManifestDocument, saysOnce } from '../../kubernetes/document';
import { describePlace } from '../../kubernetes/object';
import type { Context } from '../../transform';
import {
  asMapping,
  asText,
  Declined,
  entriesOf,
  holdersOf,
  insideOneOf,
  isTemplatedNode,
  itemsOf,
  type Mapping,
  type Node,
  type Place,
  scalarValueOf,
  type Text,
  walk,
} from '../../yaml';
import { contextThatDeclines } from '../given';
import { objectMappings } from '../contents';
import { type Base, certainEntry, isKindOrList, isResource, type MovedKind, namesOf } from '../moved-kind';
import { noteOfOldPath, oldPathsIn, placeOf } from '../patches/old-paths';
import { oldFieldsOf, patternOf } from '../patches/patterns';
import { holdByUnreadPatch, holdByUnreadPatches } from '../patches/unread-patches';
import { readByTemplate } from './constraints';
import { renamedSetting } from './names-in-texts';
import { statusAround } from './status';

/** What reads fields of a kind by their old names and cannot follow. */
export interface Readers {
  /** Whether a node is, or is in, something that is reported. */
  holds(node: Node): boolean;
  /** Whether a rule that reads old fields holds a node. */
  isRuled(node: Node): boolean;
  /** The context for a node that names the kind: where it does so for a rule that reads old fields, the two stay together. */
  readonly contextOf: (node: Node) => Context;
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
  const rules = new Map<Node, FactPlace[]>();
  const hold = (rule: Node, places: readonly FactPlace[]): void => {
    rules.set(rule, [...(rules.get(rule) ?? []), ...places]);
  };
  const names = namesOf(moved).flatMap(({ kind, resource }) => [kind.toLowerCase(), resource]);
  const isNamedIn = (text: string) => names.some((name) => text.toLowerCase().includes(name));
  const tell = (node: Node, at: Place, path: readonly string[], namer: Mapping | undefined): void => {
    told.add(node);
    const isNamedBeside = namer && kindsSaidIn(namer, objects, node).some((kind) => isNamedBy(kind, moved));
    const ruleOf =
      isNamedBeside && namer.parent && !objects.has(namer) ? [ruleOfKyvernoAt(namer) ?? namer] : [];
    for (const rule of [...ruleOf, ...settingsAround(node, moved)]) hold(rule, [context.locate(at)]);
    context.report({ level: 'warning', at, ...noteOfOldPath(path, moved) });
  };
  const readers = readersOf(told, rules, moved, context);
  if (!saysOnce(document, moved, isNamedIn)) return readers;
  for (const object of document.objects) {
    const places = readByTemplate(object, moved, context.facts);
    if (places.length > 0) hold(object.mapping, places);
  }
  for (const node of holdByUnreadPatches(document, moved, context, isOther)) told.add(node);
  const isHeld = insideOneOf([...told]);
  walk(document.root, (node) => {
    if (node.alias || isOther(node) || isHeld(node) || isOfObject(node, objects, moved)) return;
    const text = asText(node);
    const source = text && sourceOf(text, document);
    if (text && source !== undefined && /spec|status/.test(source)) {
      // Documents in a text that name the kind are looked at by themselves.
      if (context.isRead(text) && isNamedIn(source)) return;
      const [old] = oldPathsIn(source, moved);
      if (!old) return;
      const namer = requestedBy(text, source, moved) ?? namerOf(text, objects, moved);
      if (namer === 'another') return;
      const isNamed = namer !== undefined || settingsAround(text, moved).length > 0;
      if (!isNamed && !moved.isOwnField(old.path)) return;
      const placeIn = ({ index, length }: typeof old) => placeOfPart(document, text, source, index, length);
      if (holdByUnreadPatch(document, text, placeIn(old), moved, context)) {
        told.add(text);
        return;
      }
      if (statusAround(text, moved, context) === 'stays') return;
      for (const each of oldPathsIn(source, moved)) tell(text, placeIn(each), each.path, namer);
      return;
    }
    const list = listedPath(node);
    const pattern = patternOf(node);
    if (!list && !pattern) return;
    const namer = namerOf(node, objects, moved);
    if (namer === 'another' || namer === undefined) return;
    if (list && placeOf(list, moved)?.join('.') !== list.join('.')) tell(node, node, list, namer);
    for (const { entry, path } of pattern
      ? oldFieldsOf(pattern.mapping, pattern.fieldsOf, moved, pattern.at)
      : [])
      tell(node, entry, path, namer);
  });
  return readers;
}

function readersOf(
  told: ReadonlySet<Node>,
  rules: ReadonlyMap<Node, readonly FactPlace[]>,
  moved: MovedKind,
  context: Context,
): Readers {
  const placesAround = (node: Node) => holdersOf(node).flatMap((holder) => rules.get(holder) ?? []);
  return {
    holds: (node) => holdersOf(node).some((holder) => told.has(holder)),
    isRuled: (node) => placesAround(node).length > 0,
    contextOf(node) {
      const places = placesAround(node);
      if (places.length === 0) return context;
      const listed = [...new Set(places.map(describePlace))].join(', ');
      return contextThatDeclines(
        new Declined(
          'the rule that names it reads old fields, which change with it',
          undefined,
          `change it to ${moved.to.group}/${moved.to.version} manually, together with the fields that it reads (${listed})`,
        ),
        // A policy on objects of any name holds none of them.
        certainEntry(node, 'name') ? context : { ...context, collect: undefined },
      );
    },
  };
}

/** A text as it is written, where what seems to be a template is an expression of Kyverno. */
function sourceOf(text: Text, document: ManifestDocument): string {
  const isExpression = isTemplatedNode(text) && ruleOfRequest(text) !== undefined;
  return isExpression ? document.text.slice(text.content.start, text.content.end) : text.value;
}

/** The rule whose requests a text reads a field of, if these are about the kind: what is around it may name another one. */
function requestedBy(text: Text, source: string, moved: MovedKind): Mapping | 'another' | undefined {
  if (!/\brequest\.(?:o|oldO)bject\b/.test(source)) return undefined;
  const rule = asMapping(ruleOfRequest(text));
  const match = asMapping(certainEntry(rule, 'match')?.value);
  if (!rule || !match) return undefined;
  return kindsSaidIn(match, new Set()).some((kind) => isNamedBy(kind, moved)) ? rule : 'another';
}

/** A path as kapp and kube-state-metrics write it: `[spec, ports, 0]`. */
function listedPath(node: Node): string[] | undefined {
  const [first, second, ...rest] = itemsOf(node).map(({ value }) => scalarValueOf(value));
  if ((first !== 'spec' && first !== 'status') || second === undefined) return undefined;
  return [first, second, ...rest].map(String);
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
    // Of any kind, only a field of its own tells that this one is meant.
    if (kinds.includes('*')) return undefined;
    if (kinds.length > 0) return 'another';
  }
  return undefined;
}

/**
 * The kinds and resources that are named in a mapping, apart from what it is itself.
 *
 * @param reader what is in one item of a list, of which the other ones say nothing, as one step of a test of the next one
 */
function kindsSaidIn(mapping: Mapping, objects: ReadonlySet<Node>, reader?: Node): string[] {
  const said: string[] = [];
  const isTest = certainEntry(mapping, 'asserts') !== undefined;
  const holders = reader && !isTest ? holdersOf(reader) : [];
  const lists = mapping.entries.flatMap(({ value }) => (holders.includes(value) ? itemsOf(value) : []));
  const isOther = insideOneOf(lists.flatMap(({ value }) => (holders.includes(value) ? [] : value)));
  walk(mapping, (node) => {
    if (isOther(node)) return;
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

/** The rule of Kyverno that a mapping is in as what the rule mutates. */
function ruleOfKyvernoAt(mapping: Mapping): Node | undefined {
  const isMutation = mapping.parent?.kind === 'entry' && mapping.parent.name === 'mutate';
  return isMutation ? ruleOfRequest(mapping) : undefined;
}

/** The rule of Kyverno that a node is in. */
function ruleOfRequest(node: Node): Node | undefined {
  return holdersOf(node).find((holder) => certainEntry(holder, 'match') !== undefined);
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
function placeOfPart(
  { text }: ManifestDocument,
  node: Text,
  source: string,
  index: number,
  length: number,
): Place {
  const found = source.slice(index, index + length);
  const nth = source.slice(0, index).split(found).length - 1;
  let at = node.content.start - 1;
  for (let count = 0; count <= nth; count++) {
    at = text.indexOf(found, at + 1);
    if (at === -1 || at >= node.content.end) return node;
  }
  return { kind: 'spot', offset: at };
}
