import type { Context } from '../transform';
import { LeftAlone } from '../suppress/ignored';
import { Declined, Editor, type Node, unlessDeclined } from '../yaml';
import type { Base } from './moved-kind';
import { placesOf } from './status';

/**
 * The context for what speaks of these objects. Where comments keep all of them as they are, it stays with them; where
 * only some, nobody can say what becomes of it.
 *
 * @param node what speaks of them: what it names, it names on purpose
 */
export function contextFor(bases: readonly Base[], node: Node | undefined, context: Context): Context {
  const kept = bases.filter(({ isKept, obstacle }) => isKept && !obstacle);
  if (kept.length === 0) return context;
  const isWhole = kept.length === bases.length;
  if (isWhole && node) context.keep(node);
  const places = placesOf(kept);
  const reason = isWhole
    ? new LeftAlone(`an ignore comment excludes what it refers to (${places})`)
    : new Declined(
        `ambiguous: an ignore comment excludes some of what it refers to (${places}), but not all`,
      );
  return contextThatDeclines(reason, context);
}

/** The context for what stays as it is, for a reason that is told where something would change. */
export function contextThatDeclines(reason: Declined, context: Context): Context {
  return {
    ...context,
    report: () => undefined,
    rewrite(place, summary, ask) {
      context.rewrite(place, summary, () => {
        if (isAskedFor(ask)) throw reason;
      });
    },
  };
}

/** Whether anything is asked for, be it that it is declined. */
export function isAskedFor(ask: Parameters<Context['rewrite']>[2]): boolean {
  const trial = new Editor();
  const asked = unlessDeclined(() => {
    ask(trial, () => undefined);
    return trial.changes;
  });
  return asked?.length !== 0;
}
