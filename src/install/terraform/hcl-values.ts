import type { Range } from '../../yaml';
import {
  attributesOf,
  blocksOf,
  endOfBrackets,
  endOfPart,
  entriesIn,
  type HclEntry,
  namesIn,
  ofList,
} from './hcl-parts';

/** What names stand for at a place of a module, as `local.hub` or `each.value`. */
export type Scope = ReadonlyMap<string, Range>;

/** An item of a list, and what its names stand for. */
interface ScopedItem {
  readonly item: Range;
  readonly scope: Scope;
}

/** How deep expressions may lead into one another, and how many of a text are looked into at most. */
const deepAtMost = 100;
const stepsAtMost = 200_000;

/** Functions that give what they are given. */
const wrappers =
  /^(?:chomp|compact|flatten|nonsensitive|sensitive|tolist|tomap|toset|tostring|trimspace)\(|^\(/;

/** What expressions of a text in HCL say, as far as that is written in the same text. */
export class HclValues {
  /** The local values of the text. */
  readonly locals: Scope;
  private depth = 0;
  private steps = 0;

  constructor(readonly text: string) {
    const blocks = blocksOf(text, { start: 0, end: text.length }, /^locals\s*\{()/);
    const entries = blocks.flatMap(({ body }) => attributesOf(text, body));
    this.locals = new Map(entries.map(({ key, value }) => [`local.${this.textAt(key)}`, value]));
  }

  textAt({ start, end }: Range): string {
    return this.text.slice(start, end);
  }

  /** A step into what something leads to: names that lead to themselves, or to more and more, come to an end. */
  into<T>(step: () => T, otherwise: T): T {
    if (this.depth >= deepAtMost || this.steps >= stepsAtMost) return otherwise;
    this.depth++;
    this.steps++;
    const result = step();
    this.depth--;
    return result;
  }

  /** What an expression stands for, where names, texts and functions lead to something else that is written here. */
  follow(range: Range, scope: Scope): Range {
    return this.into(() => this.followed(range, scope), range);
  }

  private followed(range: Range, scope: Scope): Range {
    const { text } = this;
    const { start, end } = range;
    const source = this.textAt(range);
    const inner = (from: number, to = end - 1) => this.follow(this.trimmed({ start: from, end: to }), scope);
    // A text that is nothing but what is filled in.
    if (source.startsWith('"${') && endOfBrackets(text, start + 3) === end - 2)
      return inner(start + 3, end - 2);
    const [wrapper] = wrappers.exec(source) ?? [];
    if (wrapper !== undefined && endOfBrackets(text, start + wrapper.length) === end - 1)
      return inner(start + wrapper.length);
    return this.named(source, scope) ?? range;
  }

  /** What a name stands for, or a path that begins with one. */
  private named(source: string, scope: Scope): Range | undefined {
    const [name, ...path] = namesIn(this.indexed(source, scope));
    if (name === undefined) return undefined;
    for (let known = path.length; known >= 0; known--) {
      const found = scope.get([name, ...path.slice(0, known)].join('.'));
      const value = found && this.below(found, path.slice(known), scope);
      if (value) return value;
    }
    return undefined;
  }

  /** `local.charts[each.key]` with the key that it means. */
  private indexed(source: string, scope: Scope): string {
    return source.replaceAll(/\[([a-z_][\w.-]{0,99})\]/gi, (whole, name: string) => {
      const found = this.into(() => this.named(name, scope), undefined);
      const key = found && this.plainAt(found);
      return key === undefined ? whole : `["${key}"]`;
    });
  }

  /** What is at a path of an expression. */
  private below(range: Range, path: readonly string[], scope: Scope): Range | undefined {
    const value = this.follow(range, scope);
    const [key, ...rest] = path;
    if (key === undefined) return value;
    const entry = this.mapAt(value)?.findLast((each) => this.keyOf(each.key, scope) === key);
    return entry && this.below(entry.value, rest, scope);
  }

  private trimmed(range: Range): Range {
    const source = this.textAt(range);
    const start = range.start + (source.length - source.trimStart().length);
    return { start, end: Math.max(start, range.start + source.trimEnd().length) };
  }

  /** The entries of a map that is written out. */
  mapAt(range: Range): HclEntry[] | undefined {
    const inside = this.insideOf(range, '{');
    return inside && !this.isLoop(inside) ? attributesOf(this.text, inside) : undefined;
  }

  listAt(range: Range): Range[] | undefined {
    const inside = this.insideOf(range, '[');
    return inside && !this.isLoop(inside) ? entriesIn(this.text, inside, ofList) : undefined;
  }

  /** The arguments of a call of one of some functions. */
  callAt(range: Range, functions: RegExp): Range[] | undefined {
    const [name, called = ''] = /^([\w:]+)\(/.exec(this.textAt(range)) ?? [];
    if (name === undefined || !functions.test(called)) return undefined;
    const inside = this.insideOf({ start: range.start + called.length, end: range.end }, '(');
    return inside && entriesIn(this.text, inside, ofList);
  }

  private insideOf({ start, end }: Range, bracket: string): Range | undefined {
    const isWhole = this.text.charAt(start) === bracket && endOfBrackets(this.text, start + 1) === end - 1;
    return isWhole ? { start: start + 1, end: end - 1 } : undefined;
  }

  private isLoop(inside: Range): boolean {
    return /^\s*for\s/.test(this.textAt(inside));
  }

  /** The scopes of what is gone through, each with names for its keys and values; undefined where nobody knows them. */
  scopesOf(range: Range, [key, value]: readonly [string, string], scope: Scope): Scope[] | undefined {
    return this.elementsOf(range, scope)?.map(
      (element) => new Map([...scope, [key, element.key], [value, element.value]]),
    );
  }

  private elementsOf(range: Range, scope: Scope): HclEntry[] | undefined {
    const followed = this.follow(range, scope);
    const list = this.listAt(followed)?.map((value) => ({ key: value, value }));
    return list ?? this.mapAt(followed);
  }

  /** What a list stands for: its items, each with what its names stand for; undefined where nobody knows them. */
  itemsOf(range: Range, scope: Scope): ScopedItem[] | undefined {
    return this.into(() => this.itemsWritten(range, scope), undefined);
  }

  /**
   * The same of layers. Of one that depends on a condition, what it may be, and itself: nobody knows which of them counts.
   */
  layersOf(range: Range, scope: Scope): ScopedItem[] {
    const own = { item: this.follow(range, scope), scope };
    const layers = this.itemsOf(range, scope) ?? [own];
    return layers.flatMap((each) => {
      const branches = this.branchesOf(each.item);
      if (branches.length === 0) return [each];
      const choices = branches.flatMap((branch) => this.into(() => this.layersOf(branch, each.scope), []));
      return [...choices, each];
    });
  }

  private branchesOf({ start, end }: Range): Range[] {
    const [question] = this.marksIn({ start, end }, '?');
    const [colon] = question === undefined ? [] : this.marksIn({ start: question + 1, end }, ':');
    if (question === undefined || colon === undefined) return [];
    return [this.trimmed({ start: question + 1, end: colon }), this.trimmed({ start: colon + 1, end })];
  }

  private itemsWritten(range: Range, scope: Scope): ScopedItem[] | undefined {
    const followed = this.follow(range, scope);
    const parts = this.callAt(followed, /^concat$/);
    if (parts) return parts.flatMap((part) => this.itemsOf(part, scope) ?? [{ item: part, scope }]);
    const inside = this.insideOf(followed, '[');
    const [head, first = '', second, rest = ''] =
      (inside && /^\s*for\s+(\w+)(?:\s*,\s*(\w+))?\s+in\s+([^]*)$/.exec(this.textAt(inside))) ?? [];
    if (!inside || head === undefined) return this.listAt(followed)?.map((item) => ({ item, scope }));
    const start = inside.end - rest.length;
    const [colon] = this.marksIn({ start, end: inside.end }, ':');
    const body = colon === undefined ? undefined : this.trimmed({ start: colon + 1, end: inside.end });
    if (colon === undefined || !body || /\sif\s/.test(this.textAt(body))) return undefined;
    const collection = this.trimmed({ start, end: colon });
    const names = second === undefined ? (['_', first] as const) : ([first, second] as const);
    return this.scopesOf(collection, names, scope)?.map((each) => ({ item: body, scope: each }));
  }

  /** Where a mark is that is in no text and no bracket. */
  private marksIn({ start, end }: Range, mark: string): number[] {
    const found: number[] = [];
    for (let at = start; at < end;) {
      const char = this.text.charAt(at);
      if (char === mark) found.push(at);
      at = /[{[(]/.test(char) ? endOfBrackets(this.text, at + 1) + 1 : endOfPart(this.text, at);
    }
    return found;
  }

  /** The name of a key: a word, a text, or an expression in brackets. */
  keyOf(key: Range, scope: Scope): string {
    const source = this.textAt(key);
    return /^[\w-]+$/.test(source) ? source : (this.stringOf(key, scope) ?? `\${${source}}`);
  }

  /** The text that an expression stands for; what nobody knows stays as it is written: `${var.name}`. */
  stringOf(range: Range, scope: Scope): string | undefined {
    const source = this.textAt(this.follow(range, scope));
    if (isWord(source)) return source;
    if (!/^"[^]*"$/.test(source) || endOfPart(source, 0) !== source.length) return undefined;
    return this.filled(source.slice(1, -1), scope).replaceAll(/\\([nrt"\\])/g, (_, char: string) => {
      return { n: '\n', r: '\r', t: '\t' }[char] ?? char;
    });
  }

  /** A text with what its names stand for. */
  filled(source: string, scope: Scope): string {
    return source.replaceAll(/(?<!\$)\$\{\s*([\w.-]+)\s*\}/g, (whole, name: string) => {
      const known = this.named(name, scope);
      return (known && this.plainAt(known)) ?? whole;
    });
  }

  private plainAt(range: Range): string | undefined {
    const source = this.textAt(range);
    if (isWord(source)) return source;
    return /^"(?:[^"\\$%\n]|[$%](?!\{))*"$/.test(source) ? source.slice(1, -1) : undefined;
  }
}

/** Whether an expression is a number, a switch or null. */
export function isPlain(source: string): boolean {
  return /^(?:-?\d+(?:\.\d+)?|true|false|null)$/.test(source);
}

/** The same, or a word: what is one is the key of an element. */
function isWord(source: string): boolean {
  return isPlain(source) || /^[a-z_][\w-]*$/i.test(source);
}
