import type { Range } from '../text';
import type { Action } from './actions';

/** Where an action puts its lines, as far as it says so: `nindent 4`, `indent 4 | trim`, Jinja's `indent(4)`, … */
export interface Indentation {
  /** The column of the lines below the first. */
  readonly column: number;
  /** Where the number is in the text. */
  readonly number: Range;
  /**
   * Where its first line lands: on a new line at the column, to the right of the action by the column, or where the
   * action is.
   */
  readonly first: 'newLine' | 'indented' | 'inPlace';
}

/** Sprig's functions, behind a value or in front of it; what follows may only trim. */
const sprig = [
  /(?:^|\|\s*|\()(n?indent)(\s+)(\d+)(?=((?:\s*\)|\s*\|\s*trim(?:Suffix|Prefix)?(?:\s+(?:"[^"]*"|`[^`]*`))?)*)\s*$)/,
  /^(n?indent)(\s+)(\d+)(?=\s+(?:\((?:[^()]|\([^()]*\))*\)|[\w.$]+)((?:\s*\|\s*trim(?:Suffix|Prefix)?(?:\s+(?:"[^"]*"|`[^`]*`))?)*)\s*$)/,
];
/** Jinja's filter, which leaves the first line alone unless it is told otherwise. */
const jinja =
  /(\bindent)(\(\s*(?:first\s*=\s*\w+\s*,\s*)?(?:width\s*=\s*)?)(\d+)(?=[^()]*\)((?:\s*\|\s*trim)*)\s*$)/;
/** Terraform's function, which leaves the first line alone. */
const terraform = /^(indent)(\(\s*)(\d+)(?=\s*,)/;

/** Reads the indentation off an action; undefined where it does not say any. */
export function indentationOf(text: string, action: Action): Indentation | undefined {
  return indentationIn(text.slice(action.start, action.end), action.start);
}

function indentationIn(source: string, start: number): Indentation | undefined {
  if (!source.includes('indent')) return undefined;
  const [, opening = '', inner = ''] = /^(\{\{<?[-~]?|\$\{~?)([\s\S]*?)[-~]?>?\}\}?$/.exec(source) ?? [];
  const lead = inner.length - inner.trimStart().length;
  const code = inner.trim();
  const match = opening.startsWith('$')
    ? terraform.exec(code)
    : (jinja.exec(code) ?? sprig.map((form) => form.exec(code)).find(Boolean));
  if (!match) return undefined;
  const [whole, word = '', gap = '', digits = '', tail = ''] = match;
  const at = start + opening.length + lead + match.index + whole.length - digits.length;
  const number = { start: at, end: at + digits.length };
  return { column: Number(digits), number, first: firstLineOf(word, gap, code.slice(match.index), tail) };
}

function firstLineOf(word: string, gap: string, code: string, tail: string): Indentation['first'] {
  if (gap.startsWith('(')) {
    const isIndented = /^[^)]*(?:\bfirst\s*=\s*[Tt]rue|\d\s*,\s*[Tt]rue)/.test(code);
    return isIndented && !tail.includes('trim') ? 'indented' : 'inPlace';
  }
  if (/\btrim(?!Suffix|Prefix)/.test(tail)) return 'inPlace';
  return word === 'nindent' && !tail.includes('trimPrefix') ? 'newLine' : 'indented';
}

/** An action's source without the column that changes when its lines move: by it two can be compared. */
export function withoutIndentation(source: string): string {
  const number = indentationIn(source, 0)?.number;
  return number ? source.slice(0, number.start) + source.slice(number.end) : source;
}

/** What is sure to be on one line, whatever goes into it. */
const oneLine =
  /(?:^|\|\s*|\()(?:quote|squote|(?:must)?toJson|toRawJson|b64enc|int|int64|float64|len|nospace|sha\d+sum|to_json|tojson|b64encode)\s*\)*$|^(?:(?:must)?toJson|quote|squote|int|len|printf\s+(?:"(?:[^"\\]|\\[^n])*"|`[^`\n]*`)(?:\s+(?:\$?[\w.]+|"[^"]*"))*)\b[^|]*$|^(?:jsonencode|tonumber|length)\(/;

/** What is likely to be several lines with an indentation of their own. */
const severalLines =
  /\b(?:include|template|tpl|toYaml|toYamlPretty|toPrettyJson|to_(?:nice_)?yaml|to_nice_json|yamlencode|templatefile|file|indent)\b|\.Files\.|\\n/;

/** Whether what an action shows may have lines below its first that the action does not indent. */
export function mayHoldLines({ inner }: Action): boolean {
  return !oneLine.test(inner);
}

/** Whether an action is likely to show lines with an indentation of their own. */
export function likelyHoldsLines({ inner }: Action): boolean {
  return severalLines.test(inner) && !oneLine.test(inner);
}
