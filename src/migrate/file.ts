import {
  type Facts,
  findTexts,
  isDefinition,
  isLastApplied,
  type ManifestDocument,
  recogniseDocument,
  type Survey,
  type Transform,
  Words,
} from '../manifest';
import {
  applyEdits,
  Declined,
  type Edit,
  isParseProblem,
  parseDocument,
  type ParseProblem,
  type PrefixedText,
  type Range,
  maskTemplate,
  splitDocuments,
  type Template,
  type YamlDocument,
} from '../yaml';
import { migrateDocument } from './document';
import { type LocatedNote, manifestFindings, type Request, type Surroundings } from './request';

/** A stretch of a file that is parsed on its own, and the template that it is a part of. */
interface Part {
  readonly range: Range;
  readonly template: Template | undefined;
}

/** A manifest file as text; its documents are parsed when a trigger word in them asks for it, and once only. */
export class ManifestFile {
  private cut: readonly Part[] | undefined;
  private readonly parsed = new Map<Part, ManifestDocument | ParseProblem>();

  constructor(
    readonly path: string,
    readonly text: string,
    /** The file's text, where this one is only a part of it. */
    readonly within?: PrefixedText,
  ) {}

  /** The documents that hold one of the words, or all, and the problems of those that cannot be parsed. */
  documentsWith(words: readonly string[] | 'any'): (ManifestDocument | ParseProblem)[] {
    this.cut ??= partsOf(this.text);
    const holds = words === 'any' ? () => true : Words.of(words).stretchesOf(this.text);
    return this.cut
      .filter(({ range }) => holds(range) && !isDefinition(this.text, range))
      .map((part) => this.document(part));
  }

  get isTemplate(): boolean {
    this.cut ??= partsOf(this.text);
    return this.cut[0]?.template !== undefined;
  }

  private document(part: Part): ManifestDocument | ParseProblem {
    const known = this.parsed.get(part);
    if (known) return known;
    const result = parseDocument(this.text, part.range, part.template);
    const document = isParseProblem(result) ? result : this.recognised(result);
    this.parsed.set(part, document);
    return document;
  }

  private recognised(document: YamlDocument): ManifestDocument {
    const recognised = recogniseDocument(this.path, document);
    return this.within ? { ...recognised, within: this.within } : recognised;
  }
}

/** The documents of a text, and those that a template's definitions hold. */
function partsOf(text: string): Part[] {
  const template = maskTemplate(text);
  const parts = splitDocuments(template?.masked ?? text).map((range) => ({ range, template }));
  if (!template) return parts;
  const { ranges, masked } = template.definitions;
  const inside = ranges.flatMap(({ start, end }) =>
    splitDocuments(masked.slice(start, end)).map((range) => ({
      range: { start: start + range.start, end: start + range.end },
      template: { ...template, masked },
    })),
  );
  return [...parts, ...inside];
}

/** Rewrites of one document, which were proven together, and the edits that make them. */
export interface Proven {
  readonly done: readonly Request[];
  readonly edits: readonly Edit[];
}

/** What becomes of a file. All offsets count in the text as it was read. */
export interface FileMigration {
  readonly text: string;
  readonly edits: readonly Edit[];
  /** The same edits and rewrites, by what was proven together. */
  readonly proven: readonly Proven[];
  readonly done: readonly Request[];
  readonly notes: readonly LocatedNote[];
  /** Values that name a removed thing and stay on purpose. */
  readonly kept: readonly Range[];
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
    return { text: file.text, edits: [], proven: [], done: [], notes: [], kept: [], problem };
  }
  const proven: Proven[] = [];
  const notes: LocatedNote[] = [];
  const kept: Range[] = [];
  const searches = Array.from(words, ([transform, each]) => {
    return { transform, each, holds: Words.of(each).stretchesOf(file.text) };
  });
  for (const document of documents) {
    if (isParseProblem(document)) {
      notes.push(unreadable(document));
      continue;
    }
    const triggered = new Map(
      searches
        .filter(({ holds }) => holds(document.range))
        .map(({ transform, each }) => [transform, each] as const),
    );
    const migration = migrateDocument(document, triggered, surroundings);
    if (migration.rewrite) proven.push({ done: migration.done, edits: migration.rewrite.edits });
    notes.push(...migration.notes, ...migration.done.flatMap((request) => request.notes));
    kept.push(...migration.kept);
  }
  // Definitions are parsed behind the rest, wherever they stand.
  const edits = proven.flatMap((each) => each.edits).toSorted((a, b) => a.start - b.start);
  const done = proven.flatMap((each) => each.done);
  return { text: applyEdits(file.text, edits), edits, proven, done, notes, kept };
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
