import { type Change, placeOf } from './changes';
import { compile } from './compile';
import { Declined, applyEdits, type Edit, type Range } from './text';
import { changedModel, says } from './model';
import { type Node, type YamlDocument, childrenOf, type Element } from './node';
import { isParseProblem, parseDocument, tooDeep, splitDocuments } from './parse';
import { lackOfRoom } from './library';
import { settle } from './settle';
import { maskTemplate } from './template/mask';
import { keepsActions, requireWhole } from './template/kept';

/** A document's rewrite, proven to mean what was asked for. */
export interface Rewrite {
  /** Edits of the text that holds the document. */
  readonly edits: readonly Edit[];
  /** The document after the edits, as a text of its own. */
  readonly document: YamlDocument;
}

/**
 * Makes changes in a document, and proves them: the new text is parsed again and has to say exactly what the old
 * one said with the changes made, and nothing else.
 *
 * @throws Declined if a change cannot be written or the proof fails
 */
export function rewriteDocument(document: YamlDocument, changes: readonly Change[]): Rewrite {
  const { root, range } = document;
  if (!root) throw new Declined('the document is empty', range.start);
  const lack = lackOfRoom(document.text.slice(range.start, range.end), 'rewrite');
  if (lack !== undefined) throw new Declined(lack, range.start);
  const settled = settle(document, changes);
  try {
    return proven(document, root, settled);
  } catch (error) {
    if (error instanceof RangeError) throw new Declined(tooDeep, range.start);
    throw (error instanceof Declined && sharingProblem(root, settled)) || error;
  }
}

function proven(document: YamlDocument, root: Node, changes: readonly Change[]): Rewrite {
  const { text, range } = document;
  requireWhole(document, changes);
  const edits = compile(document, changes);
  if (edits.some(({ start, end }) => start < range.start || end > range.end)) {
    throw new Declined('the template block around it reaches into another document', range.start);
  }
  const own = edits.map((edit) => ({
    ...edit,
    start: edit.start - range.start,
    end: edit.end - range.start,
  }));
  const rewritten = applyEdits(text.slice(range.start, range.end), own);
  const template = maskTemplate(rewritten, document.template);
  if (splitDocuments(template?.masked ?? rewritten).length !== 1) {
    throw new Declined('the result would be several documents', range.start);
  }
  if (!keepsActions(document, edits, rewritten, template)) {
    throw new Declined('an action of the template would be lost', range.start);
  }
  const result = parseDocument(rewritten, { start: 0, end: rewritten.length }, template);
  if (isParseProblem(result)) throw new Declined(`the result would not be valid YAML (${result.message})`);
  if (!says(result.root, changedModel(document, root, changes))) {
    throw new Declined('the result would not mean what was asked for');
  }
  return { edits, document: result };
}

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
function sharingProblem(root: Node, changes: readonly Change[]): Declined | undefined {
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
    if (left) return new Declined(`the anchor &${name} would be removed, but *${name} needs it`, left.start);
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
    const [first] = aliases.toSorted((one, other) => one.start - other.start);
    const [which, by] =
      aliases.length === 1 ? ['the alias', 'a literal'] : [`its ${aliases.length} aliases`, 'literals'];
    const reason = `the value is shared by anchor &${name}; replace ${which} *${name} with ${by} first`;
    return new Declined(reason, first?.start);
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
