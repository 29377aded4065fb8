import type { Alias, Document } from 'yaml';
import { helpWithRoom, lackOfRoom, library } from './library';
import { type Range, nextLineStart } from './text';
import type { Node, YamlDocument } from './node';
import type { Template } from './template/mask';
import { type AnchoredNode, View } from './view';

/** Why a document could not be parsed, and where. */
export interface ParseProblem {
  readonly message: string;
  readonly offset: number;
  /** What to do about it, where that is not to fix the YAML. */
  readonly help?: string;
}

/**
 * Parses one document of a text.
 *
 * @param range where the document lies, as {@link splitDocuments} gives it
 * @param template the text's template, if it is one: its masked text is parsed
 * @returns the document, or the first thing that is wrong with it. Duplicate keys are no problem here.
 */
export function parseDocument(text: string, range: Range, template?: Template): YamlDocument | ParseProblem {
  // With a byte order mark before it, `yaml` takes the first dash of a list for a text.
  const origin = text[range.start] === '\uFEFF' ? range.start + 1 : range.start;
  try {
    const source = (template?.masked ?? text).slice(origin, range.end);
    const lack = lackOfRoom(source, 'parse');
    if (lack !== undefined) return { message: lack, offset: origin, help: helpWithRoom };
    const parsed = library().parseDocument(source, {
      keepSourceTokens: true,
      uniqueKeys: false,
      prettyErrors: false,
      logLevel: 'silent',
    });
    const [problem] = parsed.errors;
    if (problem) return { message: messageOf(problem), offset: origin + problem.pos[0] };
    const targets = source.includes('*')
      ? aliasTargets(parsed, template !== undefined)
      : new Map<Alias, AnchoredNode>();
    if (!('message' in targets)) return new View(text, range, origin, parsed, targets, template);
    return { ...targets, offset: origin + targets.offset };
  } catch (error) {
    if (error instanceof RangeError) return { message: tooDeep, offset: range.start };
    throw error;
  }
}

/** Whether the result of {@link parseDocument} is a problem. */
export function isParseProblem(result: YamlDocument | ParseProblem): result is ParseProblem {
  return 'message' in result;
}

/** What the documents of a text hold, as far as they can be parsed. */
export function rootsIn(text: string): Node[] {
  return splitDocuments(text).flatMap((range) => {
    const parsed = parseDocument(text, range);
    return isParseProblem(parsed) || !parsed.root ? [] : [parsed.root];
  });
}

/** The reason where a document's depth is more than the stack holds. */
export const tooDeep = 'it is nested too deeply';

function messageOf({ code, message }: Document.Parsed['errors'][number]): string {
  return code === 'RESOURCE_EXHAUSTION' ? tooDeep : (message.split('\n', 1)[0] ?? message);
}

/** What each alias stands for, or why the first does not that stands for nothing, or for what it is in itself. */
function aliasTargets(
  document: Document.Parsed,
  isTemplate: boolean,
): Map<Alias, AnchoredNode> | ParseProblem {
  const targets = new Map<Alias, AnchoredNode>();
  const anchors = new Map<string, AnchoredNode>();
  let problem: ParseProblem | undefined;
  const { isAlias, visit } = library();
  visit(document, {
    Node(_, node, path) {
      if (!isAlias(node)) {
        if (node.anchor) anchors.set(node.anchor, node as AnchoredNode);
        return;
      }
      const target = anchors.get(node.source);
      if (target) targets.set(node, target);
      // What a template inserts may have the anchor.
      if (target ? !path.includes(target) : isTemplate) return;
      const reason = target ? 'refers to itself' : 'has no anchor';
      problem ??= { message: `the alias *${node.source} ${reason}`, offset: node.range?.[0] ?? 0 };
    },
  });
  return problem ?? targets;
}

/**
 * Cuts a YAML stream into its documents without parsing it. A line that starts with `---` or `...` ends a
 * document wherever it is (YAML 1.2, rule c-forbidden), so a look at line starts is enough.
 *
 * @returns ranges that cover the text without a gap; directives, comments and blank lines before a `---` belong
 *   to the document that it opens.
 */
export function splitDocuments(text: string): Range[] {
  const ranges: Range[] = [];
  const marker = /^\uFEFF?(?:---|\.\.\.)(?=[ \t\r\n]|$)/gm;
  let start = 0;
  for (let match = marker.exec(text); match !== null; match = marker.exec(text)) {
    const isEnd = match[0].endsWith('.');
    const cut = isEnd ? nextLineStart(text, match.index) : match.index;
    if (!isEnd && isPreamble(text.slice(start, cut))) continue;
    ranges.push({ start, end: cut });
    start = cut;
  }
  if (start < text.length || ranges.length === 0) ranges.push({ start, end: text.length });
  return ranges;
}

/** Whether a text holds only what may stand before `---`: directives, comments, blank lines, a byte order mark. */
function isPreamble(text: string): boolean {
  return !/^(?!%)[ \t\uFEFF]*[^\s#%]|^[ \t]+%/m.test(text);
}
