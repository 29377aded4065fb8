import type { FactKind, FactPlace, Facts } from '../facts';
import type { ManifestDocument } from '../kubernetes/document';
import { factPlaceOf } from '../kubernetes/object';
import { chartFolderOf, fileNameOf, isChartTemplate } from '../kubernetes/path';
import type { Survey } from '../transform';
import { type Node, scalarValueOf, unlessDeclined, valueAt } from '../yaml';
import type { KindMove } from './moved-kind';
import { namesOld, type OldBranch, oldBranchesOf } from './old-branches';

/** That a condition of a chart between the old API and the new one asks for a value. */
interface AskedValue {
  readonly chart: string;
  /** As the condition has it: `.Values.api`. */
  readonly key: string;
  readonly path: string;
  /** Where the condition is. */
  readonly offset: number;
}

const askedValue: FactKind<AskedValue> = { name: 'asked-value' };

/** What a chart has for such a value by default; undefined where it has none. */
interface DefaultValue {
  readonly chart: string;
  readonly key: string;
  readonly value: unknown;
  readonly place: FactPlace;
}

const defaultValue: FactKind<DefaultValue> = { name: 'default-value' };

/** Notes the values that conditions of a template ask for to choose between the old API and the new one. */
export function collectAsked(document: ManifestDocument, moved: KindMove, facts: Facts): void {
  const { path } = document;
  if (!isChartTemplate(path)) return;
  for (const { asked, conditions, isOfNames } of oldBranchesOf(document, moved))
    for (const key of isOfNames ? [] : (asked.join(' ').match(/\.Values(?:\.[\w-]+)+/g) ?? []))
      facts.add(askedValue, { chart: chartFolderOf(path), key, path, offset: conditions[0]?.start ?? 0 });
}

/** Finds what charts have by default for the values that choose between APIs. */
export const chartDefaultSurvey: Survey = {
  triggers: [],
  files: (path) => fileNameOf(path) === 'values.yaml',
  buildsOnFacts: true,
  glance: (path, _text, facts) => (askedOf(path, facts).length > 0 ? 'parse' : 'enough'),
  collect(document, facts) {
    for (const { chart, key } of askedOf(document.path, facts)) {
      const [, , ...keys] = key.split('.');
      const node = unlessDeclined((): Node | undefined => valueAt(document.root, ...keys));
      const place = factPlaceOf(document, node ?? { kind: 'spot', offset: document.range.start });
      facts.add(defaultValue, { chart, key, value: node ? scalarValueOf(node) : null, place });
    }
  },
};

function askedOf(path: string, facts: Facts): readonly AskedValue[] {
  return facts.all(askedValue).filter(({ chart }) => chart === chartFolderOf(path));
}

/** The value of a chart by which it renders an old branch by default, if this is the first branch that it chooses. */
export function defaultThatRenders(
  { asked, index, conditions }: OldBranch,
  { path }: ManifestDocument,
  moved: KindMove,
  facts: Facts,
): FactPlace | undefined {
  const first = askedOf(path, facts).find(({ key }) => asked.join(' ').includes(key));
  if (first?.path !== path || first.offset !== conditions[0]?.start) return undefined;
  const defaults = new Map(
    facts.all(defaultValue).flatMap((each) => (each.chart === first.chart ? [[each.key, each]] : [])),
  );
  const results = asked.map((condition) => holds(condition, (key) => defaults.get(key)?.value));
  const chosen = results.findIndex((result) => result !== false);
  const isChosen = chosen === -1 ? index === asked.length : chosen === index && results[chosen] === true;
  const said = defaults.get(first.key);
  // A value that names the old API is reported itself.
  return isChosen && said && !namesOld(String(said.value), moved) ? said.place : undefined;
}

const comparisons: Readonly<Record<string, (one: string, other: string) => boolean>> = {
  eq: (one, other) => one === other,
  ne: (one, other) => one !== other,
  contains: (part, text) => text.includes(part),
  hasPrefix: (start, text) => text.startsWith(start),
};

/** Whether a condition holds; undefined where that is not certain. */
function holds(condition: string, valueOf: (key: string) => unknown): boolean | undefined {
  const plain = condition.replace(/^\(([^()]*)\)$/, '$1').replaceAll('$.Values', '.Values');
  const [, negated] = /^not (.+)$/.exec(plain) ?? [];
  if (negated !== undefined) {
    const result = holds(negated, valueOf);
    return result === undefined ? undefined : !result;
  }
  const [, operator = '', ...operands] = /^(\w+) (\S+) (\S+)$/.exec(plain) ?? [];
  const [one, other] = operands.map((each) => /^"(.*)"$/.exec(each)?.[1] ?? valueOf(each));
  if (typeof one === 'string' && typeof other === 'string') return comparisons[operator]?.(one, other);
  const value = valueOf(plain);
  return value === undefined ? undefined : Boolean(value);
}
