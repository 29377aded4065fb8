import type { Facts } from '../facts';
import { KustomizeTree } from '../kustomize/tree';
import { type Base, type KindMove, oldNameOf } from './moved-kind';

/** What to do about an object in a file that cannot be read. */
export const helpForUnread = 'fix that file and run again: the two must change together';

/** Whether an object is in a file that cannot be read: it stays, and so does what is for it. */
export function isUnread({ obstacle }: Pick<Base, 'obstacle'>): boolean {
  return obstacle?.parts.length === 0;
}

/** The objects of an old name of a kind in a text that cannot be parsed, as far as it gives their names. */
export function unreadBases(path: string, text: string, moved: KindMove): Base[] {
  const lines = text.split(/\r?\n/);
  // Of a template, each document is read for itself.
  const isOfFile = !text.includes('{{');
  const ends = [...lines.keys()].filter((index) => lines[index]?.startsWith('---'));
  return [...ends, lines.length].flatMap((end, index) => {
    const start = (ends[index - 1] ?? -1) + 1;
    const { apiVersion, kind, name } = saidIn(lines.slice(start, end));
    const old = oldNameOf(apiVersion, kind, moved);
    if (!old || name === '') return [];
    const place = { path, line: start + 1, column: 1 };
    const reason = `the ${kind} ${name} is in a file that cannot be read (${path}:${start + 1})`;
    const [group = '', version = ''] = apiVersion.split('/');
    return {
      ...{ path, place, group, version, kind, name, namespace: undefined, labels: {} },
      ...{ isOld: true, isKept: true, keptBy: place },
      obstacle: { reason, place, isOfFile, parts: [] },
    };
  });
}

/** What the lines of a document say about it at their start, and in its metadata. */
function saidIn(lines: readonly string[]) {
  const said = { apiVersion: '', kind: '', name: '' };
  let isInMetadata = false;
  for (const line of lines) {
    const [, key, value = ''] = /^(\w+):[ \t]*["']?([\w./-]*)/.exec(line) ?? [];
    if (key === 'apiVersion' || key === 'kind') said[key] = value;
    if (key !== undefined) isInMetadata = key === 'metadata';
    if (!isInMetadata || said.name !== '') continue;
    said.name = /\bname:[ \t]*["']?([\w.-]+)["']?[ \t]*(?:[,}#]|$)/.exec(line)?.[1] ?? '';
  }
  return said;
}

/**
 * Objects without those that cannot be read beside others of their name: these are taken for the ones that are meant. But
 * where all of a file stays, what can be read of it stays as well.
 */
export function withoutTwins(bases: readonly Base[], facts: Facts): readonly Base[] {
  const unread = bases.filter(isUnread);
  if (unread.length === 0) return bases;
  const tree = KustomizeTree.of(facts);
  const left = new Set(unread.flatMap(({ path, obstacle }) => (obstacle?.isOfFile ? path : [])));
  const read = bases.filter((base) => !isUnread(base) && !left.has(base.path));
  const objects = read.filter(({ path }) => tree.patchUses(path).length === 0);
  const names = new Set(objects.map(({ name }) => name));
  return [...read, ...unread.filter(({ name }) => !names.has(name))];
}
