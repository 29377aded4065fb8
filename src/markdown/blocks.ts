import { PrefixedText, readPrefixedLines } from '../yaml';
import { type Fence, findFences } from './fences';

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
