import { lineTextEnd, nextLineStart, startsItsLine } from '../text';

/**
 * What a line of ytt does, `#@ if data.values.tls:`, and what it puts behind a key or dash, `port: #@ data.values.port`.
 *
 * Source: carvel-dev/ytt, "Templating" (`if`, `for`, `while` and `def` end with a colon; `/end` holds for one node).
 */
export function yttKind(inner: string, isLine: boolean): 'open' | 'divide' | 'close' | 'silent' | 'output' {
  if (!isLine) return 'output';
  if (/^(?:if|for|while|def)\b.*:$/.test(inner)) return 'open';
  if (/^(?:else|elif\b.*):$/.test(inner)) return 'divide';
  return inner === 'end' ? 'close' : 'silent';
}

/** The end of what starts with `#@`: that of its line. Elsewhere than on its line or behind a key or dash it is a comment. */
export function endOfYtt(text: string, start: number): number | undefined {
  const isBehind = /(?:^|[\s[{,])-[ \t]+$|:[ \t]+$/.test(text.slice(Math.max(0, start - 40), start));
  if (!isBehind && !startsItsLine(text, start)) return undefined;
  return start + text.slice(start, lineTextEnd(text, start)).trimEnd().length;
}

/** Where the one node ends that `if/end` and `for/end` on the line of an offset are for: an entry, an item, a document. A long one may be all that follows. */
export function endOfNode(text: string, offset: number): number {
  let first: { readonly column: number; readonly isItem: boolean } | undefined;
  let end = nextLineStart(text, offset);
  let lines = 0;
  for (let at = end; at < text.length; at = nextLineStart(text, at)) {
    if (++lines > linesAtMost) return text.length;
    const line = text.slice(at, lineTextEnd(text, at));
    const [, blanks = '', mark] = /^([ \t]*)(---(?=\s|$)|-(?=\s|$)|#|$|)/.exec(line) ?? [];
    if (mark === '#' || line.trim() === '') continue;
    const column = mark === '---' ? -1 : blanks.length;
    const isItem = mark === '-';
    if (first && column <= first.column && !(isItem && !first.isItem && column === first.column)) return end;
    first ??= { column, isItem };
    end = nextLineStart(text, at);
  }
  return end;
}

const linesAtMost = 300;
