import type { Context } from '../../../src/transform';
import type { Facts } from '../../../src/facts';
import { asMapping, holdersOf, isTemplated, type Node, stringOf } from '../../../src/yaml';
import { type PoolBase, poolBases } from './base';
import { certainEntry, textUnder } from './own';

/** What becomes of the pools that something names: comments keep them in the old group, or some of them, or none. */
export type Fate = 'moves' | 'stays' | 'both';

/** What is said of a pool by what names it; all pools, where its name is not given. */
export interface NamedPool {
  readonly name?: string | undefined;
  readonly namespace?: string | undefined;
}

/** Of pools that do not lie in the tree, nothing keeps any. */
export function fateOf(named: NamedPool, facts: Facts): Fate {
  const bases = facts.all(poolBases);
  const isMeant = (base: PoolBase) => fits(named.name, base.name) && fits(named.namespace, base.namespace);
  const kept = bases.filter((base) => base.isKept && base.isOld && isMeant(base));
  if (kept.length === 0) return 'moves';
  return bases.some((base) => !base.isKept && isMeant(base)) ? 'both' : 'stays';
}

/** The fate of all pools that a rule or flag of an object speaks of: those of its namespace. */
export function fateAround(node: Node, { facts }: Context): Fate {
  return fateOf({ namespace: namespaceAround(node) }, facts);
}

/** The pool that the flags of an endpoint picker name. */
export function poolNameIn(words: readonly Node[]): string | undefined {
  const line = words.map((word) => stringOf(word) ?? '').join(' ');
  return /(?<![\w-])--?pool-?[nN]ame(?:=|\s+)["']?([a-z0-9][a-z0-9.-]*)/.exec(line)?.[1];
}

/** The namespace of the innermost object around a node. */
export function namespaceAround(node: Node): string | undefined {
  const metadata = holdersOf(node).map((holder) => asMapping(certainEntry(holder, 'metadata')?.value));
  return textUnder(
    metadata.find((mapping) => mapping !== undefined),
    'namespace',
  );
}

/** What is not said, or comes from a template, may be the same. */
function fits(one: string | undefined, other: string | undefined): boolean {
  const isOpen = (text: string | undefined) => text === undefined || isTemplated(text);
  return isOpen(one) || isOpen(other) || one === other;
}

/** Leaves what names a pool in the old group with it. */
export function stayWithPool(place: Node, { keep, report }: Context): void {
  keep(place);
  report({
    level: 'note',
    at: place,
    message: 'it stays with the InferencePool that it names, which a comment keeps in the old group',
    help: 'Istio 1.28 knows only the new group: take that comment out once the pool may move',
  });
}

/** Told of what names a pool where nobody can say which. */
export const ambiguous = {
  level: 'warning',
  message: 'a comment keeps some of the InferencePools that this may name in the old group, and others move',
  help: 'see which one it names, and change the group by hand if that one moves; where it names all, add the new group',
} as const;
