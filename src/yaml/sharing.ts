import { type Change, placeOf } from './change';
import { Declined } from './declined';
import type { Range } from './lines';
import { childrenOf, type Element, type Node } from './node';

/** A value that has an anchor, and the places of its aliases. */
interface Shared {
  readonly name: string;
  readonly content: Range;
  readonly aliases: Range[];
}

/**
 * Why changes fail that touch a text which counts in several places: an anchor names it, and aliases repeat it.
 *
 * @returns undefined if no change touches such a text
 */
export function sharingProblem(root: Node, changes: readonly Change[]): Declined | undefined {
  const shared = sharedBelow(root);
  for (const change of changes) {
    const problem = change.type === 'remove' ? lostAnchor(change.target, shared) : undefined;
    if (problem) return problem;
  }
  for (const change of changes) {
    const problem = repeatedText(change, shared);
    if (problem) return problem;
  }
  return undefined;
}

function lostAnchor({ range }: Element, shared: ReadonlyMap<string, Shared>): Declined | undefined {
  const isInside = ({ start, end }: Range) => start >= range.start && end <= range.end;
  for (const { name, content, aliases } of shared.values()) {
    const left = isInside(content) && aliases.find((alias) => !isInside(alias));
    if (left) return new Declined(`the anchor &${name} would go, and *${name} needs it`, left.start);
  }
  return undefined;
}

function repeatedText(change: Change, shared: ReadonlyMap<string, Shared>): Declined | undefined {
  const place = placeOf(change);
  // An alias for a scalar gives way to the new value, and elements are changed in what holds them.
  const own = change.type === 'set' && change.scalar.alias ? place.parent : place;
  for (let at: Node | Element | undefined = own; at; at = at.parent) {
    const found = 'content' in at ? shared.get(keyOf(at)) : undefined;
    if (!found) continue;
    const { name, aliases } = found;
    const reason = `the change would show twice, since *${name} repeats what &${name} names; write one of them out first`;
    return new Declined(reason, aliases[0]?.start);
  }
  return undefined;
}

/** What aliases repeat, by its place in the text. */
function sharedBelow(root: Node): Map<string, Shared> {
  const shared = new Map<string, Shared>();
  const stack: Node[] = [root];
  for (let node = stack.pop(); node; node = stack.pop()) {
    if (node.alias) {
      const known = shared.get(keyOf(node));
      if (known) known.aliases.push(node.alias);
      else shared.set(keyOf(node), { name: node.anchor ?? '', content: node.content, aliases: [node.alias] });
    } else if (node.kind !== 'scalar') {
      for (const child of childrenOf(node)) {
        stack.push(child.value);
        if (child.kind === 'entry') stack.push(child.key);
      }
    }
  }
  return shared;
}

function keyOf({ content }: Node): string {
  return `${content.start}-${content.end}`;
}
