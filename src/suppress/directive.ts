import {
  countBefore,
  type Entry,
  type Item,
  lineStart,
  lineTextEnd,
  type Node,
  type Range,
  type YamlDocument,
} from '../yaml';

/** What every ignore holds: a text without it has none. */
export const ignoreWord = 'istio-migrate-ignore';

/** An ignore as it is written: `# istio-migrate-ignore inference-pool`, or `-ignore-file` for the whole text. */
export interface Directive {
  /** From the sign of the comment to the end of its line. */
  readonly comment: Range;
  /** The transforms that it is for; all if empty. */
  readonly ids: readonly string[];
  readonly isForFile: boolean;
}

// Behind `#`, or in a comment of Helm or Jinja; elsewhere the word is only spoken of.
const inYaml =
  /(?<![^\s\uFEFF])(?:#+|\{\{-?[ \t]*\/\*|\{#-?)[ \t]*istio-migrate-ignore(-file)?(?![\w-]|[ \t]*:)([^\r\n]*)/g;
const inAnyText =
  /(?<![^\s\uFEFF])(?:#+|\/\/+|<!--|;+|\/\*+|--)[ \t]*istio-migrate-ignore(-file)?(?![\w-]|[ \t]*:)([^\r\n]*)/g;
const inMarkdown = /(?<![^\s\uFEFF])<!--[ \t]*istio-migrate-ignore(-file)(?![\w-]|[ \t]*:)([^\r\n]*)/g;

/** The ignores in a stretch of YAML, wherever they stand: in what turns out to be no comment, too. */
export function directivesIn(text: string, range: Range): Directive[] {
  return matchesIn(text.slice(range.start, range.end), range.start, inYaml);
}

/** The ignores in a text that is only searched, such as a script. */
export function plainDirectivesIn(text: string): Directive[] {
  return matchesIn(text, 0, inAnyText);
}

/** The ignores for the whole of a Markdown text, which has comments of HTML only: `#` is a heading. */
export function fileDirectivesIn(text: string): Directive[] {
  return matchesIn(text, 0, inMarkdown);
}

function matchesIn(text: string, origin: number, pattern: RegExp): Directive[] {
  if (!text.includes(ignoreWord)) return [];
  return Array.from(text.matchAll(pattern), ({ 0: all, 1: forFile, 2: rest = '', index }) => ({
    comment: { start: origin + index, end: origin + index + all.length },
    ids: idsIn(rest),
    isForFile: forFile !== undefined,
  }));
}

/** Between commas or spaces, up to where the comment ends. */
function idsIn(rest: string): string[] {
  const words = rest.replace(/(?:\*\/|-->|-?#\}|-?\}\}).*$/, '');
  return words.split(/[\s,]+/).filter((word) => word !== '');
}

/** What is before a comment on its line. */
function beforeOnLine(text: string, { comment }: Directive): string {
  return text.slice(lineStart(text, comment.start), comment.start);
}

type Element = Entry | Item;

/**
 * The stretch that an ignore in a document is for, from its comment on: what the key or item below it holds. Above the
 * first key of a document that is the document; above the first key of a list's item, or behind its dash, the item.
 *
 * @returns undefined where it is above nothing, or behind something
 */
export function rangeOf(document: YamlDocument, directive: Directive): Range | undefined {
  const { text, range, root } = document;
  const before = beforeOnLine(text, directive);
  if (!root || !/^(?:---)?[ \t\uFEFF]*(?:-[ \t]+)*$/.test(before)) return undefined;
  const { start, end } = directive.comment;
  const stretchOf = (target: Range): Range => ({
    start: Math.min(start - before.length, target.start),
    end: endWithComment(text, target.end),
  });
  const dash = before.lastIndexOf('-');
  if (dash !== -1 && !before.startsWith('---')) {
    const item = elementAt(root, start - before.length + dash);
    return item && stretchOf(item.range);
  }
  const next = nextToken(document, end);
  if (next === undefined) return undefined;
  const element = elementAt(root, next);
  if (isFirstOf(root, element) || next === root.range.start) return range;
  if (element) return stretchOf(itemThatStartsWith(element, start)?.range ?? element.range);
  const value = valueAt(root, next);
  return value && stretchOf(value.range);
}

/**
 * The stretch that an ignore in a text is for that is only searched: its own line and the one below, with the lines that
 * go on behind a backslash.
 *
 * @returns undefined where it is above nothing, or behind something
 */
export function linesOf(text: string, directive: Directive): Range | undefined {
  if (beforeOnLine(text, directive).trim() !== '') return undefined;
  const below = /\r?\n((?:[^\n]*\\\r?\n)*[^\n]*\S[^\n]*)/y;
  below.lastIndex = lineTextEnd(text, directive.comment.end);
  return below.test(text) ? { start: directive.comment.start, end: below.lastIndex } : undefined;
}

/** Where the next thing is behind an offset that is no comment and no marker of a document. */
function nextToken({ text, range, template }: YamlDocument, from: number): number | undefined {
  const skipped = /(?:[\s\uFEFF]+|#[^\n]*|(?<=^|\n)---(?=\s)|(?<=^|\n)%[^\n]*)*/y;
  skipped.lastIndex = from;
  skipped.test(template?.masked ?? text);
  const at = skipped.lastIndex;
  return at < range.end ? at : undefined;
}

/** The outermost entry or item that starts at an offset. */
function elementAt(node: Node, offset: number): Element | undefined {
  const child = childAround(node, offset);
  return child && (child.range.start === offset ? child : elementAt(child.value, offset));
}

/** The value that starts at an offset, on a line below its key. */
function valueAt(node: Node, offset: number): Node | undefined {
  const child = childAround(node, offset);
  return child && (child.value.range.start === offset ? child.value : valueAt(child.value, offset));
}

/** The entry or item around an offset; what an alias stands for is not looked into. */
export function childAround(node: Node, offset: number): Element | undefined {
  if (node.kind === 'scalar' || node.alias) return undefined;
  const children: readonly Element[] = node.kind === 'mapping' ? node.entries : node.items;
  const last = children[countBefore(children, offset + 1, ({ range }) => range.start) - 1];
  return last && offset < last.range.end ? last : undefined;
}

function isFirstOf(root: Node, element: Element | undefined): boolean {
  if (root.kind === 'scalar' || !element) return false;
  return element === (root.kind === 'mapping' ? root.entries[0] : root.items[0]);
}

/** The item whose first key an entry is, if the comment is in it. */
function itemThatStartsWith(element: Element, comment: number): Item | undefined {
  if (element.kind !== 'entry' || element.parent.entries[0] !== element) return undefined;
  const holder = element.parent.parent;
  return holder?.kind === 'item' && holder.range.start < comment ? holder : undefined;
}

/** The end of a stretch, or of the comment behind it on its line. */
function endWithComment(text: string, end: number): number {
  const lineEnd = lineTextEnd(text, end);
  return /^[ \t]*(?:,[ \t]*)?#/.test(text.slice(end, lineEnd)) ? lineEnd : end;
}
