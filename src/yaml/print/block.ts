import { isPlainSequence, type Plain } from '../change';
import type { BlockStyle } from '../style/block';
import type { Quotes } from '../style/quotes';
import { printScalar } from './scalar';

/** All that decides how a value is written in block style. */
export interface BlockForm extends BlockStyle, Quotes {
  readonly lineBreak: string;
}

/** `key: value` at a column. */
export function printEntry(key: string, value: Plain, column: number, form: BlockForm): string {
  const printedKey = printScalar(key, form.keys, false);
  return `${printedKey}:${printBelow(value, column, form)}`;
}

/** `- value` with the dash at a column. */
export function printItem(value: Plain, dash: number, form: BlockForm): string {
  const column = dash + form.dashWidth;
  const gap = ' '.repeat(form.dashWidth - 1);
  const parts = partsOf(value, column, form);
  if (parts === undefined) return `-${gap}${printLeaf(value, form)}`;
  return `-${gap}${parts.join(lineAt(column, form))}`;
}

/** A value as it stands behind `key:`, with its leading space or line break; `column` is the key's. */
function printBelow(value: Plain, column: number, form: BlockForm): string {
  const inner = column + (isPlainSequence(value) ? form.dashOffset : form.step);
  const parts = partsOf(value, inner, form);
  if (parts === undefined) return ` ${printLeaf(value, form)}`;
  return parts.map((part) => lineAt(inner, form) + part).join('');
}

/** The elements of a collection that is not empty, printed at a column. */
function partsOf(value: Plain, column: number, form: BlockForm): string[] | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const parts = isPlainSequence(value)
    ? value.map((item) => printItem(item, column, form))
    : Object.entries(value).map(([key, item]) => printEntry(key, item, column, form));
  return parts.length === 0 ? undefined : parts;
}

function printLeaf(value: Plain, form: BlockForm): string {
  if (typeof value !== 'object' || value === null) return printScalar(value, form.texts, false);
  return isPlainSequence(value) ? '[]' : '{}';
}

function lineAt(column: number, { lineBreak }: BlockForm): string {
  return lineBreak + ' '.repeat(column);
}
