import { count } from '../count';

/** A part of the report that can be cut between its items. */
export interface Section {
  /** What stands before the items, and behind them; empty lines around are added. */
  readonly before: string;
  readonly after?: string;
  /** One or several whole lines each. */
  readonly items: readonly string[];
  /** What one item is called where some are left out. */
  readonly noun: string;
}

/** What the line takes that says what is left out. */
const reserve = 500;

/** Puts sections together, and as many of their items as the limit allows; a last line says what is left out. */
export function bounded(head: string, sections: readonly Section[], limit: number): string {
  let text = head;
  const left = new Map<string, number>();
  for (const { before, after, items, noun } of sections) {
    if (items.length === 0) continue;
    const end = after === undefined ? '' : `\n${after}\n`;
    const room = limit - reserve - end.length;
    let part = `\n${before}\n\n`;
    const fitting =
      left.size > 0
        ? -1
        : items.findIndex((item) => {
            if (text.length + part.length + item.length + 1 > room) return true;
            part += `${item}\n`;
            return false;
          });
    const shown = left.size > 0 ? 0 : fitting === -1 ? items.length : fitting;
    if (shown > 0) text += part + end;
    if (shown < items.length) left.set(noun, (left.get(noun) ?? 0) + items.length - shown);
  }
  if (left.size === 0) return text;
  const list = [...left].map(([noun, number]) => count(number, noun)).join(', ');
  return `${text}\nLeft out to keep this short: ${list}. \`istio-migrate --format json\` has all.\n`;
}
