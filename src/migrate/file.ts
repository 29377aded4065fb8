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
  Declined,
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
