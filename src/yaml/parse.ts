import type { Alias, Document, YAMLError } from 'yaml';
import { helpWithRoom, lackOfRoom, library } from './library';
import { lineStart, nextLineStart, type Range, startingIn } from './text';
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
    const parsed = parsedAsKubernetes(source);
    const [problem] = errorsOf(parsed);
    if (problem) {
      // A quote that nothing closes ends with the text; the fault is where it opens.
      const offset = origin + (openingQuote(parsed, problem) ?? problem.pos[0]);
      const isChoice = hasBranches(text, template, offset);
      return { message: messageOf(problem), offset, ...(isChoice && { help: helpOnBranches }) };
    }
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

const helpOnBranches = 'write each branch of the template condition on a line of its own';

/** Whether several branches of a condition are on a line: all of them are read, and may be no YAML together. */
function hasBranches(text: string, template: Template | undefined, offset: number): boolean {
  const line = { start: lineStart(text, offset), end: nextLineStart(text, offset) };
  return startingIn(template?.actions ?? [], line).some(({ kind }) => kind === 'divide');
}

/** What the readers of Kubernetes take, `yaml` has to take, too. */
function parsedAsKubernetes(source: string): Document.Parsed {
  const first = parsedStrictly(source);
  let [parsed, text] = [first, source];
  for (let round = 0; round < joinsAtMost; round++) {
    const [problem] = errorsOf(parsed);
    const joined =
      problem && (withQuoteJoined(text, parsed, problem) ?? withFlowJoined(text, parsed, problem));
    if (joined === undefined) break;
    [parsed, text] = [parsedStrictly(joined), joined];
  }
  return errorsOf(parsed).length === 0 ? parsed : first;
}

/** Readers of Kubernetes need no blank between a quote or bracket and a comment, and `yaml` reads it all the same. */
function errorsOf({ errors }: Document.Parsed): YAMLError[] {
  return errors.filter(({ message }) => !message.startsWith('Comments must be separated'));
}

const joinsAtMost = 20;

function parsedStrictly(source: string): Document.Parsed {
  return library().parseDocument(source, {
    keepSourceTokens: true,
    uniqueKeys: false,
    prettyErrors: false,
    logLevel: 'silent',
  });
}

/**
 * A text with one of its quotes on a single line: the first that `yaml` does not read to its end, since a line in it is
 * not indented deeper than its key. The rule of YAML is the same, but readers of Kubernetes do not ask for it. All
 * places stay where they are; the quote says more blanks.
 */
function withQuoteJoined(source: string, parsed: Document.Parsed, problem: YAMLError): string | undefined {
  const start = openingQuote(parsed, problem);
  if (start === undefined) return undefined;
  const quote = /"[^"\\]*(?:\\[^][^"\\]*)*"|'[^']*(?:''[^']*)*'/y;
  quote.lastIndex = start;
  const [found = ''] = quote.exec(source) ?? [];
  return withJoined(source, start, start + found.length);
}

/** Where the quote opens that is not closed, if that is the problem. */
function openingQuote(parsed: Document.Parsed, problem: YAMLError): number | undefined {
  if (problem.code !== 'MISSING_CHAR') return undefined;
  let start: number | undefined;
  library().visit(parsed, {
    Scalar(_, { range }) {
      if (range?.[1] === problem.pos[0]) start = range[0];
    },
  });
  return start;
}

/** The same for a list or mapping in brackets, where a comment would hide what comes after it. */
function withFlowJoined(source: string, parsed: Document.Parsed, problem: YAMLError): string | undefined {
  if (problem.code !== 'BAD_INDENT') return undefined;
  let start: number | undefined;
  library().visit(parsed, {
    Collection(_, { flow, range }) {
      if (flow === true && range?.[1] === problem.pos[0]) start ??= range[0];
    },
  });
  if (start === undefined) return undefined;
  const token = /(?<=[\s,:[{])(?:"[^"\\]*(?:\\[^][^"\\]*)*"|'[^']*(?:''[^']*)*')|(?<=[\s,[{])#.*|[[\]{}]/g;
  token.lastIndex = start;
  let [text, depth] = [source, 0];
  for (let found = token.exec(source); found; found = token.exec(source)) {
    const [{ length, 0: first = '' }] = found;
    const end = token.lastIndex;
    if (first === '#') text = text.slice(0, found.index) + ' '.repeat(length) + text.slice(end);
    if ('[{'.includes(first)) depth++;
    if (']}'.includes(first)) depth--;
    if (depth === 0) return withJoined(text, start, end);
  }
  return undefined;
}

/** A text with a part of it on one line; undefined where it is on one already. */
function withJoined(source: string, start: number, end: number): string | undefined {
  const part = source.slice(start, end);
  const joined = part.replace(/[\r\n]/g, ' ');
  return joined === part ? undefined : source.slice(0, start) + joined + source.slice(end);
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
