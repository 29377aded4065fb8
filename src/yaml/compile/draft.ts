import type { Edit } from '../edit';
import { lineBreakAt, nextLineStart, type Range } from '../lines';
import type { Entry, Item, YamlDocument } from '../node';

/** An edit, and where it belongs: if that place is shifted, the lines that the edit brings are shifted with it. */
interface DraftEdit extends Edit {
  readonly owner: number;
}

/** A part of the text of which every line but the first is indented further, or less far if `by` is negative. */
interface Shift {
  readonly inside: Range;
  /** The first line start that is shifted. */
  readonly from: number;
  readonly by: number;
  readonly fill: string;
}

/** Collects what the operations do to the text of one document, and brings it together at the end. */
export class Draft {
  private readonly edits: DraftEdit[] = [];
  private readonly shifts: Shift[] = [];
  readonly text: string;

  constructor(
    readonly document: YamlDocument,
    /** What is going to be removed: nothing can be put beside it. */
    readonly removed: ReadonlySet<Entry | Item>,
  ) {
    this.text = document.text;
  }

  replace(start: number, end: number, text: string, owner = start): void {
    this.edits.push({ start, end, text, owner });
  }

  insert(at: number, text: string, owner = at): void {
    this.replace(at, at, text, owner);
  }

  /** Shifts the lines of `inside` that start at or after `from`. */
  shift(inside: Range, by: number, fill = ' ', from = nextLineStart(this.text, inside.start)): void {
    if (by !== 0) this.shifts.push({ inside, from, by, fill });
  }

  lineBreak(at: number): string {
    return lineBreakAt(this.text, at);
  }

  /** All edits, those of the shifts last. */
  finish(): Edit[] {
    const owned = this.edits.map((edit): Edit => ({ ...edit, text: this.shiftedText(edit) }));
    return [...owned, ...this.lineEdits()];
  }

  private shiftedText(edit: DraftEdit): string {
    let { text } = edit;
    for (const { inside, by, fill } of this.shifts) {
      if (edit.owner < inside.start || edit.owner >= inside.end) continue;
      text =
        by > 0
          ? text.replace(/\n(?=[^\r\n])/g, `\n${fill.repeat(by)}`)
          : text.replace(new RegExp(`\\n[ \\t]{0,${-by}}`, 'g'), '\n');
    }
    return text;
  }

  private lineEdits(): Edit[] {
    const depth = new Map<number, { by: number; fill: string }>();
    for (const { inside, from, by, fill } of this.shifts) {
      for (let at = from; at < inside.end; at = nextLineStart(this.text, at)) {
        if (/[\r\n]/.test(this.text[at] ?? '\n')) continue;
        depth.set(at, { by: (depth.get(at)?.by ?? 0) + by, fill });
      }
    }
    const replaced = this.edits.filter((edit) => edit.end > edit.start);
    const edits: Edit[] = [];
    for (const [at, { by, fill }] of depth) {
      if (by === 0 || replaced.some((edit) => edit.start <= at && at < edit.end)) continue;
      if (by > 0) edits.push({ start: at, end: at, text: fill.repeat(by) });
      else edits.push({ start: at, end: at + this.blanks(at, -by), text: '' });
    }
    return edits;
  }

  private blanks(at: number, most: number): number {
    let count = 0;
    while (count < most && /[ \t]/.test(this.text[at + count] ?? '')) count++;
    return count;
  }
}
