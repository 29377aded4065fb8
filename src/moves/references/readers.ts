import type { FactPlace } from '../../facts';
import { type ManifestDocument, saysOnce } from '../../kubernetes/document';
import { describePlace } from '../../kubernetes/object';
import type { Context } from '../../transform';
import {
  asMapping,
  asText,
  Declined,
  holdersOf,
  insideOneOf,
  isTemplatedNode,
  itemsOf,
  keyOf,
  type Mapping,
  type Node,
  type Place,
  scalarValueOf,
  type Text,
  walk,
} from '../../yaml';
import { contextThatDeclines } from '../given';
import { objectMappings } from '../contents';
import { type Base, certainEntry, type MovedKind, namesOf } from '../moved-kind';
import { noteOfOldPath, oldPathsIn, placeOf, placeOfPart } from '../patches/old-paths';
import { oldFieldsOf, patternOf } from '../patches/patterns';
import { holdByUnreadPatch, holdByUnreadPatches } from '../patches/unread-patches';
import { readByTemplate } from './constraints';
import { isNamedBy, isOfObject, kindsSaidIn, namerOf } from './namers';
import { renamedSetting } from './names-in-texts';
import { isInChart } from './suites';
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
  // A program may name the group alone, where no other group has its kinds.
  const left = moved.from.flatMap(({ group }) => (group === moved.to.group ? [] : group));
  const mayBeMeant = (text: string) => isNamedIn(text) || left.some((group) => text.includes(group));
  const tell = (node: Node, at: Place, path: readonly string[], namer: Mapping | undefined): void => {
    told.add(node);
    const isNamedBeside = namer && kindsSaidIn(namer, objects, node).some((kind) => isNamedBy(kind, moved));
    const ruleOf =
      isNamedBeside && namer.parent && !objects.has(namer) ? [ruleOfKyvernoAt(namer) ?? namer] : [];
    for (const rule of [...ruleOf, ...settingsAround(node, moved)]) hold(rule, [context.locate(at)]);
    context.report({ level: 'warning', at, ...noteOfOldPath(path, moved) });
  };
  const readers = readersOf(told, rules, moved, context);
  const isSuite = document.text.includes('asserts') && isInChart(document.path, moved, context.facts);
  if (!isSuite && !saysOnce(document, moved, mayBeMeant)) return readers;
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
      const namer =
        requestedBy(text, source, moved) ?? namerOf(text, objects, moved, document.path, context.facts);
      if (namer === 'another') return;
      const isNamed = namer !== undefined || settingsAround(text, moved).length > 0;
      if (!isNamed && !moved.isOwnField(old.path)) return;
      const placeIn = (each: typeof old) => placeOfPart(document, text, source, each);
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
    const namer = namerOf(node, objects, moved, document.path, context.facts);
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

/** The rule of Kyverno that a mapping is in as what the rule mutates. */
function ruleOfKyvernoAt(mapping: Mapping): Node | undefined {
  return keyOf(mapping) === 'mutate' ? ruleOfRequest(mapping) : undefined;
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
  const check = keyOf(node) === 'check' ? node.parent?.parent : undefined;
  return holdersOf(node).filter(
    (holder) => holder === check || renamedSetting(keyOf(holder) ?? '', moved) !== undefined,
  );
}
