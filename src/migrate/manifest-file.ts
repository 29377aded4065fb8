import { type Ignore, ignoresIn, IgnoreUses, mayIgnore } from '../suppress/ignore';
import { isDefinition, type ManifestDocument, recogniseDocument } from '../kubernetes/document';
import { isChartTemplate, isTemplateByName, isYamlByName } from '../kubernetes/path';
import {
  isParseProblem,
  maskTemplate,
  parseDocument,
  type ParseProblem,
  type Range,
  splitDocuments,
  type Template,
  templateOf,
  type WithinText,
  type YamlDocument,
} from '../yaml';
import { manifestFindings } from '../finding';
import { covering, type Searched, type Words } from '../words';

/** A stretch of a file that is parsed on its own, and the template that it is a part of. */
interface Part {
  readonly range: Range;
  readonly template: Template | undefined;
}

/** Whoever wants to see some documents of a file. */
interface Reader {
  /** @param held the words that the document holds */
  readonly wants: (held: ReadonlySet<string>, stretch: Range) => boolean;
}

/** A document, and who wants to see it. */
interface WantedDocument<T extends Reader> {
  /** Parses it; gives the reason where that cannot be done. */
  readonly read: () => ManifestDocument | ParseProblem;
  readonly range: Range;
  readonly readers: readonly T[];
}

const nothing: ReadonlySet<string> = new Set();

/** What is known of a file before it is looked at. */
interface KnownOfFile {
  /** The file's text, where this one is only a part of it. */
  readonly within?: WithinText;
  /** What is to be ignored in all of the file. */
  readonly ignoresAround?: readonly Ignore[];
  readonly searched?: Searched;
}

/** How many characters of documents a file keeps parsed: each takes some hundred bytes. What is beyond is parsed again. */
const keptAtMost = 512 * 1024;

/** A manifest file as text; its documents are parsed when a trigger word in them asks for it, and most of them once only. */
export class ManifestFile {
  readonly within: WithinText | undefined;
  readonly searched: Searched | undefined;
  private readonly ignoresAround: readonly Ignore[];
  private cut: readonly Part[] | undefined;
  private ignoring: readonly Part[] | undefined;
  private readonly parsed = new Map<Part, YamlDocument | ParseProblem>();
  private readonly recognised = new Map<Part, ManifestDocument>();
  private charactersKept = 0;
  private readonly heldByParts = new Map<Words, ReadonlyMap<Part, ReadonlySet<string>>>();
  private readonly ignoreUses = new IgnoreUses();
  private ignoresByPart: ReadonlyMap<Part, readonly Ignore[]> | undefined;
  private forFile: readonly Ignore[] | undefined;

  constructor(
    readonly path: string,
    readonly text: string,
    { within, ignoresAround = [], searched }: KnownOfFile = {},
  ) {
    this.within = within;
    this.ignoresAround = ignoresAround;
    this.searched = searched;
  }

  /** The words that it holds, of those asked for and maybe others. */
  held(words: Words): ReadonlySet<string> {
    return covering(this.searched, words)?.words ?? words.in(this.text);
  }

  /** The same for each document; all that ask share one search where they can. */
  private heldByPart(words: Words): ReadonlyMap<Part, ReadonlySet<string>> {
    const by = covering(this.searched, words)?.by ?? words;
    const known = this.heldByParts.get(by);
    if (known) return known;
    const ranges = this.parts.map(({ range }) => range);
    const each = ranges.length === 1 ? [this.held(words)] : by.inEach(this.text, ranges);
    const held = new Map(this.parts.map((part, index) => [part, each[index] ?? nothing]));
    this.heldByParts.set(by, held);
    return held;
  }

  /**
   * The documents that somebody wants to see, with who does. Each is parsed when it is read: all of a large file at once
   * would take much memory.
   */
  *documentsFor<T extends Reader>(readers: readonly T[], words: Words): Generator<WantedDocument<T>> {
    if (readers.length === 0) return;
    for (const [part, held] of this.heldByPart(words)) {
      const wanting = readers.filter(({ wants }) => wants(held, part.range));
      if (wanting.length > 0 && !isDefinition(this.text, part.range))
        yield { read: () => this.document(part), range: part.range, readers: wanting };
    }
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
    return [...this.foundIgnores.values()].flat();
  }

  /** By the document that they stand in. */
  private get foundIgnores(): ReadonlyMap<Part, readonly Ignore[]> {
    const usesOf = (offset: number) => this.ignoreUses.of(offset);
    const ignoresOf = (part: Part) => {
      const parsed = this.parse(part);
      // A comment for the file counts however broken the document is.
      const document = isParseProblem(parsed) ? { ...part, text: this.text, root: undefined } : parsed;
      return ignoresIn(document, usesOf);
    };
    this.ignoresByPart ??= new Map(this.partsWithIgnores.map((part) => [part, ignoresOf(part)]));
    return this.ignoresByPart;
  }

  /** What counts in a document: its own, and those for the whole file. */
  private ignoresFor(part: Part): readonly Ignore[] {
    const own = this.foundIgnores.get(part) ?? [];
    this.forFile ??= this.ownIgnores.filter(({ isForFile }) => isForFile);
    return [...this.ignoresAround, ...this.forFile, ...own.filter(({ isForFile }) => !isForFile)];
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
    this.cut ??= partsOf(this.text, this.path);
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
    const { ignoreUses, within } = this;
    const circumstances = { ignores: this.ignoresFor(part), ignoreUses, within };
    const document = recogniseDocument(this.path, parsed, circumstances);
    if (this.parsed.has(part)) this.recognised.set(part, document);
    return document;
  }

  private parse(part: Part): YamlDocument | ParseProblem {
    const known = this.parsed.get(part);
    if (known) return known;
    const parsed = this.parseAnew(part);
    const length = part.range.end - part.range.start;
    // One alone is kept however long it is: parsing it again would take long, too.
    if (this.parsed.size === 0 || this.charactersKept + length <= keptAtMost) {
      this.parsed.set(part, parsed);
      this.charactersKept += length;
    }
    return parsed;
  }

  /** Braces may be another tool's, and text as far as YAML is concerned; not so in a chart, where they come first. */
  private parseAnew({ range, template }: Part): YamlDocument | ParseProblem {
    const parsed = parseDocument(this.text, range, template);
    if (!isParseProblem(parsed) || !template || !isPlainByName(this.path)) return parsed;
    const plain = parseDocument(this.text, range);
    return isParseProblem(plain) ? parsed : plain;
  }
}

function isPlainByName(path: string): boolean {
  return isYamlByName(path) && !isTemplateByName(path) && !isChartTemplate(path);
}

/** The documents of a text, and those that a template's definitions hold. */
function partsOf(text: string, path: string): Part[] {
  const template = maskTemplate(text, { isWhole: isTemplateByName(path) || isChartTemplate(path) });
  if (!template) return splitDocuments(text).map((range) => ({ range, template }));
  const partOf = (whole: Template, range: Range): Part => ({ range, template: templateOf(whole, range) });
  const parts = splitDocuments(template.masked).map((range) => partOf(template, range));
  const { ranges, masked, lines } = template.definitions;
  const inside = ranges.flatMap(({ start, end }) =>
    splitDocuments(masked.slice(start, end)).map((range) =>
      partOf({ ...template, masked, lines }, { start: start + range.start, end: start + range.end }),
    ),
  );
  return [...parts, ...inside];
}
