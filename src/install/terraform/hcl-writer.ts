import { countBefore, type Range, type WithinText } from '../../yaml';
import { HclValues, isPlain, type Scope } from './hcl-values';

/** A text that is put together of stretches of another one and words of its own. */
export class ComposedText implements WithinText {
  text = '';
  private readonly pieces: { readonly start: number; readonly outer: number; readonly isCopy: boolean }[] =
    [];

  constructor(readonly outer: string) {}

  /** @param outer where in the other text that is */
  write(text: string, outer: number, isCopy = false): void {
    this.pieces.push({ start: this.text.length, outer, isCopy });
    this.text += text;
  }

  /** Where an offset lies in the other text; of words of its own, where these were written for. */
  toOuter(offset: number): number {
    const piece = this.pieces[countBefore(this.pieces, offset + 1, ({ start }) => start) - 1];
    if (!piece) return 0;
    return piece.outer + (piece.isCopy ? offset - piece.start : 0);
  }
}

/** What stands for whatever nobody knows. */
export const unknown = '${it}';

/** How many characters of a manifest are made of a module at most. */
const longestAtMost = 2_000_000;

/** Writes expressions of HCL as YAML, as far as somebody knows what they say. */
export class HclWriter {
  readonly made: ComposedText;
  readonly values: HclValues;

  constructor(readonly text: string) {
    this.values = new HclValues(text);
    this.made = new ComposedText(text);
  }

  /** A heredoc becomes a block; what is filled in there is seen as in any template. */
  writeBlock(range: Range, scope: Scope): boolean {
    const { made, values, text } = this;
    const lines = heredocAt(text, range);
    if (!lines || this.isFull) return false;
    const said = lines.filter(({ line }) => line.trim() !== '');
    const margin = said.reduce((least, { line }) => Math.min(least, line.search(/\S/)), Infinity);
    if (said.some(({ line }) => /^[ ]*\t/.test(line))) return false;
    made.write('|2\n', range.start);
    for (const { line, at } of lines) {
      const own = line.slice(margin);
      const filled = values.filled(own, scope);
      made.write('        ', at);
      made.write(`${filled}\n`, at + Math.min(margin, line.length), filled === own);
    }
    return true;
  }

  /** A value in flow style. */
  writeValue(range: Range, scope: Scope): void {
    const isWritten = !this.isFull && this.values.into(() => this.writeFlow(range, scope), false);
    if (!isWritten) this.made.write(JSON.stringify(unknown), range.start);
  }

  /** Local values may stand for each other many times over. */
  private get isFull(): boolean {
    return this.made.text.length > longestAtMost;
  }

  private writeFlow(range: Range, scope: Scope): boolean {
    const { made, values, text } = this;
    const value = values.follow(range, scope);
    const source = values.textAt(value);
    const [map, list] = [this.entriesOf(value, scope), values.itemsOf(value, scope)];
    const string = values.stringOf(value, scope);
    if (map) {
      made.write('{', value.start);
      for (const { key, value: inner } of map) {
        const name = values.keyOf(key, scope);
        const isCopy = name === values.textAt(key) || JSON.stringify(name) === values.textAt(key);
        made.write(isCopy ? values.textAt(key) : JSON.stringify(name), key.start, isCopy);
        made.write(': ', key.end);
        if (inner) this.writeValue(inner, scope);
        made.write(', ', (inner ?? key).end);
      }
      made.write('}', value.end - 1);
    } else if (list) {
      made.write('[', value.start);
      for (const each of list) {
        this.writeValue(each.item, each.scope);
        made.write(', ', each.item.end);
      }
      made.write(']', value.end - 1);
    } else if (string !== undefined) {
      const isCopy = isPlain(source) || JSON.stringify(string) === source;
      made.write(isCopy ? source : JSON.stringify(string), value.start, isCopy);
    } else {
      const block = heredocAt(text, value)?.map(({ line }) => `${line}\n`);
      made.write(JSON.stringify(block?.join('') ?? unknown), value.start);
    }
    return true;
  }

  /** The entries of a map, or of several that are put together; what nobody knows may bring others. */
  private entriesOf(
    range: Range,
    scope: Scope,
  ): { readonly key: Range; readonly value?: Range }[] | undefined {
    const { values } = this;
    const parts = values.callAt(range, /^merge$/);
    if (!parts) return values.mapAt(range);
    const entries = parts.flatMap((part) => {
      const followed = values.follow(part, scope);
      const own = values.into(() => this.entriesOf(followed, scope), undefined);
      return own ?? [{ key: followed }];
    });
    // The last one with a name counts.
    return [...new Map(entries.map((entry) => [values.keyOf(entry.key, scope), entry])).values()];
  }
}

/** The lines of a heredoc, and where each starts. */
function heredocAt(
  text: string,
  { start, end }: Range,
): { readonly line: string; readonly at: number }[] | undefined {
  const [head] = /^<<[-~]?\w+[ \t]*\r?\n/.exec(text.slice(start, end)) ?? [];
  if (head === undefined) return undefined;
  let at = start + head.length;
  const lines = text.slice(at, text.lastIndexOf('\n', end - 1)).split('\n');
  return lines.map((line) => {
    const own = { line, at };
    at += line.length + 1;
    return own;
  });
}
