import type { Facts } from '../../facts';
import { areaOf, fileOf, folderOf, isChartTemplate, isNamed, resolveFrom } from '../../kubernetes/path';
import type { ConditionalTriggers } from '../../transform';
import { asMapping, entriesOf, holdersOf, itemsOf, type Mapping, type Node, stringOf } from '../../yaml';
import { basesIn } from '../bases';
import { certainEntry, type MovedKind } from '../moved-kind';

// helm-unittest: a suite names templates of its chart, and its tests ask what these render.
// Source: helm-unittest, DOCUMENT.md.

/** Suites below a chart that renders an object of a kind: they need not name it. */
export function wordsInSuites(kinds: readonly Pick<MovedKind, 'bases'>[]): ConditionalTriggers {
  return { words: ['asserts'], countIn: (path, facts) => kinds.some((kind) => isInChart(path, kind, facts)) };
}

/** Whether a file is below a chart that renders an object of a kind. */
export function isInChart(path: string, { bases }: Pick<MovedKind, 'bases'>, facts: Facts): boolean {
  return facts.derivedFor(bases, chartsOf).some((chart) => path.startsWith(chart));
}

function chartsOf(facts: Facts, bases: MovedKind['bases']): readonly string[] {
  return templatesOf({ bases }, facts).map(areaOf);
}

/** The test around a node, where each template that it is about renders an object of a kind. */
export function testAround(
  node: Node,
  path: string,
  moved: Pick<MovedKind, 'bases'>,
  facts: Facts,
): Mapping | undefined {
  const around = holdersOf(node);
  const test = asMapping(around.find((each) => certainEntry(each, 'asserts')));
  const isOfPart = around.some((each) => partsOfTemplate.some((key) => certainEntry(each, key)));
  const names = around.map(templatesNamedIn).find((each) => each.length > 0);
  if (!test || !names || isOfPart) return undefined;
  const files = templatesOf(moved, facts);
  const folders = chartsAbove(path).flatMap((chart) => [chart, `${chart}/templates`]);
  const isOne = (name: string) =>
    folders.some((folder) => {
      const named = { path: resolveFrom(folder, name), fromRoot: false };
      return files.some((file) => isNamed(named, file));
    });
  return names.every(isOne) ? test : undefined;
}

/** What picks one of the objects that a template renders. */
const partsOfTemplate = ['documentIndex', 'documentSelector'];

/** Words of an assertion about the root of an object. */
export const wordsOfExpectations = ['isKind', 'isAPIVersion', 'path'];

/** The value that an assertion expects at the root of an object: `isKind: {of: …}`, `equal: {path: kind, value: …}`. */
export function expectation(node: Node, field: 'apiVersion' | 'kind'): Node | undefined {
  const key = field === 'kind' ? 'isKind' : 'isAPIVersion';
  const named = certainEntry(certainEntry(node, key)?.value, 'of')?.value;
  const isAtPath = stringOf(certainEntry(node, 'path')?.value) === field;
  return named ?? (isAtPath ? certainEntry(node, 'value')?.value : undefined);
}

function templatesNamedIn(node: Node): string[] {
  const named = entriesOf(node).filter(({ name = '' }) => ['template', 'templates'].includes(name));
  return named.flatMap(({ value }) =>
    [value, ...itemsOf(value).map((item) => item.value)].flatMap((each) => stringOf(each) ?? []),
  );
}

function templatesOf(kind: Pick<MovedKind, 'bases'>, facts: Facts): string[] {
  return basesIn(kind, facts)
    .map(({ path }) => fileOf(path))
    .filter(isChartTemplate);
}

/** The folders that a suite may have its chart in. */
function chartsAbove(path: string): string[] {
  const folder = folderOf(path);
  return folder === path || folder === '.' || folder === '/' ? [folder] : [folder, ...chartsAbove(folder)];
}
