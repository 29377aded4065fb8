import type { Facts } from '../facts';
import { countBefore, type Range, type WithinText } from '../yaml';
import { asPattern } from '../kubernetes/path';
import { attributesOf, blocksOf, type HclEntry } from './hcl-parts';
import { HclValues, isPlain, type Scope } from './hcl-values';
import { nameOf, valuesOfName } from './named-versions';
import { bodiesIn, isTerraform } from './terraform';

/** A text that is put together of stretches of another one and words of its own. */
class ComposedText implements WithinText {
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

/**
 * The releases of charts that a module of Terraform asks for, with the values that are written there, as a manifest: what
 * reads values then sees these like those of any other carrier. What nobody knows is there as a placeholder.
 *
 * @param facts what other files of the module give its names
 */
export function terraformReleases(path: string, text: string, facts: Facts): ComposedText | undefined {
  const bodies = isTerraform(path) ? bodiesIn(text) : [];
  if (bodies.length === 0) return undefined;
  const writer = new ReleaseWriter(text, (name, body) => valueElsewhere(name, body, path, facts));
  for (const body of bodies) writer.writeRelease(body);
  return writer.made;
}

/** What an attribute is by its name alone, where another file of the module writes that. */
function valueElsewhere(name: string, body: string, path: string, facts: Facts): string | undefined {
  const named = nameOf(name, body);
  const texts = new Set(named && valuesOfName(named, path, facts).map(({ text }) => text));
  return texts.size === 1 ? [...texts][0] : undefined;
}

class ReleaseWriter {
  readonly made: ComposedText;
  private readonly values: HclValues;

  constructor(
    private readonly text: string,
    private readonly elsewhere: (attribute: string, body: string) => string | undefined,
  ) {
    this.values = new HclValues(text);
    this.made = new ComposedText(text);
    this.made.write('apiVersion: terraform/v1\nkind: helm_release\nspec:\n', 0);
  }

  /** A resource stands for each element of its `for_each`. */
  writeRelease(body: Range): void {
    const { values } = this;
    const attributes = attributesOf(this.text, body);
    const each = attributes.find(({ key }) => values.textAt(key) === 'for_each');
    const scopes = each && values.scopesOf(each.value, ['each.key', 'each.value'], values.locals);
    for (const scope of scopes ?? [values.locals]) this.writeOne(body, attributes, scope);
  }

  private writeOne(body: Range, attributes: readonly HclEntry[], scope: Scope): void {
    const { made, values } = this;
    const valueOf = (...names: string[]) =>
      attributes.find(({ key }) => names.includes(values.textAt(key)))?.value;
    made.write('  - carrier: Terraform\n', body.start);
    for (const [key, ...names] of [['chart'], ['repository'], ['version', 'chart_version']]) {
      const value = valueOf(key ?? '', ...names);
      if (key === undefined || !value) continue;
      const known = values.stringOf(value, scope);
      const isWhole = known !== undefined && !known.includes('${');
      const text = (isWhole ? known : undefined) ?? this.elsewhere(key, values.textAt(body)) ?? known;
      made.write(`    ${key}: `, value.start);
      made.write(
        text === undefined ? JSON.stringify(unknown) : scalar(text.replace(/^\$\{path\.\w+\}\//, './')),
        value.start,
      );
      made.write('\n', value.start);
    }
    const given = valueOf('values');
    if (given) this.writeValues(given, scope);
    this.writeSet(body, attributes, scope);
  }

  private writeValues(range: Range, scope: Scope): void {
    const { made, values } = this;
    made.write('    values:\n', range.start);
    const items = values.itemsOf(range, scope) ?? [{ item: range, scope }];
    if (items.length === 0) made.write('      []\n', range.start);
    for (const each of items) {
      const item = values.follow(each.item, each.scope);
      made.write('      - ', item.start);
      const [encoded] = values.callAt(item, /^(?:yaml|json)encode$/) ?? [];
      const [file] = values.callAt(item, /^(?:template)?file$/) ?? [];
      const path = file && values.stringOf(file, each.scope);
      if (encoded) this.writeValue(encoded, each.scope);
      else if (path !== undefined) made.write(JSON.stringify(`file:${patternOf(path)}`), item.start);
      else if (this.isFull || !this.writeBlock(item, each.scope)) this.writeValue(item, each.scope);
      made.write('\n', item.end);
    }
  }

  /** A heredoc becomes a block; what is filled in there is seen as in any template. */
  private writeBlock(range: Range, scope: Scope): boolean {
    const { made, values, text } = this;
    const lines = heredocAt(text, range);
    if (!lines) return false;
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
  private writeValue(range: Range, scope: Scope): void {
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

  /** Single values, as blocks of the resource or as lists of maps. */
  private writeSet(body: Range, attributes: readonly HclEntry[], scope: Scope): void {
    const { made, values, text } = this;
    const lists = attributes.filter(({ key }) => isSet.test(values.textAt(key)));
    const blocks = blocksOf(text, body, /^(set(?:_sensitive|_list|_wo)?)\s*\{/);
    const dynamic = blocksOf(text, body, /^dynamic\s+"(set(?:_sensitive|_list)?)"\s*\{/);
    if (lists.length + blocks.length + dynamic.length === 0) return;
    made.write('    set:\n', body.start);
    for (const { value } of lists) {
      const items = values.itemsOf(value, scope);
      for (const each of items ?? [{ item: value, scope }]) {
        const item = values.follow(each.item, each.scope);
        this.writeParameter(values.mapAt(item), item, each.scope);
      }
      if (items?.length === 0) made.write('      []\n', value.start);
    }
    for (const { body: inner } of blocks) this.writeParameter(attributesOf(text, inner), inner, scope);
    for (const { name, body: inner } of dynamic) this.writeDynamic(name, inner, scope);
  }

  private writeDynamic(name: string, body: Range, scope: Scope): void {
    const { values, text } = this;
    const attributes = attributesOf(text, body);
    const valueOf = (name: string) => attributes.find(({ key }) => values.textAt(key) === name)?.value;
    const [content] = blocksOf(text, body, /^content\s*\{()/);
    const iterator = valueOf('iterator');
    const named = iterator ? values.textAt(iterator) : name;
    const all = valueOf('for_each');
    const scopes = all && values.scopesOf(all, [`${named}.key`, `${named}.value`], scope);
    if (!content || !scopes) this.writeParameter(undefined, body, scope);
    else for (const each of scopes) this.writeParameter(attributesOf(text, content.body), content.body, each);
  }

  private writeParameter(entries: readonly HclEntry[] | undefined, at: Range, scope: Scope): void {
    const { made, values } = this;
    const valueOf = (name: string) => entries?.find(({ key }) => values.keyOf(key, scope) === name)?.value;
    const [name, value] = [valueOf('name'), valueOf('value') ?? valueOf('value_wo')];
    made.write('      - {name: ', at.start);
    const path = name && values.follow(name, scope);
    const text = path && values.stringOf(path, scope);
    made.write(JSON.stringify(text ?? unknown), (path ?? at).start, text !== undefined);
    made.write(', value: ', at.start);
    if (value) this.writeValue(value, scope);
    else made.write(JSON.stringify(unknown), at.start);
    made.write('}\n', at.start);
  }
}

/** What stands for whatever nobody knows. */
const unknown = '${it}';

/** How many characters of a manifest are made of a module at most. */
const longestAtMost = 2_000_000;

const isSet = /^set(?:_sensitive|_list|_wo)?$/;

/** A path, without the folder of the module that it counts from. */
function patternOf(path: string): string {
  return asPattern(path.replace(/^\$\{path\.\w+\}\//, ''));
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

/** A text without quotes where it needs none: words are searched for beside the name of a key. */
function scalar(text: string): string {
  return /^[a-z./][\w./-]*$/.test(text) ? text : JSON.stringify(text);
}
