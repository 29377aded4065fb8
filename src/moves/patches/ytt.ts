import type { ManifestDocument } from '../../kubernetes/document';
import type { KubernetesObject } from '../../kubernetes/object';
import type { Context } from '../../transform';
import { Declined, entriesOf, type Entry, isNull, lineTextEnd, type Node, type Place } from '../../yaml';
import { contextThatDeclines } from '../given';
import { placeOf } from './old-paths';
import type { MovedKind } from '../moved-kind';

/**
 * The context for an object that ytt makes: its values stand in comments, `port: #@ data.values.port`, and so do its
 * conditions. What they bring cannot be seen, so fields that would change around them are left.
 */
export function contextBesideYtt(
  { text }: ManifestDocument,
  { mapping }: KubernetesObject,
  moved: MovedKind,
  context: Context,
): Context {
  const isBrought = (place: Place) =>
    place.kind === 'entry'
      ? isBroughtByYtt(text, place)
      : place.kind === 'mapping' && place.entries.some((entry) => isBroughtByYtt(text, entry));
  const obstacle = obstacleIn(text, mapping, moved);
  const own = obstacle ? contextThatDeclines(obstacle, context) : context;
  return {
    ...own,
    rewrite(place, summary, ask) {
      own.rewrite(place, summary, (edit, report) => {
        ask(edit, (note) => {
          // Nothing is known of such a value.
          if (!isBrought(note.at)) report(note);
        });
      });
    },
  };
}

function obstacleIn(text: string, mapping: Node, moved: MovedKind): Declined | undefined {
  for (const entry of entriesOf(mapping)) {
    if (entry.name !== 'spec' && entry.name !== 'status') continue;
    const { start, end } = entry.range;
    const condition = /^[ \t]*#@[ \t]*(?:if|for|while|def)\b/m.exec(text.slice(start, end));
    if (condition)
      return new Declined(
        'a block of ytt decides on a part of it',
        start + condition.index + condition[0].indexOf('#'),
      );
    const brought = changedByMove(text, entry, [], moved);
    if (brought)
      return new Declined(`ytt inserts ${brought.name ?? ''}, which changes its form`, brought.range.start);
  }
  return undefined;
}

/** The first value of ytt that would stand elsewhere: its line stays, but not what is around it. */
function changedByMove(
  text: string,
  entry: Entry,
  above: readonly string[],
  moved: MovedKind,
): Entry | undefined {
  const path = [...above, entry.name ?? ''];
  if (isBroughtByYtt(text, entry)) {
    const now = placeOf(path, moved);
    const parent = placeOf(above, moved) ?? above;
    return now && (now.length === path.length || now.length === parent.length + 1) ? undefined : entry;
  }
  for (const inner of entriesOf(entry.value)) {
    const found = changedByMove(text, inner, path, moved);
    if (found) return found;
  }
  return undefined;
}

function isBroughtByYtt(text: string, { key, value }: Entry): boolean {
  const end = key.content.end;
  return isNull(value) && /^["']?\s*:\s*#@\s/.test(text.slice(end, lineTextEnd(text, end)));
}
