import type { Context, ContextIgnores, Note, Transform } from '../transform';
import { contextIgnores, LeftAlone } from '../suppress/ignored';
import { describeObject, type KubernetesObject } from '../kubernetes/object';
import type { ManifestDocument } from '../kubernetes/document';
import { factPlaceOf, startOf } from '../kubernetes/place';
import { type Change, Declined, Editor, type Place, placeOf, type Range, type Spot } from '../yaml';
import { declinedNote } from './declined-note';
import type { Answers, DocumentSurroundings, LocatedNote, Refusal, Request } from './request';

interface Collected {
  readonly requests: Request[];
  readonly refusals: Refusal[];
  readonly notes: LocatedNote[];
  readonly kept: Range[];
}

/** Asks one transform after the other what it wants of a document. */
export function ask(
  document: ManifestDocument,
  transforms: readonly Transform[],
  surroundings: DocumentSurroundings,
): Answers {
  const answers: Collected = { requests: [], refusals: [], notes: [], kept: [] };
  for (const transform of transforms) {
    const context = contextOf(document, transform, surroundings, answers);
    try {
      transform.migrate(document, context);
    } catch (error) {
      if (!(error instanceof Declined)) throw error;
      const offset = document.range.start;
      const note = declinedNote(transform, error, offset);
      if (!contextIgnores(document, transform.id).over(spot(note.offset)))
        answers.refusals.push({ transform, offset, note });
    }
  }
  return answers;
}

function spot(offset: number): Spot {
  return { kind: 'spot', offset };
}

function contextOf(
  document: ManifestDocument,
  transform: Transform,
  surroundings: DocumentSurroundings,
  { requests, refusals, notes, kept }: Collected,
): Context {
  const located = ({ at, ...note }: Note): LocatedNote => ({
    ...note,
    transform: transform.id,
    offset: startOf(at),
  });
  const ignores = contextIgnores(document, transform.id);
  return {
    ...surroundings,
    ignores,
    locate: (place) => factPlaceOf(document, place),
    report(note) {
      if (!ignores.over(note.at)) notes.push(located(note));
    },
    keep(node) {
      kept.push(node.alias ?? node.content);
    },
    rewrite(place, summary, askFor, release) {
      const editor = new Editor();
      const told: LocatedNote[] = [];
      const tell = (note: Note) => {
        if (!ignores.over(note.at)) told.push(located(note));
      };
      const offset = startOf(place);
      const { changes } = editor;
      try {
        askFor(editor, tell);
        if (changes.some(ignores.against)) throw new LeftAlone();
      } catch (error) {
        if (!(error instanceof Declined)) throw error;
        const isAboutIgnored = error.offset !== undefined && ignores.over(spot(error.offset));
        const reason = isAboutIgnored ? new LeftAlone() : error;
        const toldAt = reason instanceof LeftAlone ? placeToTell(place, changes, ignores) : place;
        if (!toldAt || ignores.over(toldAt)) return;
        const note = declinedNote(transform, reason, startOf(toldAt));
        refusals.push({ transform, offset, note });
        return;
      }
      if (changes.length === 0) {
        notes.push(...told);
        return;
      }
      const about = innermostAt(offset, document.objects);
      const object = about && describeObject(about);
      const id = Symbol(summary);
      requests.push({ id, transform, object, offset, summary, release, changes, notes: told });
    },
  };
}

/** Objects come in the order of the text, one that holds another before it. */
function innermostAt(offset: number, objects: readonly KubernetesObject[]): KubernetesObject | undefined {
  return objects.findLast(({ mapping: { content } }) => content.start <= offset && offset < content.end);
}

/** Where to tell that changes are not made; undefined where all that they are for is to be left alone. */
function placeToTell(
  place: Place,
  changes: readonly Change[],
  { over, against }: ContextIgnores,
): Place | undefined {
  const others = changes.filter((change) => !against(change));
  const [first] = others;
  if (changes.length > 0 && !first) return undefined;
  if (!over(place)) return place;
  return first && placeOf(first);
}
