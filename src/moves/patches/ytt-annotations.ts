import type { FactKind } from '../../facts';
import type { ManifestDocument } from '../../kubernetes/document';
import type { ConditionalTriggers, Survey } from '../../transform';
import { lineStart, type Range } from '../../yaml';

const annotation = '#@overlay/match';

/** That the tree has overlays of ytt. */
export const yttOverlay: FactKind<true> = { name: 'ytt-overlay' };

/** Finds out whether the tree has overlays of ytt. */
export const yttOverlaySurvey: Survey = {
  triggers: [annotation],
  glance(_path, _text, facts) {
    facts.add(yttOverlay, true);
  },
};

/** Words of an overlay: which objects it is for is said in the lines above its document. */
export const wordsInYttOverlays: ConditionalTriggers = { words: ['spec', 'metadata'], beside: [annotation] };

/** What an annotation says of the objects or items that it selects, with what the names in it stand for. */
export interface Annotation {
  readonly said: string;
  readonly range: Range;
  /** Whether it is above the document, and selects objects. */
  readonly isOfDocument: boolean;
}

/** The annotations of a document that select objects, and items of their lists. */
export function annotationsOf({ text, root }: Pick<ManifestDocument, 'text' | 'root'>): Annotation[] {
  if (!root || !text.includes(annotation)) return [];
  const mark = text.lastIndexOf('\n---', root.range.start) + 1;
  return [
    ...annotationsIn(text, { start: startOfComments(text, mark), end: mark }, true),
    ...annotationsIn(text, { start: mark, end: root.range.end }, false),
  ];
}

function annotationsIn(text: string, { start, end }: Range, isOfDocument: boolean): Annotation[] {
  return Array.from(text.slice(start, end).matchAll(/#@overlay\/match\b.*/g), ({ 0: line, index }) => ({
    said: [line, ...definitionsFor(line, text)].join('\n'),
    range: { start: start + index, end: start + index + line.length },
    isOfDocument,
  }));
}

/** Where the comments and blank lines above a line start. */
function startOfComments(text: string, line: number): number {
  let start = line;
  while (start > 0) {
    const above = lineStart(text, start - 1);
    if (!/^\s*(?:#|$)/.test(text.slice(above, start))) break;
    start = above;
  }
  return start;
}

/** `#@ pools = overlay.subset(…)`, or a function: `#@ def pools():`, up to its `#@ end`. */
function definitionsFor(line: string, text: string): string[] {
  const names = new Set(line.match(/\b[a-z_]\w*/gi));
  const all = text.matchAll(/^[ \t]*#@ *(?:(\w+) *=.*|def +(\w+)\(.*\):[^]*?#@ *end\b)/gm);
  return Array.from(all).flatMap(([whole, variable = '', name = variable]) => (names.has(name) ? whole : []));
}

/** Whether what is selected has a value; undefined where nothing is said of it. */
export function says(
  { said }: Annotation,
  key: 'kind' | 'name',
  value: string | undefined,
): boolean | undefined {
  const given = said.matchAll(new RegExp(`\\b${key}["'\\])]*\\s*(?::|==)\\s*["']?([\\w.-]+)`, 'g'));
  const values = Array.from(given, ([, each]) => each);
  return values.length === 0 ? undefined : value === undefined || values.includes(value);
}
