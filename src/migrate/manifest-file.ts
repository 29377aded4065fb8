import { type Ignore, ignoresIn, IgnoreUses, mayIgnore } from '../suppress/ignore';
import { isDefinition, type ManifestDocument, recogniseDocument } from '../kubernetes/document';
import { Words } from '../words';
import {
  isParseProblem,
  maskTemplate,
  parseDocument,
  type ParseProblem,
  type PrefixedText,
  type Range,
  splitDocuments,
  type Template,
  type YamlDocument,
} from '../yaml';
import { manifestFindings } from '../finding';

/** A stretch of a file that is parsed on its own, and the template that it is a part of. */
interface Part {
  readonly range: Range;
  readonly template: Template | undefined;
}

/** A manifest file as text; its documents are parsed when a trigger word in them asks for it, and once only. */
export class ManifestFile {
  private cut: readonly Part[] | undefined;
  private ignoring: readonly Part[] | undefined;
  private readonly parsed = new Map<Part, YamlDocument | ParseProblem>();
  private readonly recognised = new Map<Part, ManifestDocument>();
  private readonly ignoreUses = new IgnoreUses();
  private found: readonly Ignore[] | undefined;

  constructor(
    readonly path: string,
    readonly text: string,
    /** The file's text, where this one is only a part of it. */
    readonly within?: PrefixedText,
    /** What is to be ignored in all of the file. */
    private readonly ignoresAround: readonly Ignore[] = [],
  ) {}

  /** The documents that hold one of the words, or all, and the problems of those that cannot be parsed. */
  documentsWith(words: readonly string[] | 'any'): (ManifestDocument | ParseProblem)[] {
    const holds = words === 'any' ? () => true : Words.of(words).stretchesOf(this.text);
    return this.parts
      .filter(({ range }) => holds(range) && !isDefinition(this.text, range))
      .map((part) => this.document(part));
  }

  /** The documents that may hold ignores, definitions among them. */
  get documentsWithIgnores(): ManifestDocument[] {
    return this.partsWithIgnores.flatMap((part) => {
      const document = this.document(part);
      return isParseProblem(document) ? [] : document;
    });
  }

  /** What comments say to leave alone, but for those in the texts of scalars. */
  get ignores(): readonly Ignore[] {
    return [...this.ignoresAround, ...this.ownIgnores];
  }

  /** The same without what comes from around the file. */
  get ownIgnores(): readonly Ignore[] {
    const usesOf = (offset: number) => this.ignoreUses.of(offset);
    this.found ??= this.partsWithIgnores.flatMap((part) => {
      const parsed = this.parse(part);
      // A comment for the file counts however broken the document is.
      return ignoresIn(
        isParseProblem(parsed) ? { ...part, text: this.text, root: undefined } : parsed,
        usesOf,
      );
    });
    return this.found;
  }

  /** Whether a comment says to leave all of the file alone, whatever the transform. To be asked where it is of use. */
  isLeftAlone(): boolean {
    const ignore = this.ignores.find(({ isForFile, ids }) => isForFile && ids.length === 0);
    ignore?.uses.add(manifestFindings);
    return ignore !== undefined;
  }

  get isTemplate(): boolean {
    return this.parts[0]?.template !== undefined;
  }

  private get parts(): readonly Part[] {
    this.cut ??= partsOf(this.text);
    return this.cut;
  }

  private get partsWithIgnores(): readonly Part[] {
    this.ignoring ??= mayIgnore(this.text)
      ? this.parts.filter(({ range }) => mayIgnore(this.text.slice(range.start, range.end)))
      : [];
    return this.ignoring;
  }

  private document(part: Part): ManifestDocument | ParseProblem {
    const parsed = this.parse(part);
    if (isParseProblem(parsed)) return parsed;
    const known = this.recognised.get(part);
    if (known) return known;
    const { ignores, ignoreUses } = this;
    const recognised = recogniseDocument(this.path, parsed, { ignores, ignoreUses });
    const document = this.within ? { ...recognised, within: this.within } : recognised;
    this.recognised.set(part, document);
    return document;
  }

  private parse(part: Part): YamlDocument | ParseProblem {
    const parsed = this.parsed.get(part) ?? parseDocument(this.text, part.range, part.template);
    this.parsed.set(part, parsed);
    return parsed;
  }
}

/** The documents of a text, and those that a template's definitions hold. */
function partsOf(text: string): Part[] {
  const template = maskTemplate(text);
  const parts = splitDocuments(template?.masked ?? text).map((range) => ({ range, template }));
  if (!template) return parts;
  const { ranges, masked, lines } = template.definitions;
  const inside = ranges.flatMap(({ start, end }) =>
    splitDocuments(masked.slice(start, end)).map((range) => ({
      range: { start: start + range.start, end: start + range.end },
      template: { ...template, masked, lines },
    })),
  );
  return [...parts, ...inside];
}
