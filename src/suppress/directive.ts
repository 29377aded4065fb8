import { lineStart, type Range } from '../yaml';

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
  /(?<![^\s\uFEFF])(?:#+|\/\/+|<!--|;+|\/\*+|--)[ \t]*istio-migrate-ignore(-file)(?![\w-]|[ \t]*:)([^\r\n]*)/g;
const inMarkdown = /(?<![^\s\uFEFF])<!--[ \t]*istio-migrate-ignore(-file)(?![\w-]|[ \t]*:)([^\r\n]*)/g;

/** The ignores in a stretch of YAML, wherever they stand: in what turns out to be no comment, too. */
export function directivesIn(text: string, range: Range): Directive[] {
  return matchesIn(text.slice(range.start, range.end), range.start, inYaml);
}

/** The ignores for the whole of a text that is no manifest. Markdown has comments of HTML only: `#` is a heading. */
export function fileDirectivesIn(text: string, { isMarkdown = false } = {}): Directive[] {
  return matchesIn(text, 0, isMarkdown ? inMarkdown : inAnyText);
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

/** What stands before a comment on its line. */
export function beforeOnLine(text: string, { comment }: Directive): string {
  return text.slice(lineStart(text, comment.start), comment.start);
}
