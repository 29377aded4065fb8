import { excludedFiles, type FactKind, type FactPlace, type Facts } from '../facts';
import { grouped } from '../grouped';
import { describePlace } from '../kubernetes/object';
import { areaOf, fileOf, isTemplateByName } from '../kubernetes/path';
import { KustomizeTree } from '../kustomize/tree';
import type { UnreadPart } from '../transform';
import { LineIndex, type Range } from '../yaml';
import { namesOfBase } from './built';
import { type Base, type KindMove, type KindName, oldNameOf } from './moved-kind';

/** What to do about an object in a file that cannot be read. */
const help = 'fix that file and run again, or change both manually: the two must change together';

/** What to do about files that the user excludes, and that have to change as well. */
export const helpForExcluded =
  'run istio-migrate on all of these files, without excluding any, or put "# istio-migrate-ignore-file" into those that are not deployed';

/**
 * Whether an object, or what names it, is in a file that cannot be read or is excluded, or is of a release, or a condition
 * decides on it: it stays, and so does what is for it.
 */
export function isUnread({ obstacle }: Pick<Base, 'obstacle'>): boolean {
  return obstacle?.parts.length === 0;
}

/** What names the old group of a kind, beside the kind, where it cannot be read. */
interface UnreadName {
  readonly place: FactPlace;
  /** All that may be the name of an object there. */
  readonly words: readonly string[];
  /** Whether a template may bring the name. */
  readonly isOpen: boolean;
}

function unreadNames(bases: FactKind<Base>): FactKind<UnreadName> {
  return { name: `${bases.name}-unread-names` };
}

/** Collects the objects of an old name of a kind in a text that cannot be parsed, and what names such objects there. */
export function collectUnread<B extends Base>(
  { path, text, stretch }: UnreadPart,
  moved: KindMove,
  bases: FactKind<B>,
  facts: Facts,
  completed: (base: Base) => B,
): void {
  const lines = new LineIndex(text);
  for (const chunk of chunksOf(text)) {
    const inside = text.slice(chunk.start, chunk.end);
    const { line } = lines.at(chunk.start + startOfContent(inside));
    const base = unreadBase({ path, line, column: 1 }, inside, moved, !text.includes('{{'));
    if (base) facts.add(bases, completed(base));
    const isMeant = stretch !== undefined && chunk.start < stretch.end && stretch.start < chunk.end;
    const named = isMeant && !base ? firstNaming(inside, moved) : undefined;
    if (named === undefined) continue;
    const words = new Set(inside.match(/[\w-]+(?:\.[\w-]+)*/g));
    facts.add(unreadNames(bases), {
      place: { path, ...lines.at(chunk.start + named) },
      words: [...words],
      isOpen: isTemplateByName(path) || inside.includes('{{'),
    });
  }
}

/** Where the lines of a text begin that are neither empty nor comments. */
function startOfContent(text: string): number {
  return /^(?:[ \t]*(?:#.*)?\r?\n)*/.exec(text)?.[0].length ?? 0;
}

/** What is between two lines of `---`. */
function chunksOf(text: string): Range[] {
  const marks = [...text.matchAll(/^---.*\n?/gm)];
  const starts = [0, ...marks.map(({ index, 0: mark }) => index + mark.length)];
  return starts.map((start, index) => ({ start, end: marks[index]?.index ?? text.length }));
}

/** Where a text gives an old group as YAML does, if it gives the kind as well, or in a rule the resource. */
function firstNaming(text: string, { from, to }: KindMove): number | undefined {
  const isNamed = ({ kind, resource }: KindName) => text.includes(kind) || text.includes(resource);
  const old = from.filter((name) => name.group !== to.group && isNamed(name));
  const places = [...text.matchAll(openingOfGroup)];
  const found = places.map(({ index, 0: before }) => index + before.length);
  return found.find((at) => old.some(({ group }) => text.startsWith(group, at)));
}

const openingOfGroup =
  /^[^#\n]*?\b(?:group|apiGroups?|apiVersion)["']?[ \t]*:[ \t]*(?:\[[ \t]*|\n[ \t]*-[ \t]+)?["']?/gm;

const filledName = /\bname:[ \t]*\S*(?:\{\{|\$\{)/;

/** The object of an old name that lines which cannot be parsed hold; without a name where a template gives that. */
function unreadBase(place: FactPlace, text: string, moved: KindMove, isOfFile: boolean): Base | undefined {
  const { apiVersion, kind, name } = saidIn(text.split(/\r?\n/));
  if (!oldNameOf(apiVersion, kind, moved) || (name === undefined && !filledName.test(text))) return undefined;
  const { path, line } = place;
  const what = [kind, name].filter((word) => word !== undefined).join(' ');
  const reason = `the ${what} is in a file that cannot be read (${path}:${line})`;
  const [group = '', version = ''] = apiVersion.split('/');
  return {
    ...{ path, place, group, version, kind, name, namespace: undefined, labels: {} },
    ...{ isOld: true, isKept: true, keptBy: place },
    // Of a template, each document is read for itself.
    obstacle: { reason, help, place, isOfFile, parts: [] },
  };
}

/**
 * Objects that move, and stay since what names them cannot be read: those of its chart or folder, or else others, that have
 * one of the names there; where none has and a template may bring it, any of its chart or folder may be meant.
 */
export function heldByUnread(bases: readonly Base[], kind: FactKind<Base>, facts: Facts): readonly Base[] {
  const unread = facts.all(unreadNames(kind));
  if (unread.length === 0) return bases;
  const areas = grouped(bases, ({ place }) => areaOf(place.path));
  const held = new Map<Base, { readonly place: FactPlace; readonly what: string }>();
  for (const { place, words, isOpen } of unread) {
    const area = areas.get(areaOf(place.path)) ?? [];
    const isNamed = (base: Base) => namesOfBase(base).some((name) => words.includes(name ?? ''));
    const near = area.filter(isNamed);
    const named = near.length > 0 ? near : bases.filter(isNamed);
    const isSure = named.length > 0 || !isOpen;
    for (const base of isSure ? named : area) {
      const what = isSure ? `names the ${base.kind} ${base.name ?? ''}` : `may name any ${base.kind} here`;
      if (!held.has(base)) held.set(base, { place, what });
    }
  }
  return bases.map((base) => {
    const { place, what = '' } = held.get(base) ?? {};
    if (!place || base.isKept || !base.isOld) return base;
    const reason = `what ${what} is in a file that cannot be read (${place.path}:${place.line})`;
    return { ...base, isKept: true, keptBy: place, obstacle: { reason, help, place, parts: [] } };
  });
}

/** Objects with those that stay since the user excludes their files. */
export function heldByExclusion(bases: readonly Base[], facts: Facts): readonly Base[] {
  const excluded = excludedFiles(facts);
  if (excluded.size === 0) return bases;
  const tree = KustomizeTree.of(facts);
  const isExcluded = ({ path }: Base): boolean =>
    excluded.has(fileOf(path)) && tree.patchUses(path).length === 0;
  const names = new Set(bases.flatMap((base) => (isExcluded(base) ? [] : base.name)));
  return bases.map((base) => {
    if (!isExcluded(base)) return base;
    const { place, kind, name = '', isOld, isKept } = base;
    const isCopy = names.has(name);
    if (isKept || !isOld) return { ...base, isCopy };
    const reason = `the ${kind} ${name} is in a file that is excluded (${describePlace(place)})`;
    const obstacle = { reason, help: helpForExcluded, place, parts: [] };
    return { ...base, isCopy, isKept: true, keptBy: place, obstacle };
  });
}

/** What the lines of a document say about it at their start, and in its metadata. */
function saidIn(lines: readonly string[]) {
  const said = { apiVersion: '', kind: '', name: undefined as string | undefined };
  let isInMetadata = false;
  for (const line of lines) {
    const [, key, value = ''] = /^(\w+):[ \t]*["']?([\w./-]*)/.exec(line) ?? [];
    if (key === 'apiVersion' || key === 'kind') said[key] = value;
    if (key !== undefined) isInMetadata = key === 'metadata';
    if (isInMetadata) said.name ??= /\bname:[ \t]*["']?([\w.-]+)["']?[ \t]*(?:[,}#]|$)/.exec(line)?.[1];
  }
  return said;
}

/**
 * Objects without those that cannot be read beside others of their name: these are taken for the ones that are meant. But
 * where all of a file stays, what can be read of it stays as well.
 */
export function withoutTwins(bases: readonly Base[], facts: Facts): readonly Base[] {
  const unread = bases.filter((base) => isUnread(base) && !base.obstacle?.isOfCondition);
  if (unread.length === 0) return bases;
  const tree = KustomizeTree.of(facts);
  const left = new Set(unread.flatMap(({ path, obstacle }) => (obstacle?.isOfFile ? path : [])));
  const read = bases.filter((base) => !unread.includes(base) && !left.has(base.path));
  const objects = read.filter(({ path }) => tree.patchUses(path).length === 0);
  const names = new Set(objects.map(({ name }) => name));
  return [...read, ...unread.filter(({ name }) => !names.has(name))];
}
