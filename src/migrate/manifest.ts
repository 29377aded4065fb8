import type { Facts } from '../facts';
import type { Survey, Transform, UnreadPart } from '../transform';
import { Words } from '../words';
import type { ManifestDocument } from '../kubernetes/document';
import { isTemplateByName } from '../kubernetes/path';
import { findTexts, isLastApplied } from '../kubernetes/texts';
import {
  applyEdits,
  type Edit,
  isParseProblem,
  type ParseProblem,
  type Range,
  unlessDeclined,
} from '../yaml';
import { planDocument, type DocumentPlan } from './document';
import { allIgnoresOf } from './ignores';
import type { ManifestFile } from './manifest-file';
import { type FileMigration, type FilePlan, planOfUnchanged } from './plan';
import { mayBeYaml, noteOfUnreadable, removedIn, whatMatters } from './unreadable';
import { countsIn, heldBy, planWordsOf, triggersAmong } from './triggers';
import type { AskedFor, Attempt, LocatedNote, Request, Surroundings } from './request';

/**
 * Migrates a manifest. One document that cannot be parsed leaves the whole file alone: something is broken in it. Not so
 * in a template, where a document may well become YAML only when it is rendered.
 */
export function planManifest(
  file: ManifestFile,
  transforms: readonly Transform[],
  surroundings: Surroundings,
): FilePlan {
  const words = Words.of(planWordsOf(transforms));
  const { facts } = surroundings;
  const held = heldBy(file.path, file.held(words), facts);
  const readers = transforms.flatMap((transform) => {
    const triggers = triggersAmong(held, file.path, transform, facts);
    if (triggers.length === 0) return [];
    const wants = (inDocument: ReadonlySet<string>, { start, end }: Range) =>
      triggers.some((each) => countsIn(heldBy(file.path, inDocument, facts), each)) &&
      transform.mayConcern?.(file.text.slice(start, end)) !== false;
    return { entry: [transform, triggers.flatMap((each) => each.words)] as const, wants };
  });
  const plans: LastingPlan[] = [];
  for (const { read, range, readers: wanting } of file.documentsFor(readers, words)) {
    const triggered = new Map(wanting.map(({ entry }) => entry));
    const document = read();
    if (!isParseProblem(document)) {
      plans.push(outlasting(document, read, (each) => planDocument(each, triggered, surroundings)));
    } else if (mayBeYaml(file)) {
      const isPlain = !file.isTemplate && !isTemplateByName(file.path);
      const unread = isPlain ? file.text : file.text.slice(range.start, range.end);
      const within = isPlain ? { start: 0, end: file.text.length } : range;
      const wanted = [...triggered.keys()];
      const removed = removedIn(file, within, wanted, facts);
      const words = [...triggered.values()].flat();
      const matter = removed[0] ?? whatMatters(unread, words, file.path, wanted);
      if (matter === undefined) continue;
      if (isPlain) return planOfUnreadable(file, { ...document, matter });
      const note = noteOfUnreadable(document, removed, matter);
      plans.push(file.isLeftAlone() ? nothing : noted(note));
    }
  }
  return {
    all: joined(
      file,
      plans.map(({ all }) => all),
    ),
    only(accepted) {
      const attempts = plans.map(({ only }) => only(accepted)).filter((attempt) => attempt !== undefined);
      return attempts.length === plans.length ? joined(file, attempts) : undefined;
    },
  };
}

function planOfUnreadable(file: ManifestFile, problem: NonNullable<FileMigration['problem']>): FilePlan {
  return planOfUnchanged(file.text, file.isLeftAlone() ? { ignores: allIgnoresOf(file) } : { problem });
}

/** What is left of a plan once its document is let go. */
interface LastingPlan {
  readonly all: LastingAttempt;
  readonly only: (accepted: ReadonlySet<symbol>) => LastingAttempt | undefined;
}

interface LastingAttempt extends Pick<Attempt, 'notes' | 'kept'> {
  readonly edits: readonly Edit[];
  readonly done: readonly AskedFor[];
}

/** The plan without the document: where only some of it is carried out, it is made again. */
function outlasting(
  document: ManifestDocument,
  read: () => ManifestDocument | ParseProblem,
  planFor: (document: ManifestDocument) => DocumentPlan,
): LastingPlan {
  const all = lasting(planFor(document).all);
  return {
    all,
    only(accepted) {
      const wanted = all.done.filter(({ id }) => accepted.has(id));
      if (wanted.length === all.done.length) return all;
      if (wanted.length === 0) return { ...all, edits: [], done: [] };
      const again = read();
      if (isParseProblem(again)) return undefined;
      // The same requests in the same order, under other ids.
      const plan = planFor(again);
      const isWanted = (_: unknown, index: number) => wanted.some(({ id }) => id === all.done[index]?.id);
      const attempt = plan.only(new Set(plan.all.done.filter(isWanted).map(({ id }) => id)));
      return attempt && { ...lasting(attempt), done: wanted };
    },
  };
}

function lasting({ rewrite, done, notes, kept }: Attempt): LastingAttempt {
  return {
    edits: rewrite?.edits ?? [],
    done: done.map(withoutChanges),
    notes,
    kept,
  };
}

function withoutChanges(request: Request): AskedFor {
  const { id, transform, object, offset, about, summary, due, value, notes } = request;
  return { id, transform, object, offset, ...(about && { about }), summary, due, value, notes };
}

function joined(file: ManifestFile, attempts: readonly LastingAttempt[]): FileMigration {
  // Definitions are parsed behind the rest, wherever they stand.
  const proven = attempts.flatMap(({ edits, done }) => (edits.length > 0 ? [{ edits, done }] : []));
  const edits = proven.flatMap((each) => each.edits).toSorted((a, b) => a.start - b.start);
  let text: string | undefined;
  return {
    // A rehearsal does not ask for it.
    get text() {
      return (text ??= applyEdits(file.text, edits));
    },
    edits,
    proven,
    done: attempts.flatMap(({ done }) => done),
    notes: attempts.flatMap(({ notes, done }) => [...notes, ...done.flatMap((request) => request.notes)]),
    kept: attempts.flatMap(({ kept }) => kept),
    ignores: allIgnoresOf(file),
  };
}

const untouched: LastingAttempt = { edits: [], done: [], notes: [], kept: [] };

/** The plan for a document that is left alone. */
const nothing: LastingPlan = { all: untouched, only: () => untouched };

/** The plan for a document of which there is nothing but a note. */
function noted(note: LocatedNote): LastingPlan {
  const all: LastingAttempt = { ...untouched, notes: [note] };
  return { all, only: () => all };
}

/** Collects facts from a manifest for surveys. */
export function surveyManifest(file: ManifestFile, surveys: readonly Survey[], facts: Facts): void {
  const words = Words.of(surveys.flatMap(({ triggers }) => triggers));
  const held = file.held(words);
  const readers = surveys.flatMap((survey) => {
    const isNamed = survey.files?.(file.path, facts) === true;
    const isTriggered = (by: ReadonlySet<string>) => survey.triggers.some((word) => by.has(word));
    if (!isNamed && !isTriggered(held)) return [];
    if (survey.glance?.(file.path, file.text, facts) === 'enough' || !survey.collect) return [];
    const wants = (inDocument: ReadonlySet<string>, { start, end }: Range) =>
      (isNamed || isTriggered(inDocument)) && survey.mayConcern?.(file.text.slice(start, end)) !== false;
    return { survey, wants };
  });
  for (const { read, range, readers: wanting } of file.documentsFor(readers, words)) {
    const document = read();
    for (const { survey } of wanting) {
      if (isParseProblem(document) || !collected(survey, document, facts)) {
        survey.missed?.(unreadPart(file, range), facts);
      }
      if (!isParseProblem(document)) surveyTexts(survey, document, facts);
    }
  }
}

/** Whoever cannot read a document of a plain file reads nothing of it; what is shown in Markdown may be a fragment. */
function unreadPart({ path, text, isTemplate, within }: ManifestFile, range: Range): UnreadPart {
  const stretch = isTemplate ? range : { start: 0, end: text.length };
  return { path, text, stretch: within ? undefined : stretch };
}

function surveyTexts(survey: Survey, document: ManifestDocument, facts: Facts): void {
  for (const { scalar, read } of findTexts(document, survey.triggers).texts) {
    // It says again, and maybe as it was once, what the object around it says.
    if (isLastApplied(scalar)) continue;
    for (const inner of read.documents) {
      collected(survey, inner, facts);
      surveyTexts(survey, inner, facts);
    }
  }
}

/** Whether a document told what it knows; one in which a key appears twice may not. */
function collected(survey: Survey, document: ManifestDocument, facts: Facts): boolean {
  const told = unlessDeclined(() => {
    survey.collect?.(document, facts);
    return true;
  });
  return told ?? false;
}
