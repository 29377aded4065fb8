import type { Facts } from '../../../src/facts';
import { formsOfChart } from '../../../src/install/chart';
import { once } from '../../../src/once';
import type { Mention, MentionPlace } from '../../../src/sweep/mention';
import type { ChangedValue } from '../../tables/values';
import { isChartTemplate } from '../../../src/kubernetes/path';
import { chartsOf, installationAround, keysSetBy, rootValueMention } from './installed-by-text';
import { valueMention } from '../mentions/mentions';

/** What the sweep looks for of a value that the charts no longer read, in scripts and other texts. */
export function mentionsOf(row: ChangedValue): Mention[] {
  const message = `${row.path.join('.')} has no effect in Istio ${row.gone} and later: ${row.reason}`;
  const removal = { message, help: mentionHelpOf(row) };
  const { charts, path } = row;
  const key = keyAtRoot(row);
  // A key of the chart's root may be anything where nothing says which chart it is for.
  const atRoot = key === undefined ? [] : [rootValueMention({ charts, key, ...removal })];
  if (path.length === 1) return atRoot;
  const mention = valueMention({ path, ...removal });
  return [
    {
      ...mention,
      isMeant: (place, facts) =>
        !readsValue(place) && mention.isMeant?.(place, facts) !== false && isOfOwnChart(row, place, facts),
    },
    ...atRoot,
  ];
}

/** The one key of a value where it stands in the root of a chart's values: the chart's own need not be below its name. */
export function keyAtRoot({ charts, path }: ChangedValue): string | undefined {
  const isPrefix = charts.some((chart) => formsOfChart(chart, 'helm').some(([name]) => name === path[0]));
  const [key, ...rest] = isPrefix ? path.slice(1) : path;
  return rest.length === 0 ? key : undefined;
}

/** What to do where the value is named in a script or another text, which is not rewritten. */
export function mentionHelpOf({ lost, becomes }: ChangedValue): string {
  const outcome = becomes?.('true') ?? { is: 'removed' };
  if (outcome.is === 'moved' || outcome.is === 'replaced')
    return `use ${outcome.path.join('.')} instead, together with the upgrade`;
  return lost?.help ?? 'delete it together with the upgrade';
}

/** Whether a place is in a template of a chart and reads a value of it: it may well have an effect there. */
function readsValue({ before, source: { path } }: MentionPlace): boolean {
  return /\.Values\.$/.test(before) && isChartTemplate(path);
}

/** Whether a text is about the charts that lost a value, where others go on reading it: it names the one, and not the others. */
function isOfOwnChart({ charts, keptFor, path }: ChangedValue, place: MentionPlace, facts: Facts): boolean {
  // A patch in a manifest may be for the one or the other.
  if (!keptFor || place.source.kind === 'manifest') return true;
  const around = installationAround(place, facts);
  if (around && keysSetBy(around).some((keys) => keys.join('.') === path.join('.')))
    return chartsOf(around, facts).every((chart) => charts.includes(chart));
  const [chart = ''] = charts;
  return (
    place.source.matches(namingOf(chart)) && !keptFor.some((each) => place.source.matches(readerOf(each)))
  );
}

/** How texts name a chart of Istio, and what has its values read: an IstioOperator is for all charts. */
const namingOf = once(
  (chart: string) => new RegExp(String.raw`\bistio[-/]${chart}\b|\bcharts?["']?[/:=]\s*["']?${chart}\b`),
);
const readerOf = once((chart: string) => new RegExp(String.raw`\b${chart}\b|\bIstioOperator\b|\bistioctl\b`));
