import type { Transform } from '../transform';
import { Words } from '../words';
import { applyEdits, isParseProblem, type ParseProblem } from '../yaml';
import { type DocumentPlan, planDocument } from './document';
import { allIgnoresOf } from './ignores';
import type { ManifestFile } from './manifest-file';
import { type FileMigration, type FilePlan, planOfUnchanged } from './plan';
import { type Attempt, type LocatedNote, manifestFindings, type Surroundings } from './request';
import { planWordsOf, triggersAmong } from './choose';

/**
 * Migrates a manifest. One document that cannot be parsed leaves the whole file alone: something is broken in it. Not so
 * in a template, where a document may well become YAML only when it is rendered.
 */
export function planManifest(
  file: ManifestFile,
  transforms: readonly Transform[],
  surroundings: Surroundings,
): FilePlan {
  const held = Words.of(planWordsOf(transforms)).in(file.text);
  const words = new Map(
    transforms
      .map((transform) => [transform, triggersAmong(held, file.path, transform, surroundings.facts)] as const)
      .filter(([, each]) => each.length > 0),
  );
  const documents = file
    .documentsWith([...words.values()].flat())
    .filter((document) => !isParseProblem(document) || mayBeYaml(file));
  const problem = documents.find((document) => isParseProblem(document));
  if (problem && !file.isTemplate) {
    const unchanged = { text: file.text, edits: [], proven: [], done: [], notes: [], kept: [] };
    return planOfUnchanged(
      file.isLeftAlone()
        ? { ...unchanged, ignores: allIgnoresOf(file) }
        : { ...unchanged, ignores: [], problem },
    );
  }
  const searches = Array.from(words, ([transform, each]) => {
    return { transform, each, holds: Words.of(each).stretchesOf(file.text) };
  });
  const plans = documents.map((document): DocumentPlan => {
    if (isParseProblem(document)) return file.isLeftAlone() ? nothing : unreadable(document);
    const triggered = new Map(
      searches
        .filter(({ holds }) => holds(document.range))
        .map(({ transform, each }) => [transform, each] as const),
    );
    return planDocument(document, triggered, surroundings);
  });
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

function joined(file: ManifestFile, attempts: readonly Attempt[]): FileMigration {
  // Definitions are parsed behind the rest, wherever they stand.
  const proven = attempts.flatMap(({ rewrite, done }) => (rewrite ? [{ edits: rewrite.edits, done }] : []));
  const edits = proven.flatMap((each) => each.edits).toSorted((a, b) => a.start - b.start);
  return {
    text: applyEdits(file.text, edits),
    edits,
    proven,
    done: attempts.flatMap(({ done }) => done),
    notes: attempts.flatMap(({ notes, done }) => [...notes, ...done.flatMap((request) => request.notes)]),
    kept: attempts.flatMap(({ kept }) => kept),
    ignores: allIgnoresOf(file),
  };
}

const untouched: Attempt = { rewrite: undefined, done: [], notes: [], kept: [] };

/** The plan for a document that is left alone. */
const nothing: DocumentPlan = { all: untouched, only: () => untouched };

function unreadable({ message, offset }: ParseProblem): DocumentPlan {
  const note: LocatedNote = {
    transform: manifestFindings,
    level: 'warning',
    offset,
    message: `invalid YAML, even without its template actions: ${message}`,
    help: 'check the rendered manifest, and change the template manually',
  };
  const all: Attempt = { ...untouched, notes: [note] };
  return { all, only: () => all };
}

/** A `.tpl` may hold anything, a readme too; one of YAML says so by its name, or by an object in it. */
function mayBeYaml({ path, text }: ManifestFile): boolean {
  if (!/\.(?:tpl|gotmpl)$/i.test(path) || /\.(?:ya?ml|json)\.\w+$/i.test(path)) return true;
  return /^[ \t]*(?:-[ \t]+)?["']?apiVersion["']?:/m.test(text);
}
