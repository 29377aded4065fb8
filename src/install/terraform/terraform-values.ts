import type { Facts } from '../../facts';
import type { Range } from '../../yaml';
import { asPattern, folderOf, resolveFrom } from '../../kubernetes/path';
import { attributesOf, blocksOf, type HclEntry } from './hcl-parts';
import type { HclValues, Scope } from './hcl-values';
import { type ComposedText, HclWriter, unknown } from './hcl-writer';
import { nameOf, onlyValueOf, valuesOfName } from '../pins/named-versions';
import { bodiesIn, callsIn, isTerraform } from './terraform';
import { slotsOf } from '../slots';
import { argumentName, type ChartReference } from '../values';

/**
 * The releases of charts that a module of Terraform asks for and that may be of Istio, with the values that are written
 * there, as a manifest: what reads values then sees these like those of any other carrier. What nobody knows is there as
 * a placeholder.
 *
 * @param facts what other files of the module give its names
 */
export function terraformReleases(path: string, text: string, facts: Facts): ComposedText | undefined {
  const isOther = (chart: ChartReference) =>
    slotsOf(chart, facts)?.length === 0 && !chart.repository?.includes('${');
  if (!isTerraform(path)) return undefined;
  const calls = callsIn(text);
  const meant = [...bodiesIn(text), ...calls].filter(({ start, end }) => {
    const body = text.slice(start, end);
    const [, name = ''] = /^[ \t]*chart[ \t]*=[ \t]*"([^"\n]*)"/m.exec(body) ?? [];
    return !isOther({ name, repository: 'istio' });
  });
  if (meant.length === 0) return undefined;
  const writer = new ReleaseWriter(
    text,
    (name, body) => valueElsewhere(name, body, path, facts),
    isOther,
    path,
  );
  for (const body of meant) writer.writeRelease(body, calls.includes(body) ? folderOf(path) : undefined);
  return writer.isEmpty ? undefined : writer.made;
}

/** What an attribute is by its name alone, where another file of the module writes that. */
function valueElsewhere(name: string, body: string, path: string, facts: Facts): string | undefined {
  const named = nameOf(name, body);
  const only = onlyValueOf(named, path, facts);
  if (only !== undefined || name !== 'version' || !named) return only;
  return valuesOfName(named, path, facts).length > 0 ? `\${${named.kind}.${named.name}}` : undefined;
}

const head = 'apiVersion: terraform/v1\nkind: helm_release\nspec:\n';

class ReleaseWriter {
  readonly made: ComposedText;
  private readonly values: HclValues;
  private readonly writer: HclWriter;

  constructor(
    private readonly text: string,
    private readonly elsewhere: (attribute: string, body: string) => string | undefined,
    private readonly isOther: (chart: ChartReference) => boolean,
    private readonly path: string,
  ) {
    this.writer = new HclWriter(text);
    this.values = this.writer.values;
    this.made = this.writer.made;
    this.made.write(head, 0);
  }

  get isEmpty(): boolean {
    return this.made.text === head;
  }

  /**
   * A resource stands for each element of its `for_each`.
   *
   * @param folder of the module that calls another one
   */
  writeRelease(body: Range, folder: string | undefined): void {
    const { values } = this;
    const attributes = attributesOf(this.text, body);
    const each = attributes.find(({ key }) => values.textAt(key) === 'for_each');
    const scopes = each && values.scopesOf(each.value, ['each.key', 'each.value'], values.locals);
    for (const scope of scopes ?? [values.locals]) this.writeOne(body, attributes, scope, folder);
  }

  private writeOne(
    body: Range,
    attributes: readonly HclEntry[],
    scope: Scope,
    folder: string | undefined,
  ): void {
    const { made, values } = this;
    const valueOf = (...names: string[]) =>
      attributes.find(({ key }) => names.includes(values.textAt(key)))?.value;
    made.write('  - carrier: Terraform\n', body.start);
    const written = [
      ['chart'],
      ['repository'],
      ['version', 'chart_version'],
      ['name'],
      ['namespace'],
    ].flatMap(([key = '', ...others]) => {
      const value = valueOf(key, ...others);
      return value
        ? [{ key, at: values.follow(value, scope).start, text: this.said(key, value, body, scope) }]
        : [];
    });
    const textOf = (name: string) => written.find(({ key }) => key === name)?.text;
    const beside = [this.path, textOf('name'), textOf('namespace')].join(' ');
    const [name = '', repository, version] = ['chart', 'repository', 'version'].map(textOf);
    if (this.isOther({ name, repository, version, beside })) return;
    made.write('  - carrier: Terraform\n', body.start);
    for (const { key, at, text } of written) made.write(`    ${key}: ${scalar(text)}\n`, at);
    const source = folder === undefined ? undefined : valueOf('source');
    const called = source && values.stringOf(source, scope);
    const given = valueOf('values');
    if (folder !== undefined && called?.startsWith('.') && !valueOf('chart'))
      this.writeArguments(attributes, scope, resolveFrom(folder, called));
    else if (given) this.writeValues(given, scope);
    this.writeSet(body, attributes, scope);
  }

  /** What an attribute says, here or in another file of the module. An address is reported in the file that has it, so not here. */
  private said(attribute: string, value: Range, body: Range, scope: Scope): string {
    const known = this.values.stringOf(value, scope);
    if (known !== undefined && !known.includes('${')) return known;
    const elsewhere = this.elsewhere(attribute, this.values.textAt(body));
    const isAddress = attribute === 'repository' && elsewhere?.includes('istio') === true;
    return (isAddress ? 'istio' : elsewhere) ?? known?.replace(/^\$\{path\.\w+\}\//, './') ?? unknown;
  }

  /** What a module of the tree is given is for the charts that it hands it on to. */
  private writeArguments(attributes: readonly HclEntry[], scope: Scope, module: string): void {
    for (const { key, value } of attributes) {
      const name = this.values.textAt(key);
      if (!/values/.test(name)) continue;
      this.made.write(`    argument: ${JSON.stringify(argumentName(module, name))}\n`, key.start);
      this.writeValues(value, scope);
      this.made.write('  - carrier: Terraform\n', key.end);
    }
  }

  private writeValues(range: Range, scope: Scope): void {
    const { made, values } = this;
    made.write('    values:\n', range.start);
    for (const each of values.layersOf(range, scope)) {
      const layer = values.follow(each.item, each.scope);
      made.write('      - ', layer.start);
      const item =
        this.argumentOf(/^yamldecode$/, this.argumentOf(encoders, layer, each.scope), each.scope) ?? layer;
      const encoded = this.argumentOf(encoders, item, each.scope);
      const [file] = values.callAt(item, /^(?:template)?file$/) ?? [];
      const path = file && values.stringOf(file, each.scope);
      // What is decoded is a layer; what is put together of it is one above, of which nobody knows all.
      for (const name of encoded ? this.filesDecoded(encoded, each.scope) : [])
        made.write(`${JSON.stringify(`file:${patternOf(name)}`)}\n      - `, item.start);
      const variable = handedOn(values.textAt(encoded ?? file ?? item));
      if (variable !== undefined && (encoded || path === undefined))
        made.write(JSON.stringify(`var:${variable}`), item.start);
      else if (encoded) this.writer.writeValue(encoded, each.scope);
      else if (path !== undefined) made.write(JSON.stringify(`file:${patternOf(path)}`), item.start);
      else if (!this.writer.writeBlock(item, each.scope)) this.writer.writeValue(item, each.scope);
      made.write('\n', item.end);
    }
  }

  /** The first argument of a call of one of some functions. */
  private argumentOf(functions: RegExp, call: Range | undefined, scope: Scope): Range | undefined {
    const { values } = this;
    const [first] = (call && values.callAt(call, functions)) ?? [];
    return first && values.follow(first, scope);
  }

  /** The files whose content is a part of what an expression makes: `merge(yamldecode(file("a.yaml")), local.more)`. */
  private filesDecoded(range: Range, scope: Scope): readonly string[] {
    const { values } = this;
    const made = values.follow(range, scope);
    const file = this.argumentOf(/^(?:template)?file$/, made, scope);
    const path = file && values.stringOf(file, scope);
    if (path !== undefined) return [path];
    const parts = values.callAt(made, /./) ?? [];
    return parts.flatMap((part) => values.into(() => this.filesDecoded(part, scope), []));
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
    if (value) this.writer.writeValue(value, scope);
    else made.write(JSON.stringify(unknown), at.start);
    made.write('}\n', at.start);
  }
}

/** The variable of the module that an expression is, as a whole. */
function handedOn(source: string): string | undefined {
  return /^var\.([\w-]+)$/.exec(source)?.[1];
}

const encoders = /^(?:yaml|json)encode$/;
const isSet = /^set(?:_sensitive|_list|_wo)?$/;

/** A path, without the folder of the module that it counts from. */
function patternOf(path: string): string {
  return asPattern(path.replace(/^\$\{path\.\w+\}\//, ''));
}

/** A text without quotes where it needs none: words are searched for beside the name of a key. */
function scalar(text: string): string {
  return /^[a-z./][\w./-]*$/.test(text) ? text : JSON.stringify(text);
}
