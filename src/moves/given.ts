import type { Context } from '../transform';
import { type Ignore, ignoreWithin, LeftAlone } from '../suppress/ignore';
import { Declined, Editor, type Mapping, type Node, type Place } from '../yaml';
import { firstFew } from '../grouped';
import { excludedFiles, type FactPlace, givenFiles, NotAllGiven } from '../facts';
import { factPlaceOf, type KubernetesObject } from '../kubernetes/object';
import type { ManifestDocument } from '../kubernetes/document';
import type { Base, MovedKind } from './moved-kind';
import { filesMissing, placesOf } from './bases';
import { helpForExcluded } from './unread';

/**
 * The context for what is about these objects. Where comments keep all of them as they are, it stays with them; where
 * only some, nobody can say what becomes of it.
 *
 * @param node what is about them: what it names, it names on purpose
 */
export function contextFor(bases: readonly Base[], node: Node | undefined, context: Context): Context {
  const kept = bases.filter(({ isKept, obstacle }) => isKept && !obstacle);
  if (kept.length === 0) return context;
  const isWhole = kept.length === bases.length;
  if (isWhole && node) context.keep(node);
  const places = placesOf(kept);
  const reason = isWhole
    ? new LeftAlone(`an ignore comment excludes what it refers to (${places})`)
    : new Declined(`${partlyKept} (${places}), but not all`);
  return contextThatDeclines(reason, context);
}

const partlyKept = 'ambiguous: an ignore comment excludes some of what it refers to';

/** Whether a reason is that a comment keeps some of the objects, and not all. */
export function isAmbiguous(reason: string): boolean {
  return reason.startsWith(partlyKept);
}

/** The context for what stays as it is, for a reason that is reported where something would change. */
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

/** What comes of asking for changes: a reason against them, or whether there are any. */
export function tried(ask: Parameters<Context['rewrite']>[2]): Declined | 'something' | 'nothing' {
  const trial = new Editor();
  try {
    ask(trial, () => undefined);
  } catch (error) {
    if (error instanceof Declined) return error;
    throw error;
  }
  return trial.changes.length > 0 ? 'something' : 'nothing';
}

/** Whether anything is asked for, be it that it is declined. */
export function isAskedFor(ask: Parameters<Context['rewrite']>[2]): boolean {
  return tried(ask) !== 'nothing';
}

/**
 * Whether comments keep an object of a kind that moves as it is: its apiVersion and its fields change together, so one
 * that keeps a part of these keeps all.
 *
 * @param within whether a comment says to leave a place alone, or a part of it
 */
export function isKept(object: KubernetesObject, within: (place: Place) => boolean): boolean {
  const { mapping, apiVersionEntry, kind } = object;
  // A list and its items have one apiVersion.
  if (kind.endsWith('List')) return within(mapping);
  const list = apiVersionEntry ? undefined : listAround(mapping);
  if (list) return within(list);
  const content = mapping.entries.filter(({ name = '' }) => ['spec', 'status'].includes(name));
  return [...(apiVersionEntry ? [apiVersionEntry] : []), ...content].some(within);
}

/** The same for a survey, which is not asked on behalf of a transform, with the place of the comment. */
export function keptIn(
  document: ManifestDocument,
  object: KubernetesObject,
  transform: string,
): Pick<Base, 'isKept' | 'keptBy'> {
  let ignore: Ignore | undefined;
  const within = (place: Place) => (ignore = ignoreWithin(document, transform, place)) !== undefined;
  return { isKept: isKept(object, within), keptBy: ignore && placeOfIgnore(document, ignore) };
}

/** An ignore is in the document itself, or in one that the document is a text of. */
function placeOfIgnore(document: ManifestDocument, ignore: Ignore): FactPlace {
  const { ignores, host } = document;
  return host && !ignores.includes(ignore)
    ? placeOfIgnore(host.document, ignore)
    : factPlaceOf(document, { kind: 'spot', offset: ignore.offset });
}

/** The list that an item without an apiVersion of its own is in. */
function listAround({ parent }: Mapping): Mapping | undefined {
  const items = parent?.kind === 'item' ? parent.parent.parent : undefined;
  return items?.kind === 'entry' ? items.parent : undefined;
}

/** The context for what changes along with objects of the tree: nothing of it is rewritten where a part was not given. */
export function contextOfGiven<B extends Base>(
  bases: readonly B[],
  moved: MovedKind<B>,
  context: Context,
): Context {
  const { facts } = context;
  if (givenFiles(facts).size === 0) return context;
  const moving = bases.filter(({ isOld, isKept }) => isOld && !isKept);
  const missing = new Set(moving.flatMap((base) => filesMissing(base, moved, facts)));
  return contextWithoutFiles([...missing], context);
}

const runOnAll = 'run istio-migrate on the whole repository, or on these files as well';

const mostFiles = 12;

/** The context for what must change together with files that were not given: it stays, if there are any. */
export function contextWithoutFiles(rest: readonly string[], context: Context): Context {
  if (rest.length === 0) return context;
  const { shown, hidden } = firstFew(rest.toSorted(), mostFiles);
  const more = hidden > 0 ? ` and ${hidden} more` : '';
  const excluded = excludedFiles(context.facts);
  const isExcluded = rest.some((path) => excluded.has(path));
  const which = !isExcluded
    ? 'were not given'
    : rest.every((path) => excluded.has(path))
      ? 'are excluded'
      : 'were not given or are excluded';
  const message = `it must change together with files that ${which}: ${shown.join(', ')}${more}`;
  const help = isExcluded ? helpForExcluded : runOnAll;
  return {
    ...context,
    report: () => undefined,
    rewrite(place, summary, ask) {
      context.rewrite(place, summary, (editor) => {
        ask(editor, () => undefined);
        const { changes } = editor;
        // What a comment excludes stays in a run over all files, too.
        if (changes.length === 0 || changes.some(context.ignores.against)) return;
        throw new NotAllGiven(message, { type: 'rewrite', message: summary }, undefined, help);
      });
    },
  };
}
