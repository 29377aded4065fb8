import { Declined } from '../declined';
import { lineStart } from '../lines';
import { walk } from '../lookup';
import { type Entry, type Mapping, type Node, writtenAt, type YamlDocument } from '../node';

/** What block style has where a document shows none of its own. */
const usual = { step: 2, dashOffset: 2, dashWidth: 2 };

/** How a block collection is written. */
export interface BlockStyle {
  /** Columns from a key to the keys below it. */
  readonly step: number;
  /** Columns from a key to the dashes below it. */
  readonly dashOffset: number;
  /** Columns from a dash to what stands behind it. */
  readonly dashWidth: number;
}

/**
 * How many characters stand before `offset` on its line.
 *
 * @throws Declined if one of them is a tab: what column that is depends on the reader
 */
export function columnOf(text: string, offset: number): number {
  const before = text.slice(lineStart(text, offset), offset);
  if (before.includes('\t')) throw new Declined('a tab stands before it on its line', offset);
  return before.length;
}

/** The measures of a document's block collections, each taken once where it is first needed. */
export class Layout {
  private readonly measures: Readonly<Record<keyof BlockStyle, Measure>>;

  constructor(document: YamlDocument) {
    const { text } = document;
    this.measures = {
      step: new Measure(
        document,
        (entry) => stepOf(text, entry),
        /^( *)[\w"'./-]+:[ \t]*\r?\n\1( +)[^\s#-]/m,
      ),
      dashOffset: new Measure(
        document,
        (entry) => dashOffsetOf(text, entry),
        /^( *)[\w"'./-]+:[ \t]*\r?\n\1( *)- /m,
      ),
      dashWidth: new Measure(document, (entry) => dashWidthOf(text, entry), undefined),
    };
  }

  /** How blocks below an entry are to be written: as the nearest ones around it are. */
  below(entry: Entry | undefined): BlockStyle {
    const { step, dashOffset, dashWidth } = this.measures;
    return {
      step: step.near(entry) ?? usual.step,
      dashOffset: dashOffset.near(entry) ?? usual.dashOffset,
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

  /** The first that is found: at the entry itself, its siblings, those of its parents, then anywhere. */
  near(entry: Entry | undefined): number | undefined {
    const own = entry && this.take(entry);
    if (own !== undefined) return own;
    for (let mapping = entry?.parent; mapping; mapping = mappingAround(mapping)) {
      const found = this.inMapping(mapping);
      if (found !== undefined) return found;
    }
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
    return this.sample?.exec(this.document.text)?.[2]?.length;
  }
}

function stepOf(text: string, entry: Entry): number | undefined {
  const { value } = entry;
  if (value.kind !== 'mapping' || value.flow || value.alias) return undefined;
  const step = columnOf(text, value.content.start) - columnOf(text, entry.range.start);
  return step > 0 ? step : undefined;
}

function dashOffsetOf(text: string, entry: Entry): number | undefined {
  const { value } = entry;
  if (value.kind !== 'sequence' || value.flow || value.alias) return undefined;
  return columnOf(text, value.content.start) - columnOf(text, entry.range.start);
}

function dashWidthOf(text: string, { value }: Entry): number | undefined {
  const item = value.kind === 'sequence' && !value.flow && !value.alias ? value.items[0] : undefined;
  if (!item) return undefined;
  const gap = text.slice(item.range.start, writtenAt(item.value).start);
  return /^- +$/.test(gap) ? gap.length : undefined;
}

function mappingAround(mapping: Mapping): Mapping | undefined {
  const holder = mapping.parent;
  if (holder?.kind === 'item') {
    const around = holder.parent.parent;
    return around?.kind === 'entry' ? around.parent : undefined;
  }
  return holder?.parent;
}
