import { type Content, contentIn } from './content';
import { attributesIn, endOfHeredoc } from './hcl';

/** The items of `values = [...]` in the body of a resource: a file, what is written out, or what only Terraform knows. */
export function valuesOf(body: string): (string | Content | undefined)[] {
  const start = /^[ \t]*values[ \t]*=[ \t]*/m.exec(body);
  if (!start) return [];
  const from = start.index + start[0].length;
  if (!body.startsWith('[', from)) return [undefined];
  return itemsOf(blockFrom(body, from + 1)).map(itemOf);
}

function itemOf(item: string): string | Content | undefined {
  const [, file] = /^(?:"\$\{\s*)?(?:template)?file\(\s*"([^"]+)"/.exec(item) ?? [];
  if (file !== undefined) return file;
  if (/^yamlencode\s*\(\s*\{/.test(item)) return valuesWritten(item);
  const [, text] = /^<<[-~]?\w+\r?\n([^]*)\n[ \t]*\w+$/.exec(item) ?? [];
  return text === undefined ? undefined : contentIn(text);
}

/** The values of a map of HCL. What a name stands for, or an expression gives, is there, and may be a map, too. */
function valuesWritten(item: string): Content {
  const written = attributesIn(item).map(({ path, text, isText }) => {
    const isPlain = isText || /^(?:\d+|true|false|null)$/.test(text);
    const value = isPlain ? (!isText && text === 'null' ? null : text) : [];
    return { keys: path.slice(1), value, isOpen: !isPlain && !text.startsWith('[') };
  });
  return {
    settings: written.map(({ keys, value }) => ({ keys, value })),
    open: written.flatMap(({ keys, isOpen }) => (isOpen ? [keys] : [])),
  };
}

/** The text up to the bracket that closes what was opened before; brackets in texts do not count. */
export function blockFrom(text: string, start: number): string {
  let depth = 1;
  for (const { index, part } of partsOf(text, start)) {
    if (/^[{[(]$/.test(part)) depth++;
    else if (/^[)\]}]$/.test(part)) depth--;
    if (depth === 0) return text.slice(start, index);
  }
  return text.slice(start);
}

/** The items of a list, without comments. */
function itemsOf(list: string): string[] {
  const items: string[] = [''];
  let depth = 0;
  for (const { part } of partsOf(list, 0)) {
    if (/^(?:#|\/\/)/.test(part)) continue;
    if (/^[{[(]$/.test(part)) depth++;
    if (/^[)\]}]$/.test(part)) depth--;
    if (part === ',' && depth === 0) items.push('');
    else items.push((items.pop() ?? '') + part);
  }
  return items.map((item) => item.trim()).filter((item) => item !== '');
}

const partOfHcl = /(?:#|\/\/)[^\n]*|"(?:[^"\\\n]|\\.)*"?|<<[-~]?(\w+)|[^]/g;

/** The comments, texts, heredocs and other characters of HCL. */
function* partsOf(text: string, start: number): Generator<{ readonly index: number; readonly part: string }> {
  partOfHcl.lastIndex = start;
  for (let match = partOfHcl.exec(text); match; match = partOfHcl.exec(text)) {
    const { index, 1: heredoc } = match;
    const end = heredoc === undefined ? partOfHcl.lastIndex : endOfHeredoc(text, heredoc, index);
    partOfHcl.lastIndex = end ?? text.length;
    yield { index, part: text.slice(index, partOfHcl.lastIndex) };
  }
}
