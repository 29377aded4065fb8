import { endOfHeredoc } from '../install/terraform/hcl-parts';
import { PrefixedText, type Range, readPrefixedLines } from '../yaml';

/** A manifest in a text of Terraform, as YAML, and where its offsets lie in that text. */
export interface TerraformManifest extends Range {
  readonly text: string;
  readonly toOuter: (offset: number) => number;
}

/** Words one of which is in every module that has manifests of its own. */
export const terraformWords: readonly string[] = [
  'kubernetes_manifest',
  'kubectl_manifest',
  'yaml_body',
  'yamldecode',
  'yamlencode',
  'jsonencode',
];

/** The manifests that a module writes out: in heredocs, and as maps of HCL. */
export function manifestsIn(text: string): TerraformManifest[] {
  if (!text.includes('apiVersion')) return [];
  return [...heredocsIn(text), ...mapsIn(text)];
}

function heredocsIn(text: string): TerraformManifest[] {
  const found: TerraformManifest[] = [];
  const head = /<<-?[ \t]*(\w+)[ \t]*\r?\n/g;
  for (let match = head.exec(text); match; match = head.exec(text)) {
    const start = head.lastIndex;
    const end = endOfHeredoc(text, match[1] ?? '', start - 1);
    if (end === undefined) break;
    head.lastIndex = end;
    const range = { start, end: text.lastIndexOf('\n', end - 1) + 1 };
    const content = text.slice(range.start, range.end);
    if (!/^[ \t]*["']?apiVersion["']?:/m.test(content) || !/^[ \t]*["']?kind["']?:/m.test(content)) continue;
    const indents = content.split('\n').flatMap((line) => (line.trim() === '' ? [] : line.search(/\S/)));
    const margin = indents.reduce((one, other) => Math.min(one, other), Infinity);
    const read = readPrefixedLines(text, range, (line) => Math.min(margin, line.search(/\S|$/)));
    const view = new PrefixedText(text, read.text, read.lines, ' '.repeat(margin));
    found.push({ ...range, text: read.text, toOuter: (offset) => view.toOuter(offset) });
  }
  return found;
}

const token =
  /(?<comment>#[^\n]*|\/\/[^\n]*|\/\*(?:[^*]|\*(?!\/))*\*\/)|(?<quoted>"(?:[^"\\\n]|\\.)*")|(?<line>\r?\n)|(?<mark>[{}[\],:=])|(?<word>[\w.*-]+)|(?<blank>[ \t]+)|[^]/g;

/** The outermost maps that have an apiVersion. */
function mapsIn(text: string): TerraformManifest[] {
  const found: TerraformManifest[] = [];
  const open: { readonly start: number; isObject: boolean }[] = [];
  let objects = 0;
  for (const { index, 0: part, groups = {} } of text.matchAll(token)) {
    const around = open.at(-1);
    if (part === '{') open.push({ start: index, isObject: false });
    else if (part === '}') {
      open.pop();
      if (around?.isObject) objects--;
      const yaml =
        around?.isObject && objects === 0 ? asYaml(text.slice(around.start, index + 1)) : undefined;
      if (around && yaml !== undefined)
        found.push({
          start: around.start,
          end: index + 1,
          text: yaml,
          toOuter: (offset: number) => around.start + offset,
        });
    } else if (around && /^"?apiVersion"?$/.test(groups['quoted'] ?? groups['word'] ?? '')) {
      const isKey = /^[ \t]*[=:](?!=)/.test(text.slice(index + part.length, index + part.length + 40));
      if (isKey && !around.isObject) objects++;
      around.isObject ||= isKey;
    }
  }
  return found;
}

/**
 * A map of HCL as one of YAML, each character in its place: `=` becomes `:`, and the end of an entry a comma. Undefined
 * where it holds a call or another expression, since nobody knows its value here.
 */
function asYaml(map: string): string | undefined {
  const parts: string[] = [];
  let before = '';
  /** Of the line break behind the last part that says something. */
  let lineBreak: number | undefined;
  for (const { index, 0: part, groups = {} } of map.matchAll(token)) {
    const { comment, line, blank, mark, quoted, word } = groups;
    if (comment !== undefined || blank !== undefined) parts.push(part.replaceAll(/[^\n]/g, ' '));
    else if (line !== undefined) lineBreak = parts.push(line) - 1;
    else if ((mark ?? quoted ?? word) === undefined) return undefined;
    else {
      // An index, or two words beside each other, is a part of an expression.
      const isValue = /^[\w"]/.test(part);
      if (/[\w"]$/.test(before) && lineBreak === undefined && (isValue || mark === '[')) return undefined;
      if (mark === '=' && !/\s/.test(map.charAt(index + 1))) return undefined;
      if (lineBreak !== undefined && !/^[}\],]$/.test(part) && !/[{[,=:]$/.test(before))
        parts[lineBreak] = (parts[lineBreak] ?? '').replace(/^[\r\n]/, ',');
      parts.push(mark === '=' ? ':' : part);
      before = part;
      lineBreak = undefined;
    }
  }
  return parts.join('');
}
