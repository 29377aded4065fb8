import type { ManifestDocument } from '../../kubernetes/document';
import type { Facts } from '../../facts';
import type { Context } from '../../transform';
import {
  asMapping,
  asText,
  Declined,
  insertedIn,
  isTemplatedNode,
  itemsOf,
  type Mapping,
  type Node,
  walk,
} from '../../yaml';
import { areMoving, basesIn } from '../bases';
import { describeLiteral, givesGroup, type Literal, literalsIn } from '../chart-literals';
import { objectMappings } from '../contents';
import { basesMeant, type NamedObject } from '../meant';
import { type Base, certainEntry, isResource, type KindName, type MovedKind, namesOf } from '../moved-kind';
import { nounOf } from '../nouns';
import { asksInTernary, wordsOf } from '../old-branches';
import { valuesOfVariables } from '../template-variables';
import { contextOfFollower } from '../unit';
import { namesKind } from './find-references';
import { mayMove, namedBy, namespaceAround } from './status';

/**
 * A group that a template decides, beside the kind or resource. Where the template names an old group, what is named stays
 * with it; where a value gives the group, nobody can say here what it will be.
 */
export function reportTemplatedGroups<B extends Base>(
  document: ManifestDocument,
  moved: MovedKind<B>,
  context: Context,
  isOther: (node: Node) => boolean,
): void {
  if (basesIn(moved, context.facts).length === 0) return;
  const known = objectMappings(document);
  walk(document.root, (node) => {
    const mapping = asMapping(node);
    if (!mapping || mapping.alias || known.has(mapping) || isOther(mapping)) return;
    const isRule = namesOf(moved).some(
      (name) => listsResource(mapping, name) || insertedResource(mapping, name, document, context.facts),
    );
    if (!isRule && !namesOf(moved).some((name) => namesKind(mapping, name, moved))) return;
    const values = [
      ...['group', 'apiGroup', 'apiVersion'].map((key) => certainEntry(mapping, key)?.value),
      ...itemsOf(certainEntry(mapping, 'apiGroups')?.value).map(({ value }) => value),
    ];
    const templated = values.find(isTemplatedNode);
    if (!templated) return;
    const named = isRule ? { namespace: namespaceAround(mapping) } : namedBy(mapping, context);
    if (holdByTemplate(templated, named, document, moved, context) || !areMoving(moved, context.facts))
      return;
    context.report({
      level: 'warning',
      at: templated,
      message: `the group of this ${moved.to.kind} comes from the values of a template, and the ${nounOf(moved)} of this tree moves`,
      help: `make sure that the value is ${moved.to.group}`,
    });
  });
}

/** Leaves what is named by a template that has an old group in its words; whether it is such a one. */
export function holdByTemplate<B extends Base>(
  node: Node,
  named: NamedObject,
  document: Pick<ManifestDocument, 'text' | 'path'>,
  moved: MovedKind<B>,
  context: Context,
): boolean {
  const source = document.text.slice(node.range.start, node.range.end);
  const own = source.match(/\{\{.*?\}\}|\$\{.*?\}|<%.*?%>|#@ .*/gs) ?? [];
  const actions = [...own, ...valuesOfVariables(own, document.text)];
  if (actions.some((action) => asksInTernary(action, moved))) {
    context.keep(node);
    return true;
  }
  const literals = literalsIn(actions.join(' '), document, context.facts).filter(givesGroup);
  const words = wordsOf([...actions, ...literals.map(({ text }) => text)].join(' '));
  const groups = new Set([...moved.from, moved.to].map(({ group }) => group));
  const chosen = [...groups].filter((group) => words.some((word) => word.split('/')[0] === group));
  const isOld = chosen.some((group) => group !== moved.to.group);
  // Where a condition decides on the object, it is for the template to name what that comes to.
  const mayStay = ({ isOld: is, obstacle }: B) => is && !obstacle?.isOfCondition;
  if (!isOld || !basesMeant(named, moved, context.facts).bases.some(mayStay)) return false;
  if (mayMove(node, named, moved, context))
    contextOfFollower(named, moved, context).rewrite(node, `reference to ${moved.to.kind}`, () => {
      const from = literals.map((literal) => `, from ${describeLiteral(literal)}`);
      throw new Declined(`a template expression inserts this group: ${chosen.join(' or ')}${from.join('')}`);
    });
  return true;
}

/** Whether a mapping lists the resource among others. */
function listsResource(mapping: Mapping, { resource }: KindName): boolean {
  return itemsOf(certainEntry(mapping, 'resources')?.value).some(({ value }) =>
    isResource(asText(value)?.value ?? '', resource),
  );
}

/** The value of a chart that has the resource by default, where a template inserts it into the list of a rule. */
export function insertedResource(
  mapping: Mapping,
  { resource }: KindName,
  document: Pick<ManifestDocument, 'text' | 'path'>,
  facts: Facts,
): Literal | undefined {
  const entry = certainEntry(mapping, 'resources');
  if (entry?.parent !== mapping) return undefined;
  const next = mapping.entries[mapping.entries.indexOf(entry) + 1];
  const source = document.text.slice(entry.range.start, next?.range.start ?? mapping.range.end);
  const actions = source.match(/\{\{.*?\}\}/gs)?.join(' ') ?? '';
  return literalsIn(actions, document, facts).find(({ text }) => isResource(text, resource));
}

/** Whether a template or placeholder may name something that is not written in a rule. */
export function mayNameMore(mapping: Mapping): boolean {
  const lists = ['resources', 'kinds'].map((key) => certainEntry(mapping, key)?.value);
  const all = lists.flatMap((list) => [list, ...itemsOf(list).map(({ value }) => value)]);
  return all.some((node) => insertedIn(node) !== undefined);
}

/** Reports a rule on an old group of which nobody can say whether it is on the kind: the group may be that of others. */
export function reportOpenRule<B extends Base>(old: Node, moved: MovedKind<B>, context: Context): void {
  if (!areMoving(moved, context.facts)) return;
  context.keep(old);
  context.report({
    level: 'warning',
    at: old,
    message: `a template inserts the names in this rule, and the ${nounOf(moved)} of this tree moves to another group`,
    help: `if they name ${moved.to.resource}, add ${moved.to.group} to its apiGroups`,
  });
}
