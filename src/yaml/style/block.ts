import { beforeOnLine, Declined } from '../text';
import { walk } from '../lookup';
import { type Entry, type Mapping, type Node, type Sequence, writtenAt, type YamlDocument } from '../node';
import { isPlainScalar, isPlainSequence, type Plain } from '../plain';
import { commentAlong, printPlain } from './carried';
import { type Quotes, printScalar } from './scalar';

/** What block style has where a document shows none of its own. */
const usual = { step: 2, dashOffset: 2, dashWidth: 2 };

/** How a block collection is written. */
interface BlockStyle {
  /** Columns from a key to the keys below it. */
  readonly step: number;
  /** Columns from a key to the dashes below it. */
  readonly dashOffset: number;
  /** Columns from a dash to what is behind it. */
  readonly dashWidth: number;
}

/**
 * How many characters stand before `offset` on its line.
 *
 * @throws Declined if one of them is a tab: what column that is depends on the reader
 */
export function columnOf(text: string, offset: number): number {
  const column = columnWithoutTabs(text, offset);
  if (column === undefined) throw new Declined('a tab is before it on its line', offset);
  return column;
}

function columnWithoutTabs(text: string, offset: number): number | undefined {
  const before = beforeOnLine(text, offset);
  return before.includes('\t') ? undefined : before.length;
}

/** What shows a measure in any text; the second group is as long as it. */
const samples = {
  step: /^( *)[\w"'./-]+:[ \t]*\r?\n\1( +)[^\s#-]/m,
  dashOffset: /^( *)[\w"'./-]+:[ \t]*\r?\n\1( *)- /m,
};

/** What the last text showed that was searched: all documents of a file have the same. */
const lastSamples = new Map<RegExp, { readonly text: string; readonly length: number | undefined }>();

function sampleIn(text: string, sample: RegExp): number | undefined {
  const last = lastSamples.get(sample);
  if (last?.text === text) return last.length;
  const length = sample.exec(text)?.[2]?.length;
  lastSamples.set(sample, { text, length });
  return length;
}

/** The measures of a document's block collections, each taken once where it is first needed. */
export class Layout {
  private readonly measures: Readonly<Record<keyof BlockStyle, Measure>>;

  constructor(document: YamlDocument) {
    const { text } = document;
    this.measures = {
      step: new Measure(document, (entry) => stepOf(text, entry), samples.step),
      dashOffset: new Measure(document, (entry) => dashOffsetOf(text, entry), samples.dashOffset),
      dashWidth: new Measure(document, (entry) => dashWidthOf(text, entry), undefined),
    };
  }

  /** How blocks below an entry are to be written: as the nearest ones around it are. */
  below(entry: Entry | undefined): BlockStyle {
    const { step, dashOffset, dashWidth } = this.measures;
    return {
      step: step.near(entry) ?? usual.step,
      // Where keys are indented by four, people indent dashes by four.
      dashOffset: dashOffset.near(entry) ?? Math.max(usual.dashOffset, step.anywhere() ?? 0),
      dashWidth: dashWidth.near(entry) ?? usual.dashWidth,
    };
  }
}

type Taken = { readonly value: number | undefined } | undefined;

/** One measure, as the entries of a document show it. */
class Measure {
  private readonly inMappings = new WeakMap<Mapping, Taken & object>();
  private inDocument: Taken;

  constructor(
    private readonly document: YamlDocument,
    private readonly take: (entry: Entry) => number | undefined,
    /** Shows it where no entry of the document does: another document of the file may. */
    private readonly sample: RegExp | undefined,
  ) {}

  /** The first that is found: at the entry itself, its siblings, its parents and theirs, then anywhere. */
  near(entry: Entry | undefined): number | undefined {
    for (let at = entry; at; at = entryAround(at.parent)) {
      const found = this.take(at) ?? this.inMapping(at.parent);
      if (found !== undefined) return found;
    }
    return this.anywhere();
  }

  /** The first that the document shows, or else the file. */
  anywhere(): number | undefined {
    this.inDocument ??= { value: this.first(this.document.root) ?? this.inText() };
    return this.inDocument.value;
  }

  private inMapping(mapping: Mapping): number | undefined {
    if (mapping.flow) return undefined;
    let taken = this.inMappings.get(mapping);
    if (!taken) {
      let value: number | undefined;
      for (const entry of mapping.entries) if ((value = this.take(entry)) !== undefined) break;
      taken = { value };
      this.inMappings.set(mapping, taken);
    }
    return taken.value;
  }

  private first(root: Node | undefined): number | undefined {
    let first: number | undefined;
    walk(root, (node) => {
      if (node.kind === 'mapping') first ??= this.inMapping(node);
    });
    return first;
  }

  private inText(): number | undefined {
    return this.sample && sampleIn(this.document.text, this.sample);
  }
}

function stepOf(text: string, entry: Entry): number | undefined {
  const offset = entry.value.kind === 'mapping' ? offsetOf(text, entry, entry.value) : undefined;
  return offset === 0 ? undefined : offset;
}

function dashOffsetOf(text: string, entry: Entry): number | undefined {
  return entry.value.kind === 'sequence' ? offsetOf(text, entry, entry.value) : undefined;
}

/** Columns from an entry to the block collection that is its value. */
function offsetOf(text: string, entry: Entry, value: Mapping | Sequence): number | undefined {
  if (value.flow || value.alias) return undefined;
  const inner = columnWithoutTabs(text, value.content.start);
  const outer = columnWithoutTabs(text, entry.range.start);
  return inner === undefined || outer === undefined || inner < outer ? undefined : inner - outer;
}

function dashWidthOf(text: string, { value }: Entry): number | undefined {
  const item = value.kind === 'sequence' && !value.flow && !value.alias ? value.items[0] : undefined;
  if (!item) return undefined;
  const gap = text.slice(item.range.start, writtenAt(item.value).start);
  return /^- +$/.test(gap) ? gap.length : undefined;
}

/** The entry in whose value a mapping lies, be it an item of that value. */
function entryAround({ parent }: Mapping): Entry | undefined {
  if (parent?.kind !== 'item') return parent;
  const around = parent.parent.parent;
  return around?.kind === 'entry' ? around : undefined;
}

/** All that decides how a value is written in block style. */
export interface BlockForm extends BlockStyle, Quotes {
  /** What scalars are carried over from. */
  readonly text: string;
  readonly lineBreak: string;
}

/** `key: value` at a column. */
export function printEntry(key: string, value: Plain, column: number, form: BlockForm): string {
  const printedKey = printScalar(key, form.keys, false);
  return `${printedKey}:${printBelow(value, column, form)}`;
}

/** `- value` with the dash at a column. */
export function printItem(value: Plain, dash: number, form: BlockForm): string {
  const column = dash + form.dashWidth;
  const gap = ' '.repeat(form.dashWidth - 1);
  const parts = partsOf(value, column, form);
  if (parts === undefined) return `-${gap}${printLeaf(value, form)}`;
  return `-${gap}${parts.join(lineAt(column, form))}`;
}

/** A value as it is behind `key:`, with its leading space or line break; `column` is the key's. */
function printBelow(value: Plain, column: number, form: BlockForm): string {
  const inner = column + (isPlainSequence(value) ? form.dashOffset : form.step);
  const parts = partsOf(value, inner, form);
  if (parts === undefined) return ` ${printLeaf(value, form)}`;
  return parts.map((part) => lineAt(inner, form) + part).join('');
}

/** The elements of a collection that is not empty, printed at a column. */
function partsOf(value: Plain, column: number, form: BlockForm): string[] | undefined {
  if (isPlainScalar(value)) return undefined;
  const parts = isPlainSequence(value)
    ? value.map((item) => printItem(item, column, form))
    : Object.entries(value).map(([key, item]) => printEntry(key, item, column, form));
  return parts.length === 0 ? undefined : parts;
}

function printLeaf(value: Plain, form: BlockForm): string {
  if (!isPlainScalar(value)) return isPlainSequence(value) ? '[]' : '{}';
  const comment = commentAlong(form.text, value);
  return printPlain(value, form, false) + (comment === undefined ? '' : ` ${comment}`);
}

/** A line break, and the indentation up to a column. */
export function lineAt(column: number, { lineBreak }: BlockForm): string {
  return lineBreak + ' '.repeat(column);
}
