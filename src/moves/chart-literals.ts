import type { FactKind, FactPlace, Facts } from '../facts';
import type { ManifestDocument } from '../kubernetes/document';
import { describePlace, factPlaceOf } from '../kubernetes/object';
import { chartFolderOf, fileNameOf, isChartTemplate } from '../kubernetes/path';
import type { Survey } from '../transform';
import { asText, keysTo, LineIndex, walk } from '../yaml';
import { basesIn } from './bases';
import type { Base, KindMove, MovedKind } from './moved-kind';

/** What a helper of a chart gives, or a value of it by default, where that is one word. */
export interface ChartLiteral {
  readonly chart: string;
  /** What an action of a template names it by: `"pool.group"`, `.Values.poolGroup`. */
  readonly key: string;
  readonly text: string;
  readonly place: FactPlace;
}

const chartLiteral: FactKind<ChartLiteral> = { name: 'chart-literal' };

const helper = /\{\{-?\s*define\s+("[^"\n]+")\s*-?\}\}\s*(?=(?<text>[\w./-]+)\s*\{\{-?\s*end\b)/g;

/** Finds the helpers and values of charts that give an old group of a kind which leaves it, or the resource for a role. */
export function chartLiteralSurvey({ from, to }: KindMove): Survey {
  const left = from.filter(({ group }) => group !== to.group);
  const words = [...new Set(left.flatMap(({ group, resource }) => [group, resource]))];
  const isOld = (text: string) => words.includes(text.split('/')[0] ?? '');
  return {
    triggers: words,
    readsScripts: true,
    glance(path, text, facts) {
      if (!isChartTemplate(path)) return fileNameOf(path) === 'values.yaml' ? 'parse' : 'enough';
      const lines = new LineIndex(text);
      for (const { 1: key = '', index, 0: start, groups: { text: given = '' } = {} } of text.matchAll(helper))
        if (isOld(given)) {
          const place = { path, ...lines.at(index + start.length) };
          facts.add(chartLiteral, { chart: chartFolderOf(path), key, text: given, place });
        }
      return 'enough';
    },
    collect(document, facts) {
      const { root, path } = document;
      if (!root || fileNameOf(path) !== 'values.yaml') return;
      walk(root, (node) => {
        const text = asText(node)?.value ?? '';
        const key = ['.Values', ...keysTo(node, root)].join('.');
        if (isOld(text))
          facts.add(chartLiteral, {
            chart: chartFolderOf(path),
            key,
            text,
            place: factPlaceOf(document, node),
          });
      });
    },
  };
}

/** What of a chart the actions of one of its templates name. */
export function literalsIn(
  actions: string,
  { path }: Pick<ManifestDocument, 'path'>,
  facts: Facts,
): readonly ChartLiteral[] {
  const words = [...new Set(actions.match(/"[^"]*"|\.Values(?:\.[\w-]+)+/g))];
  const isNamed = (key: string) => words.some((word) => key === word || key.startsWith(`${word}.`));
  return facts.all(chartLiteral).filter(({ chart, key }) => chart === chartFolderOf(path) && isNamed(key));
}

/** How a sentence names it: `the helper "pool.group" (templates/_helpers.tpl:2)`. */
export function describeLiteral({ key, place }: ChartLiteral): string {
  return `the ${key.startsWith('"') ? `helper ${key}` : `value ${key.slice('.Values.'.length)}`} (${describePlace(place)})`;
}

/** Whether a place gives an old group to objects that stay for it, so that they say so. */
export function isToldOf<B extends Base>(
  { path, line }: Omit<FactPlace, 'column'>,
  { bases }: Pick<MovedKind<B>, 'bases'>,
  facts: Facts,
): boolean {
  const here = facts.all(chartLiteral).filter(({ place }) => place.path === path && place.line === line);
  const told = here.map(describeLiteral);
  return basesIn({ bases }, facts).some(({ obstacle }) => told.some((one) => obstacle?.reason.includes(one)));
}
