import { Cursor, type Leaf, none, paragraph } from './cursor';

/** What a line of Markdown means for fenced code. */
export interface FenceLine {
  /** The fence that opens on the line; its column is an offset in the line. */
  readonly opens?: { readonly info: string; readonly column: number };
  /** Whether a fence is still open behind the line, or closes with it. */
  readonly isInFence: boolean;
  readonly closes: boolean;
  /** How many characters at the start of the line belong to the quotes and lists around it. */
  readonly outside: number;
}

/** A quote or an item of a list; what belongs to an item is indented as deep as its text. */
type Container =
  { readonly is: 'quote' } | { readonly is: 'item'; readonly indent: number; isEmpty: boolean };

/**
 * The containers and the open block of a Markdown text, line by line. It knows what CommonMark (0.31, chapters 4 and 5)
 * has for blocks, as far as it decides where fenced code is: what is indented by four, in an HTML block, or in the lazy
 * continuation of a paragraph is none.
 */
export class Containers {
  private open: Container[] = [];
  private leaf: Leaf = none;

  read(line: string): FenceLine {
    const cursor = new Cursor(line);
    const matched = this.matched(cursor);
    const isWhole = matched === this.open.length;
    const { leaf } = this;
    if (isWhole && leaf.is === 'fence') return this.inFence(cursor, leaf);
    if (isWhole && leaf.is === 'html') {
      const isEnd = leaf.end === 'blank' ? cursor.isBlank : leaf.end.test(cursor.rest);
      if (isEnd) this.leaf = none;
      return plain(cursor);
    }
    return this.start(cursor, matched);
  }

  /** How many of the open containers go on; the cursor then is behind their markers. */
  private matched(cursor: Cursor): number {
    for (const [index, container] of this.open.entries()) {
      if (container.is === 'quote') {
        if (cursor.indent > 3 || cursor.next !== '>') return index;
        cursor.takeQuote();
      } else if (cursor.isBlank) {
        // An item may start with one blank line, not with two.
        if (container.isEmpty) return index;
        cursor.skipIndent();
      } else if (cursor.indent >= container.indent) {
        cursor.takeColumns(container.indent);
      } else {
        return index;
      }
    }
    return this.open.length;
  }

  private inFence(cursor: Cursor, { mark, indent }: Leaf & { is: 'fence' }): FenceLine {
    const outside = cursor.at;
    const closing = cursor.indent > 3 ? undefined : /^(`{3,}|~{3,})[ \t]*$/.exec(cursor.rest)?.[1];
    if (closing?.startsWith(mark)) {
      this.leaf = none;
      return { isInFence: true, closes: true, outside };
    }
    cursor.takeColumns(Math.min(indent, cursor.indent));
    return { isInFence: true, closes: false, outside };
  }

  /** Reads what starts on a line that is in no open block, or goes on with a paragraph. */
  private start(cursor: Cursor, matched: number): FenceLine {
    const isParagraphOpen = this.leaf.is === 'paragraph';
    let isInParagraph = isParagraphOpen && matched === this.open.length;
    const started: Container[] = [];
    const openedBy = (leaf: Leaf): void => {
      this.open = [...this.open.slice(0, matched), ...started];
      this.fill();
      this.leaf = leaf;
    };
    for (;;) {
      const { indent, rest } = cursor;
      if (cursor.isBlank) {
        if (started.length > 0) openedBy(none);
        else this.open = this.open.slice(0, matched);
        this.leaf = none;
        const last = this.open.at(-1);
        if (last?.is === 'item' && started.length > 0) last.isEmpty = true;
        return plain(cursor);
      }
      if (indent > 3) {
        if (isParagraphOpen && started.length === 0) break;
        openedBy({ is: 'indented' });
        return plain(cursor);
      }
      if (cursor.next === '>') {
        cursor.takeQuote();
        started.push({ is: 'quote' });
        isInParagraph = false;
        continue;
      }
      const fence = /^(?:(`{3,})([^`]*)|(~{3,})(.*))$/.exec(rest);
      if (fence) {
        const mark = fence[1] ?? fence[3] ?? '';
        const info = fence[2] ?? fence[4] ?? '';
        openedBy({ is: 'fence', mark, indent });
        return {
          opens: { info, column: cursor.at + cursor.blanks },
          isInFence: true,
          closes: false,
          outside: cursor.at,
        };
      }
      if (/^#{1,6}(?:[ \t]|$)/.test(rest)) {
        openedBy(none);
        return plain(cursor);
      }
      const html = htmlStart(rest, isParagraphOpen && started.length === 0);
      if (html) {
        openedBy(html.isOver ? none : { is: 'html', end: html.end });
        return plain(cursor);
      }
      if (isInParagraph && /^(?:=+|-+)[ \t]*$/.test(rest)) {
        openedBy(none);
        return plain(cursor);
      }
      if (/^(?:(?:\*[ \t]*){3,}|(?:_[ \t]*){3,}|(?:-[ \t]*){3,})$/.test(rest)) {
        openedBy(none);
        return plain(cursor);
      }
      const marker = itemMarker(rest, isInParagraph);
      if (!marker) break;
      const width = cursor.takeMarker(marker);
      started.push({ is: 'item', indent: indent + width, isEmpty: false });
      isInParagraph = false;
    }
    // A paragraph goes on also where the markers of its quotes and lists are missing.
    if (!(isParagraphOpen && started.length === 0)) openedBy(paragraph);
    return plain(cursor);
  }

  /** What holds something is no empty item any more. */
  private fill(): void {
    for (const container of this.open) if (container.is === 'item') container.isEmpty = false;
  }
}

function plain(cursor: Cursor): FenceLine {
  return { isInFence: false, closes: false, outside: cursor.at };
}

/** The marker of an item. One that interrupts a paragraph holds something, and counts from 1. */
function itemMarker(rest: string, isInParagraph: boolean): string | undefined {
  const [, marker = '', number] = /^([-+*]|(\d{1,9})[.)])(?=[ \t]|$)/.exec(rest) ?? [];
  if (marker === '') return undefined;
  const isEmpty = /^[ \t]*$/.test(rest.slice(marker.length));
  const mayInterrupt = !isEmpty && (number === undefined || Number(number) === 1);
  return isInParagraph && !mayInterrupt ? undefined : marker;
}

interface HtmlStart {
  readonly end: RegExp | 'blank';
  /** Whether the block ends on its first line. */
  readonly isOver: boolean;
}

/** An HTML block that starts with a text; a tag of an unknown name cannot interrupt a paragraph. */
function htmlStart(rest: string, isInParagraph: boolean): HtmlStart | undefined {
  if (!rest.startsWith('<')) return undefined;
  for (const { start, end } of htmlBlocks) if (start.test(rest)) return { end, isOver: end.test(rest) };
  const isKnown = blockTag.test(rest);
  return isKnown || (!isInParagraph && anyTag.test(rest)) ? { end: 'blank', isOver: false } : undefined;
}

const htmlBlocks = [
  { start: /^<(?:script|pre|textarea|style)(?:\s|>|$)/i, end: /<\/(?:script|pre|textarea|style)>/i },
  { start: /^<!--/, end: /-->/ },
  { start: /^<\?/, end: /\?>/ },
  { start: /^<![A-Z]/i, end: />/ },
  { start: /^<!\[CDATA\[/, end: /\]\]>/ },
];

const blockTag =
  /^<\/?(?:address|article|aside|base|basefont|blockquote|body|caption|center|col|colgroup|dd|details|dialog|dir|div|dl|dt|fieldset|figcaption|figure|footer|form|frame|frameset|h[1-6]|head|header|hr|html|iframe|legend|li|link|main|menu|menuitem|nav|noframes|ol|optgroup|option|p|param|search|section|summary|table|tbody|td|tfoot|th|thead|title|tr|track|ul)(?:\s|\/?>|$)/i;

const attribute = String.raw`\s+[a-zA-Z_:][\w.:-]*(?:\s*=\s*(?:[^"'=<>\x60\x00-\x20]+|'[^']*'|"[^"]*"))?`;

const anyTag = new RegExp(
  String.raw`^(?:<[a-zA-Z][a-zA-Z\d-]*(?:${attribute})*\s*\/?>|<\/[a-zA-Z][a-zA-Z\d-]*\s*>)\s*$`,
);
