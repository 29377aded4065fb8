import { stringify } from 'yaml';
import { isPlainSequence } from './model';
import type { Plain } from './change';
import { Declined } from './declined';
import type { ScalarStyle } from './node';
import type { FlowStyle } from './style';

type ScalarValue = string | number | boolean | null;

/**
 * A scalar in the given style; where that style cannot hold the value on one line, in double quotes.
 *
 * @param inFlow whether it stands inside `{}` or `[]`, where more characters have a meaning
 */
export function printScalar(value: ScalarValue, style: ScalarStyle, inFlow: boolean): string {
  if (typeof value !== 'string') return String(value);
  if (value.includes('\n')) throw new Declined('a text of several lines cannot be written here');
  switch (style) {
    case 'single':
      return `'${value.replaceAll("'", "''")}'`;
    case 'double':
      return JSON.stringify(value);
    default:
      return isSafeUnquoted(value, inFlow) ? value : JSON.stringify(value);
  }
}

function isSafeUnquoted(value: string, inFlow: boolean): boolean {
  if (inFlow && /[,[\]{}]/.test(value)) return false;
  return stringify(value, { lineWidth: 0 }) === `${value}\n`;
}

/** A value as it stands behind a key or dash, on one line. */
export function printFlow(value: Plain, style: FlowStyle): string {
  const quotes = style.quotedKeys ? 'double' : 'plain';
  if (isPlainSequence(value)) return `[${value.map((item) => printFlow(item, style)).join(style.comma)}]`;
  if (typeof value !== 'object' || value === null) return printScalar(value, quotes, true);
  const entries = Object.entries(value).map(
    ([key, item]) => printScalar(key, quotes, true) + style.colon + printFlow(item, style),
  );
  return `{${style.padding}${entries.join(style.comma)}${style.padding}}`;
}

/** A value as it stands behind a key in a flow mapping that gives each entry a line: nested, further indented. */
export function printFlowLines(value: Plain, style: FlowStyle, indent: string, lineBreak: string): string {
  const { lines } = style;
  if (!lines || typeof value !== 'object' || value === null) return printFlow(value, style);
  const inner = indent + lines.step;
  const parts = isPlainSequence(value)
    ? value.map((item) => printFlowLines(item, style, inner, lineBreak))
    : Object.entries(value).map(
        ([key, item]) =>
          printScalar(key, style.quotedKeys ? 'double' : 'plain', true) +
          style.colon +
          printFlowLines(item, style, inner, lineBreak),
      );
  const [open, close] = isPlainSequence(value) ? ['[', ']'] : ['{', '}'];
  if (parts.length === 0) return open + close;
  const body = parts.map((part) => lineBreak + inner + part).join(',');
  return `${open}${body}${lineBreak}${indent}${close}`;
}

/** How a block collection is written. */
export interface BlockStyle {
  readonly step: number;
  readonly dashOffset: number;
  readonly lineBreak: string;
}

/** A value as it stands behind `key:`, with its leading space or line break; `column` is the key's. */
export function printBlock(value: Plain, column: number, style: BlockStyle): string {
  if (typeof value !== 'object' || value === null) return ` ${printScalar(value, 'plain', false)}`;
  if (isPlainSequence(value)) {
    if (value.length === 0) return ' []';
    const dash = column + style.dashOffset;
    return value
      .map((item) => `${style.lineBreak}${' '.repeat(dash)}-${printItem(item, dash, style)}`)
      .join('');
  }
  const entries = Object.entries(value);
  if (entries.length === 0) return ' {}';
  const inner = column + style.step;
  return entries
    .map(([key, item]) => style.lineBreak + ' '.repeat(inner) + printEntry(key, item, inner, style))
    .join('');
}

/** `key: value` at a column. */
export function printEntry(key: string, value: Plain, column: number, style: BlockStyle): string {
  return `${printScalar(key, 'plain', false)}:${printBlock(value, column, style)}`;
}

/** A value as it stands behind the `-` at a column, with its leading space. */
export function printItem(value: Plain, dash: number, style: BlockStyle): string {
  if (typeof value !== 'object' || value === null) return ` ${printScalar(value, 'plain', false)}`;
  const column = dash + 2;
  if (isPlainSequence(value)) {
    const items = value.map((item) => `-${printItem(item, column, style)}`);
    return items.length === 0 ? ' []' : ` ${items.join(style.lineBreak + ' '.repeat(column))}`;
  }
  const entries = Object.entries(value).map(([key, item]) => printEntry(key, item, column, style));
  return entries.length === 0 ? ' {}' : ` ${entries.join(style.lineBreak + ' '.repeat(column))}`;
}
