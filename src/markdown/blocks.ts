import { lineTextEnd, nextLineStart, PrefixedText, type Range, readPrefixedLines } from '../yaml';
import { Containers } from './containers';

/** Whether a file is called as Markdown is. */
export function isMarkdown(path: string): boolean {
  return /\.(?:md|markdown)$/i.test(path);
}

/** A fenced code block, from the line behind its opening fence to the line of its closing one. */
interface Fence {
  /** What is behind the opening fence. */
  readonly info: string;
  readonly content: Range;
  /** What is before the fence, with blanks for the markers of lists. */
  readonly prefix: string;
  /** Where in it the quotes and lists end, and the indentation of the fence itself begins. */
  readonly column: number;
  /** How much of each line of the content belongs to the quotes and lists around the fence. */
  readonly outside: readonly number[];
}

/** A fence whose end is yet to come. */
interface Opened extends Pick<Fence, 'info' | 'prefix' | 'column'> {
  readonly start: number;
  readonly outside: number[];
}

/** Finds the fenced code blocks of a Markdown text by the rules of CommonMark; of a block that is never closed there is none. */
export function findFences(text: string): Fence[] {
  const fences: Fence[] = [];
  const containers = new Containers();
  let opened: Opened | undefined;
  for (let at = text.startsWith('\uFEFF') ? 1 : 0; at < text.length; at = nextLineStart(text, at)) {
    const raw = text.slice(at, lineTextEnd(text, at));
    const line = containers.read(raw);
    // Where a quote or a list ends, so does a fence in it.
    if (opened && !line.isInFence) opened = undefined;
    if (line.opens) {
      const { info, column } = line.opens;
      const prefix = raw.slice(0, column).replace(/[^>\s]/g, ' ');
      opened = { info, prefix, column: line.outside, start: nextLineStart(text, at), outside: [] };
    } else if (opened && line.closes) {
      const { info, prefix, column: columnOfFence, start, outside } = opened;
      fences.push({ info, prefix, column: columnOfFence, outside, content: { start, end: at } });
      opened = undefined;
    } else {
      opened?.outside.push(line.outside);
    }
  }
  return fences;
}

/** A fenced block of YAML or JSON, seen as a text of its own. */
export type FencedBlock = PrefixedText;

/** The fenced blocks of a Markdown text that say that they hold YAML or JSON. */
export function findManifestBlocks(text: string): FencedBlock[] {
  return findFences(text)
    .filter(({ info }) => isManifestInfo(info))
    .map((fence) => viewBlock(text, fence));
}

/** Whether an info string names YAML or JSON: `yaml`, `YAML title="a"`, `json {1,3}`, `yaml:a.yaml`, `{.yaml .copy}`. */
function isManifestInfo(info: string): boolean {
  return /^\s*(?:\{\s*\.?)?(?:ya?ml|json)(?![\w+.-])/i.test(info);
}

/**
 * Takes from each line what belongs to the quotes and lists around, and the fence's indentation, or as much of it as all
 * lines have: what a line is indented beside the others is what it says.
 */
function viewBlock(outer: string, { content, prefix, outside, column }: Fence): FencedBlock {
  // A quote may take a blank behind its marker; where the fence has none there, the lines mean theirs.
  const isTight = prefix.slice(0, column).endsWith('>');
  const outsideOf = (line: string, index: number): number => {
    const length = outside[index] ?? 0;
    return isTight && line.slice(0, length).endsWith('> ') ? length - 1 : length;
  };
  const indentation = outer
    .slice(content.start, content.end)
    .split(/\r?\n/)
    .slice(0, outside.length)
    .map((line, index) => line.slice(outsideOf(line, index)))
    .filter((line) => line.trim() !== '')
    .reduce(commonStart, prefix.slice(column));
  let index = 0;
  const { text, lines } = readPrefixedLines(outer, content, (line) => {
    const length = outsideOf(line, index++);
    return length + commonStart(indentation, line.slice(length)).length;
  });
  return new PrefixedText(outer, text, lines, prefix.slice(0, column) + indentation);
}

function commonStart(one: string, other: string): string {
  let length = 0;
  while (length < one.length && one[length] === other[length]) length++;
  return one.slice(0, length);
}
