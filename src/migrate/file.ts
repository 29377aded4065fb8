import {
  type Facts,
  findTexts,
  type Ignore,
  isLastApplied,
  type ManifestDocument,
  type Survey,
  type Transform,
  Words,
} from '../manifest';
import { applyEdits, Declined, type Edit, isParseProblem, type ParseProblem, type Range } from '../yaml';
import { migrateDocument } from './document';
import { allIgnoresOf } from './ignores';
import type { ManifestFile } from './manifest-file';
import { type LocatedNote, manifestFindings, type Request, type Surroundings } from './request';

/** What becomes of a file. All offsets count in the text as it was read. */
export interface FileMigration {
  readonly text: string;
  readonly edits: readonly Edit[];
  readonly done: readonly Request[];
  readonly notes: readonly LocatedNote[];
  /** Values that name a removed thing and stay on purpose. */
  readonly kept: readonly Range[];
  /** What comments say to leave alone, in the texts of scalars as well. */
  readonly ignores: readonly Ignore[];
  /** Why the file was left alone as a whole. */
  readonly problem?: ParseProblem;
}

/** Collects facts from a manifest for the transforms that survey. */
export function surveyManifest(file: ManifestFile, transforms: readonly Transform[], facts: Facts): void {
  const surveys = transforms.flatMap(({ survey }) => survey ?? []);
  const held = Words.of(surveys.flatMap(({ triggers }) => triggers)).in(file.text);
  for (const survey of surveys) {
    if (!survey.files?.(file.path) && !survey.triggers.some((word) => held.has(word))) continue;
    for (const document of file.documentsWith(survey.files?.(file.path) ? 'any' : survey.triggers)) {
      if (isParseProblem(document) || !collected(survey, document, facts)) {
        survey.missed?.(file.path, file.text, facts);
      }
      if (!isParseProblem(document)) surveyTexts(survey, document, facts);
    }
  }
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

/** Whether a document told what it knows; one in which a key stands twice may not. */
function collected(survey: Survey, document: ManifestDocument, facts: Facts): boolean {
  try {
    survey.collect(document, facts);
    return true;
  } catch (error) {
    if (error instanceof Declined) return false;
    throw error;
  }
}

/** The words of which one must stand in a document of a file for a transform to see it. */
export function triggersIn(
  path: string,
  { triggers, conditionalTriggers }: Transform,
  facts: Facts,
): readonly string[] {
  return conditionalTriggers?.countIn(path, facts) ? [...triggers, ...conditionalTriggers.words] : triggers;
}

/**
 * Migrates a manifest. One document that cannot be parsed leaves the whole file alone: something is broken in it. Not so
 * in a template, where a document may well become YAML only when it is rendered.
 */
export function migrateManifest(
  file: ManifestFile,
  transforms: readonly Transform[],
  surroundings: Surroundings,
): FileMigration {
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
    if (file.isLeftAlone()) return unchanged(file);
    return { ignores: [], text: file.text, edits: [], done: [], notes: [], kept: [], problem };
  }
  const edits: Edit[] = [];
  const done: Request[] = [];
  const notes: LocatedNote[] = [];
  const kept: Range[] = [];
  const searches = Array.from(words, ([transform, each]) => {
    return { transform, each, holds: Words.of(each).stretchesOf(file.text) };
  });
  for (const document of documents) {
    if (isParseProblem(document)) {
      if (!file.isLeftAlone()) notes.push(unreadable(document));
      continue;
    }
    const triggered = new Map(
      searches
        .filter(({ holds }) => holds(document.range))
        .map(({ transform, each }) => [transform, each] as const),
    );
    const migration = migrateDocument(document, triggered, surroundings);
    edits.push(...(migration.rewrite?.edits ?? []));
    done.push(...migration.done);
    notes.push(...migration.notes, ...migration.done.flatMap((request) => request.notes));
    kept.push(...migration.kept);
  }
  // Definitions are parsed behind the rest, wherever they stand.
  edits.sort((a, b) => a.start - b.start);
  return { text: applyEdits(file.text, edits), edits, done, notes, kept, ignores: allIgnoresOf(file) };
}

/** What becomes of a file that stays as it is. */
function unchanged(file: ManifestFile): FileMigration {
  return { text: file.text, edits: [], done: [], notes: [], kept: [], ignores: allIgnoresOf(file) };
}

function unreadable({ message, offset }: ParseProblem): LocatedNote {
  return {
    transform: manifestFindings,
    level: 'warning',
    offset,
    message: `cannot be read as YAML, even without the actions of its template: ${message}`,
    help: 'look at the rendered manifest, and change the template by hand',
  };
}

/** A `.tpl` may hold anything, a readme too; one of YAML says so by its name, or by an object in it. */
function mayBeYaml({ path, text }: ManifestFile): boolean {
  if (!/\.(?:tpl|gotmpl)$/i.test(path) || /\.(?:ya?ml|json)\.\w+$/i.test(path)) return true;
  return /^[ \t]*(?:-[ \t]+)?["']?apiVersion["']?:/m.test(text);
}
