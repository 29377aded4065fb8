import { grouped } from '../grouped';
import { once } from '../once';

// Paths as reports show them, with slashes. Nothing is looked up on the disk, and nothing of Node is needed.

/** The folder of a file's path; `.` for the working directory. */
export function folderOf(path: string): string {
  const end = path.lastIndexOf('/');
  if (end === 0) return '/';
  return end === -1 ? '.' : path.slice(0, end);
}

/** The chart, or the folder, that a file belongs to. */
export function areaOf(path: string): string {
  const templates = path.lastIndexOf('templates/');
  const isInChart = templates === 0 || path[templates - 1] === '/';
  return path.slice(0, isInChart ? templates : Math.max(path.lastIndexOf('/'), 0));
}

/** The folder of the chart that a template is in, or a file beside its templates. */
export function chartFolderOf(path: string): string {
  return areaOf(path).replace(/\/$/, '') || '.';
}

/** What templates end with: of Go, Jinja, Ruby, Terraform, configure scripts. */
const ofTemplates = String.raw`\.(?:(?:go|tf)?tm?pl|template|j(?:inja)?2|jinja|erb|in)`;
const templateEnding = new RegExp(`${ofTemplates}$`, 'i');

/** What files of YAML end with, templates of it among them. */
const yamlEnding = new RegExp(String.raw`\.(?:ya?ml|json)(?<template>${ofTemplates})?$`, 'i');

/** Whether a file is YAML or JSON by its name, or a template of it. */
export function isYamlByName(path: string): boolean {
  return yamlEnding.test(path);
}

/** Whether a file is a template of YAML or JSON by its name. */
export function isTemplateByName(path: string): boolean {
  return yamlEnding.exec(path)?.groups?.['template'] !== undefined;
}

/** The file that is made from a template, or the file itself. */
export function madeFrom(path: string): string {
  return path.replace(templateEnding, '');
}

/** Whether a file is a JSON schema by its name, as `values.schema.json` of a chart is: what it says is about values. */
export function isSchemaByName(path: string): boolean {
  return /[-.]schema\.(?:json|ya?ml)$/i.test(path);
}

/** Whether a file is a template of a chart: what it holds is there where the values say so. */
export function isChartTemplate(path: string): boolean {
  return /(?:^|\/)templates\//.test(path);
}

/** A path without what shows that it is YAML. */
export function withoutYamlEnding(path: string): string {
  return path.replace(yamlEnding, '');
}

/** The file of a document, which may be in a text of another one: `file.yaml#text`, `kustomization.yaml#patch-0`. */
export function fileOf(path: string): string {
  return path.replace(/(?:#(?:text|patch-\d+))+$/, '');
}

/** What a file is called. */
export function fileNameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** A path that a file gives, relative to its folder, without a slash at its end. */
export function resolveFrom(folder: string, path: string): string {
  return normalized(folder === '' ? path : `${folder}/${path}`);
}

/** A path that counts from the repository's root, as the reports of a run in one of its folders show it. */
export function relativeTo(folder: string, fromRoot: string): string {
  const from = folder === '.' ? [] : folder.split('/');
  const to = normalized(fromRoot)
    .replace(/^\/|^\.$/g, '')
    .split('/')
    .filter((part) => part !== '');
  const common = from.findIndex((part, index) => part !== to[index]);
  const shared = common === -1 ? from.length : common;
  return [...from.slice(shared).map(() => '..'), ...to.slice(shared)].join('/') || '.';
}

/** Whether a path that counts from the repository's root, wherever that is, can mean a file or folder. */
export function canMean(fromRoot: string, path: string): boolean {
  const wanted = normalized(fromRoot).replace(/^\//, '');
  return path === wanted || path.endsWith(`/${wanted}`);
}

/** A file as a manifest or a script names it; a star stands for each part that is not known. */
export interface NamedFile {
  readonly path: string;
  /** Whether the path counts from the repository's root, wherever that is. */
  readonly fromRoot: boolean;
  /** What the path may be as well. */
  readonly others?: readonly string[];
  /** Where a tool takes all files that a pattern finds: the pattern, with what is not known of it masked. */
  readonly glob?: string;
}

/** Whether a file can be the one that is named, or the template that it is made from. */
export function isNamed(file: NamedFile, path: string): boolean {
  const made = madeFrom(path);
  return isNamedItself(file, path) || (made !== path && isNamedItself(file, made));
}

/** Whether a file can be the one that is named, as it is. */
export function isNamedItself(
  { path: named, fromRoot, others = [], glob }: NamedFile,
  path: string,
): boolean {
  if (glob !== undefined) return globOf(fromRoot ? `${unknownFolders}${glob}` : glob).test(path);
  return [named, ...others].some((each) => {
    if (each.includes('*')) return patternOf(fromRoot ? `**/${each}` : each).test(path);
    return fromRoot ? canMean(each, path) : each === path;
  });
}

/**
 * Whether what names a file can mean no other: where a part of it is not known, its name still has something of its own,
 * and so does the folder, or the name is one of Istio's.
 */
export function isSurelyNamed(file: NamedFile, path: string): boolean {
  if (file.glob !== undefined) return isNamed(file, path);
  const names = [file.path, ...(file.others ?? [])].filter((each) =>
    isNamed({ ...file, path: each, others: [] }, path),
  );
  return names.some((name) => {
    if (!name.includes('*')) return true;
    const own = fileNameOf(name)
      .replace(/\.\w+$/, '')
      .replaceAll(/[^a-z]/gi, '');
    return own !== '' && (!name.startsWith('*') || own.includes('istio'));
  });
}

/** Whether nothing is known of what a file is called, so that it may be any: `$VALUES`, `$DIR/$ENV.yaml`. */
export function isAnyFile({ path, glob }: NamedFile): boolean {
  return glob === undefined && !/[a-z]/i.test(withoutYamlEnding(path));
}

/** A star is a part of a name, two and a slash any folders, or none. Each is compiled once: many files are held against it. */
const patternOf = once((text: string): RegExp => {
  const source = text
    .replace(/[.+?^${}()|[\]\\]/g, String.raw`\$&`)
    .replaceAll('**/', '\0')
    .replace(/\*+/g, '[^/]+')
    .replaceAll('\0', '(?:.*/)?');
  return new RegExp(`^${source}$`);
});

/** A path with a star for each part that a variable or a template brings, also where it is masked. */
export function asPattern(path: string, star = '*'): string {
  return path.replace(
    /\$?\{\{[^{}]*\}\}|\$\{[^${}]*\}|\$\([^$()]*\)|\$\w+|%\w{1,99}%|<\w+>|[\uE000-\uF8FF]+/g,
    star,
  );
}

/** What masks a part of a pattern that is not known, and the folders that lead to a root that is not known. */
const unknown = '\uE000';
const unknownFolders = '\uE001';

/**
 * A file, or all that a pattern finds, as tools name them that take patterns: `*`, `**`, `?`, `[a-z]`.
 *
 * @param folder what the path is relative to; undefined for the root of the repository, wherever that is
 */
export function namedOrFound(path: string, folder?: string): NamedFile {
  const known = asPattern(path, unknown);
  const glob = folder === undefined ? known : resolveFrom(folder, known);
  const named = {
    path: glob.replaceAll(/[\uE000?]|\[[^[\]/]*\]/g, '*'),
    fromRoot: folder === undefined,
  };
  return /[*?[]/.test(glob) ? { ...named, glob } : named;
}

/** The pattern as an expression, with a group for each part that is not known. */
const globOf = once((glob: string): RegExp => {
  const parts = /\*\*\/|\*+|\[[!^]?(?:\w-\w|\w)+\]|[\uE000\uE001?.+^${}()|[\]\\]/g;
  const source = glob.replaceAll(parts, (part) => {
    const known = { '**/': '(?:.*/)?', '?': '[^/]', [unknown]: '([^/]+)', [unknownFolders]: '(.*/|)' }[part];
    if (known !== undefined) return known;
    if (part.startsWith('*')) return '[^/]*';
    const ranges = Array.from(part.matchAll(/(\w)-(\w)/g), ([, from = '', to = '']) => from <= to);
    const isClass = part.length > 1 && !ranges.includes(false);
    return isClass ? part.replace('[!', '[^') : part.replaceAll(/./g, String.raw`\$&`);
  });
  return new RegExp(`^${source}$`);
});

/**
 * The files that a pattern finds, as a tool lays them over one another: once for each way to fill in what is not known of it.
 *
 * Source: argo-cd, `docs/user-guide/helm.md` ("Glob Patterns in Value Files": each folder's files come before its folders).
 */
export function expandedTo({ glob = '', fromRoot }: NamedFile, paths: readonly string[]): string[][] {
  const pattern = globOf(fromRoot ? `${unknownFolders}${glob}` : glob);
  const found = grouped(paths, (path) => (pattern.exec(path) ?? []).slice(1).join('\n'));
  return [...found.values()].map((each) => each.toSorted(byFolders));
}

function byFolders(one: string, other: string): number {
  const [mine, others] = [one, other].map((path) => path.split('/'));
  if (!mine || !others) return 0;
  const at = mine.findIndex((part, index) => part !== others[index]);
  const [isFile, isOthersFile] = [mine, others].map(({ length }) => at === length - 1);
  if (isFile !== isOthersFile) return isFile ? -1 : 1;
  return (mine[at] ?? '') < (others[at] ?? '') ? -1 : 1;
}

function normalized(path: string): string {
  // Most paths have no step that leads nowhere or up.
  if (!/(?:^|\/)\.{0,2}(?:\/|$)/.test(path)) return path;
  const root = path.startsWith('/') ? '/' : '';
  const parts: string[] = [];
  for (const part of path.split('/')) {
    const isKnown = parts.length > 0 && parts.at(-1) !== '..';
    if (part === '..' && isKnown) parts.pop();
    // There is nothing above the root.
    else if (part !== '' && part !== '.' && !(part === '..' && root !== '')) parts.push(part);
  }
  return root + parts.join('/') || '.';
}
