import { PrefixedText, readPrefixedLines } from '../yaml';
import { type Fence, findFences, withoutQuotes } from './fences';

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
 * Takes from each line the quote markers and the fence's indentation, or as much of it as all lines have: what a line
 * is indented beside the others is what it says.
 */
function viewBlock(outer: string, fence: Fence): FencedBlock {
  const { content, prefix } = fence;
  const indentation = outer
    .slice(content.start, content.end)
    .split(/\r?\n/)
    .map((line) => withoutQuotes(line, fence))
    .filter((line) => line.trim() !== '')
    .reduce(commonStart, withoutQuotes(prefix, fence));
  const { text, lines } = readPrefixedLines(outer, content, (line) => {
    const said = withoutQuotes(line, fence);
    return line.length - said.length + commonStart(indentation, said).length;
  });
  const quotes = prefix.slice(0, prefix.length - withoutQuotes(prefix, fence).length);
  return new PrefixedText(outer, text, lines, quotes + indentation);
}

function commonStart(one: string, other: string): string {
  let length = 0;
  while (length < one.length && one[length] === other[length]) length++;
  return one.slice(0, length);
}
