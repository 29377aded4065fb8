import { type Transform, Words } from '../manifest';
import { applyEdits, isParseProblem, type ParseProblem } from '../yaml';
import { type DocumentPlan, planDocument } from './document';
import { type ManifestFile, triggersIn } from './file';
import { type FileMigration, type FilePlan, planOfUnchanged } from './plan';
import { type Attempt, type LocatedNote, manifestFindings, type Surroundings } from './request';

/**
 * Migrates a manifest. One document that cannot be parsed leaves the whole file alone: something is broken in it. Not so
 * in a template, where a document may well become YAML only when it is rendered.
 */
export function planManifest(
  file: ManifestFile,
  transforms: readonly Transform[],
  surroundings: Surroundings,
): FilePlan {
  const triggers = transforms.map(
    (transform) => [transform, triggersIn(file.path, transform, surroundings.facts)] as const,
  );
  const held = Words.of(triggers.flatMap(([, words]) => words)).in(file.text);
  const words = new Map(triggers.filter(([, each]) => each.some((word) => held.has(word))));
  const documents = file
    .documentsWith([...words.values()].flat())
    .filter((document) => !isParseProblem(document) || mayBeYaml(file));
  const problem = documents.find((document) => isParseProblem(document));
  if (problem && !file.isTemplate) {
    return planOfUnchanged({
      text: file.text,
      edits: [],
      proven: [],
      done: [],
      notes: [],
      kept: [],
      problem,
    });
  }
  const searches = Array.from(words, ([transform, each]) => {
    return { transform, each, holds: Words.of(each).stretchesOf(file.text) };
  });
  const plans = documents.map((document): DocumentPlan => {
    if (isParseProblem(document)) return unreadable(document);
    const triggered = new Map(
      searches
        .filter(({ holds }) => holds(document.range))
        .map(({ transform, each }) => [transform, each] as const),
    );
    return planDocument(document, triggered, surroundings);
  });
  return {
    all: joined(
      file.text,
      plans.map(({ all }) => all),
    ),
    only(accepted) {
      const attempts = plans.map(({ only }) => only(accepted)).filter((attempt) => attempt !== undefined);
      return attempts.length === plans.length ? joined(file.text, attempts) : undefined;
    },
  };
}

function joined(text: string, attempts: readonly Attempt[]): FileMigration {
  // Definitions are parsed behind the rest, wherever they stand.
  const proven = attempts.flatMap(({ rewrite, done }) => (rewrite ? [{ edits: rewrite.edits, done }] : []));
  const edits = proven.flatMap((each) => each.edits).toSorted((a, b) => a.start - b.start);
  return {
    text: applyEdits(text, edits),
    edits,
    proven,
    done: attempts.flatMap(({ done }) => done),
    notes: attempts.flatMap(({ notes, done }) => [...notes, ...done.flatMap((request) => request.notes)]),
    kept: attempts.flatMap(({ kept }) => kept),
  };
}

function unreadable({ message, offset }: ParseProblem): DocumentPlan {
  const note: LocatedNote = {
    transform: manifestFindings,
    level: 'warning',
    offset,
    message: `cannot be read as YAML, even without the actions of its template: ${message}`,
    help: 'look at the rendered manifest, and change the template by hand',
  };
  const all: Attempt = { rewrite: undefined, done: [], notes: [note], kept: [] };
  return { all, only: () => all };
}

/** A `.tpl` may hold anything, a readme too; one of YAML says so by its name, or by an object in it. */
function mayBeYaml({ path, text }: ManifestFile): boolean {
  if (!/\.(?:tpl|gotmpl)$/i.test(path) || /\.(?:ya?ml|json)\.\w+$/i.test(path)) return true;
  return /^[ \t]*(?:-[ \t]+)?["']?apiVersion["']?:/m.test(text);
}
