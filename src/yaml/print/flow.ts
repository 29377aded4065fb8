import { isPlainSequence, type Plain } from '../change';
import type { FlowStyle } from '../style/flow';
import { printScalar } from './scalar';

/**
 * A value as it stands behind a key or bracket in flow style; over several lines where the style has lines.
 *
 * @param indent the indentation of the line on which the value starts
 */
export function printFlow(value: Plain, style: FlowStyle, indent: string): string {
  if (typeof value !== 'object' || value === null) return printScalar(value, style.texts, true);
  const inner = indentInside(style, indent);
  if (isPlainSequence(value)) {
    const parts = value.map((item) => printFlow(item, style, inner));
    return enclose('sequence', parts, style, indent);
  }
  const parts = Object.entries(value).map(
    ([key, item]) => printFlowKey(key, style) + printFlow(item, style, inner),
  );
  return enclose('mapping', parts, style, indent);
}

/** A key in flow style, with its colon. */
export function printFlowKey(key: string, style: FlowStyle): string {
  return printScalar(key, style.keys, true) + style.colon;
}

/** Printed elements between brackets; `indent` as for {@link printFlow}. */
export function enclose(
  kind: 'mapping' | 'sequence',
  parts: readonly string[],
  style: FlowStyle,
  indent: string,
): string {
  if (parts.length === 0) return emptyBrackets(kind);
  const { open, close } = brackets(kind, style, indent);
  return open + parts.join(separator(style, indentInside(style, indent))) + close;
}

/** Brackets with nothing in them. */
export function emptyBrackets(kind: 'mapping' | 'sequence'): string {
  return kind === 'mapping' ? '{}' : '[]';
}

/** What stands between two elements that start with the given indentation. */
export function separator(style: FlowStyle, indent: string): string {
  return style.lines ? `,${style.lines.lineBreak}${indent}` : style.comma;
}

/** Brackets with what is to stand on their inner sides. */
export function brackets(
  kind: 'mapping' | 'sequence',
  style: FlowStyle,
  indent: string,
): { open: string; close: string } {
  const { lines } = style;
  const padding = kind === 'mapping' ? style.padding : '';
  const before = lines ? lines.lineBreak + indentInside(style, indent) : padding;
  const behind = lines ? lines.lineBreak + indent : padding;
  return kind === 'mapping'
    ? { open: `{${before}`, close: `${behind}}` }
    : { open: `[${before}`, close: `${behind}]` };
}

/** The indentation of the elements of a collection whose own line is indented by `indent`. */
export function indentInside({ lines }: FlowStyle, indent: string): string {
  return indent + (lines?.step ?? '');
}
