import type { FactKind, Facts } from '../../facts';
import { grouped } from '../../grouped';
import { textKindOf } from '../../files/names';
import { asPattern, fileNameOf, folderOf, isNamed } from '../../kubernetes/path';
import { literally } from '../../literally';
import { once } from '../../once';
import { type ReleaseFact, releaseFact } from '../releases/release-facts';

/** A text that has charts installed, or may give names to one that does, and the names in it that may be of values files. */
interface Mentions {
  readonly path: string;
  readonly text: string;
  /** A star stands for each part that is not known. */
  readonly names: readonly string[];
}

const mentions: FactKind<Mentions> = { name: 'mentions-of-files' };

/** Longer names than any file has. */
const nameAtMost = 200;

/** What texts of data have that run commands, or make ConfigMaps of files. */
const runs = /\b(?:helm3?|istioctl)\b|\b(?:run|uses|script|cmds?|args|files)["']?:/;

/** Notes which names of files stand in a text: what it does with them may be more than is read. */
export function collectMentions(path: string, text: string, facts: Facts): void {
  if (/\.mdx?$/.test(path) || (/\.(?:ya?ml|json)$/.test(path) && !runs.test(text))) return;
  // The folder that a module of Terraform is in.
  const plain = text.replaceAll(/%~\w{1,9}/g, '').replaceAll('${path.module}', '.');
  const masked = asPattern(plain).replaceAll('\\', '/');
  const names = Array.from(masked.matchAll(/\.ya?ml\b/g), ({ 0: end, index }) => {
    const before = masked.slice(Math.max(0, index - nameAtMost), index);
    return ((/[^\s"'`=,:;()[\]<>|&]*$/.exec(before)?.[0] ?? '') + end)
      .replaceAll(/#?\{[^{}]*\}|%\w?/g, '*')
      .replaceAll(/[${}]/g, '');
  });
  if (names.length > 0) facts.add(mentions, { path, text, names: [...new Set(names)] });
}

/**
 * A text that names a file, and all of some keys, and of which no more is known: whatever tool it is for, it may set these
 * over the file.
 */
export function textOver(
  path: string,
  forms: readonly (readonly string[])[],
  facts: Facts,
): string | undefined {
  const says = (text: string) => forms.some((keys) => keys.every((key) => wordIn(key).test(text)));
  const found = [...textsNaming(path, facts).values()].find(
    (mention) => mention.path !== path && says(mention.text) && !isKnown(mention, path, facts),
  );
  return found?.path;
}

const wordIn = once((key: string) => new RegExp(`(?<![\\w-])${literally(key)}(?![\\w-])`));

/** Whether what a text does with a file is read, or no installation. */
function isKnown({ path: text }: Mentions, path: string, facts: Facts): boolean {
  const isGiven = ({ layers }: ReleaseFact) => layers.some(({ file }) => file && isNamed(file, path));
  return (
    textKindOf(text) === 'documentation' ||
    /^kustomization\.ya?ml$/.test(fileNameOf(text)) ||
    facts.all(releaseFact).some((release) => release.path === text && isGiven(release))
  );
}

/** Whether a text that may have a chart installed, or make a Secret, names a file. */
export function isNamedSomewhere(path: string, facts: Facts): boolean {
  return textsNaming(path, facts).size > 0;
}

/** Whether one text, which may have a chart installed, names both of two files. */
export function areNamedTogether(one: string, other: string, facts: Facts): boolean {
  const texts = textsNaming(one, facts);
  return texts.size > 0 && [...textsNaming(other, facts).keys()].some((text) => texts.has(text));
}

interface Name {
  readonly pattern: string;
  readonly mention: Mentions;
}

/** The texts that name a file, by their paths. */
function textsNaming(path: string, facts: Facts): ReadonlyMap<string, Mentions> {
  return facts.derivedFor(path, textsWith);
}

function textsWith(facts: Facts, path: string): ReadonlyMap<string, Mentions> {
  const names = facts.derived(namesByFileName);
  const candidates = [...(names.get(fileNameOf(path)) ?? []), ...(names.get('*') ?? [])];
  return new Map(
    candidates.flatMap((name) => (isMeant(name, path) ? [[name.mention.path, name.mention]] : [])),
  );
}

/** Those of which a part is not known are in one group. */
function namesByFileName(facts: Facts): ReadonlyMap<string, readonly Name[]> {
  const names = facts
    .all(mentions)
    .flatMap((mention) => mention.names.map((pattern): Name => ({ pattern, mention })));
  return grouped(names, ({ pattern }) => {
    const name = fileNameOf(pattern);
    return name.includes('*') ? '*' : name;
  });
}

/** Whether a name in a text can mean a file, if each of its folders is named there, too, or is one around the text. */
function isMeant({ pattern, mention }: Name, path: string): boolean {
  const name = fileNameOf(pattern);
  const [start = '', ...rest] = name.split('*');
  const end = rest.at(-1);
  const file = fileNameOf(path);
  const isName = end === undefined ? file === name : file.startsWith(start) && file.endsWith(end);
  if (!isName) return false;
  const folders = folderOf(path).split('/');
  const known = folderOf(pattern)
    .split('/')
    .filter((folder) => /[a-z]/i.test(folder) && !folder.includes('*'));
  // Of a name with nothing of its own, the folder has to be known.
  if (!/[a-z]/i.test(name.replace(/\.\w+$/, '')) && !known.some((folder) => folders.includes(folder)))
    return false;
  const around = new Set(folderOf(mention.path).split('/'));
  const isAnyFolder = pattern.includes('*/');
  return folders.every(
    (folder) => folder === '.' || around.has(folder) || isAnyFolder || mention.text.includes(folder),
  );
}
