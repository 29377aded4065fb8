import {
  type Context,
  type Facts,
  isInUpstreamChart,
  type ManifestDocument,
  recogniseDocument,
  type Transform,
} from '../manifest';
import {
  applyEdits,
  type Edit,
  isParseProblem,
  parseDocument,
  type ParseProblem,
  type Range,
  splitDocuments,
} from '../yaml';
import { migrateDocument } from './document';
import type { LocatedNote, Request } from './request';

/** A manifest file as text; its documents are parsed when a trigger word in them asks for it, and once only. */
export class ManifestFile {
  private ranges: readonly Range[] | undefined;
  private readonly parsed = new Map<Range, ManifestDocument | ParseProblem>();

  constructor(
    readonly path: string,
    readonly text: string,
  ) {}

  /** The documents that hold one of the words, or all, and the problems of those that cannot be parsed. */
  documentsWith(words: readonly string[] | 'any'): (ManifestDocument | ParseProblem)[] {
    this.ranges ??= splitDocuments(this.text);
    return this.ranges
      .filter(
        (range) => (words === 'any' || holds(this.text, range, words)) && !isDefinition(this.text, range),
      )
      .map((range) => this.document(range));
  }

  private document(range: Range): ManifestDocument | ParseProblem {
    const known = this.parsed.get(range);
    if (known) return known;
    const result = parseDocument(this.text, range);
    const document = isParseProblem(result) ? result : recogniseDocument(this.path, result);
    this.parsed.set(range, document);
    return document;
  }
}

/** What becomes of a file. All offsets count in the text as it was read. */
export interface FileMigration {
  readonly text: string;
  readonly edits: readonly Edit[];
  readonly done: readonly Request[];
  readonly notes: readonly LocatedNote[];
  /** Values that name a removed thing and stay on purpose. */
  readonly kept: readonly Range[];
  /** Why the file was left alone as a whole. */
  readonly problem?: ParseProblem;
}

/** Collects facts from a file for the transforms that survey. */
export function surveyFile(file: ManifestFile, transforms: readonly Transform[], facts: Facts): void {
  for (const { survey } of transforms) {
    if (!survey) continue;
    for (const document of file.documentsWith(survey.files?.(file.path) ? 'any' : survey.triggers)) {
      if (isParseProblem(document)) survey.missed?.(file.path, file.text, facts);
      else survey.collect(document, facts);
    }
  }
}

/** Migrates a file. One document that cannot be parsed leaves the whole file alone: where it ends is not certain. */
export function migrateFile(
  file: ManifestFile,
  transforms: readonly Transform[],
  surroundings: Pick<Context, 'facts' | 'target'>,
): FileMigration {
  if (isInUpstreamChart(file.path, surroundings.facts)) {
    const kept = [{ start: 0, end: file.text.length }];
    return { text: file.text, edits: [], done: [], notes: [], kept };
  }
  const wordsOf = ({ triggers, conditionalTriggers }: Transform) =>
    conditionalTriggers?.countIn(file.path, surroundings.facts)
      ? [...triggers, ...conditionalTriggers.words]
      : triggers;
  const words = new Map(transforms.map((transform) => [transform, wordsOf(transform)]));
  const documents = file.documentsWith([...words.values()].flat());
  const problem = documents.find((document) => isParseProblem(document));
  if (problem) return { text: file.text, edits: [], done: [], notes: [], kept: [], problem };
  const edits: Edit[] = [];
  const done: Request[] = [];
  const notes: LocatedNote[] = [];
  const kept: Range[] = [];
  for (const document of documents) {
    if (isParseProblem(document)) continue;
    const triggered = transforms.filter((transform) =>
      holds(file.text, document.range, words.get(transform) ?? []),
    );
    const migration = migrateDocument(document, triggered, surroundings);
    edits.push(...(migration.rewrite?.edits ?? []));
    done.push(...migration.done);
    notes.push(...migration.notes);
    kept.push(...migration.kept);
  }
  return { text: applyEdits(file.text, edits), edits, done, notes, kept };
}

/** A CustomResourceDefinition says what objects look like and is none of them; they are long, and many name our kinds. */
export function isDefinition(text: string, { start, end }: Range): boolean {
  return /^kind:[ \t]*["']?CustomResourceDefinition\b/m.test(text.slice(start, end));
}

/** Whether a stretch of a text holds one of the words. */
function holds(text: string, { start, end }: Range, words: readonly string[]): boolean {
  const part = text.slice(start, end);
  return words.some((word) => part.includes(word));
}
