import { type FactKind, type Facts, givenFiles } from '../../src/facts';
import { type ChartName, formsOfChart, localChart } from '../../src/install/chart';
import { findInstallValues } from '../../src/install/find';
import { filesNamed } from '../../src/install/content';
import { releaseOf } from '../../src/install/commands';
import { isTerraform, namedChart } from '../../src/install/terraform';
import { type ReleaseFact, releaseFact } from '../../src/install/release-facts';
import { releasedTexts } from '../../src/install/released';
import { slotsOf } from '../../src/install/values';
import type { Mention, MentionPlace } from '../../src/sweep/mention';
import type { Survey } from '../../src/transform';
import { unlessDeclined } from '../../src/yaml';
import type { ChangedDefault, Pin } from '../tables/defaults';
import { installationAround } from './installed-by-text';
import { placesOfSubjects } from './subject-surveys';
import { describeSubjects } from './subjects';

/** Words without which a document holds no install values. */
export const valuesTriggers = [
  'istiod',
  'IstioOperator',
  'sailoperator.io',
  'meshConfig',
  'pilot:',
  '"pilot"',
  'istio-cni',
  ...['chart: cni', 'istio/cni', 'charts/cni'],
  'ztunnel',
];

/** That the tree holds install values of a chart. */
const valuesSeen: FactKind<ChartName> = { name: 'values-seen' };

export const valuesSurvey: Survey = {
  triggers: valuesTriggers,
  buildsOnFacts: true,
  collect(document, facts) {
    for (const { chart } of unlessDeclined(() => findInstallValues(document, facts)) ?? [])
      facts.add(valuesSeen, chart);
    const texts = unlessDeclined(() => releasedTexts(document, facts)) ?? [];
    for (const { chart } of texts.flatMap(({ values }) => values.slots ?? [])) facts.add(valuesSeen, chart);
  },
};

/** Whether install values of a chart are in sight, in a document or in a text that a manifest holds. */
export function areSeen(chart: ChartName, facts: Facts): boolean {
  return facts.derived(chartsSeen).has(chart);
}

function chartsSeen(facts: Facts): ReadonlySet<ChartName> {
  const installed = facts
    .all(releaseFact)
    .filter((release) => isHere(release, facts))
    .flatMap((release) => chartsOf(release, facts));
  return new Set([...facts.all(valuesSeen), ...installed]);
}

/** Whether a release has values that may be rewritten, and so are looked at themselves. */
function isHere({ layers }: ReleaseFact, facts: Facts): boolean {
  const given = givenFiles(facts);
  return layers.some(
    ({ content, file, isFixed = false }) =>
      (content !== undefined && !isFixed) ||
      (file && (given.has(file.path) || filesNamed(file, facts).some(({ path }) => given.has(path)))),
  );
}

/** The charts that a release installs. */
function chartsOf({ chart }: ReleaseFact, facts: Facts): ChartName[] {
  return (slotsOf(chart, facts.all(localChart)) ?? []).map((slot) => slot.chart);
}

/**
 * What is said where a script or a Terraform module installs a chart and its values are not in sight: the defaults that a
 * release changes for everybody, and those that concern something in the tree. One finding for each chart, since it is one
 * line.
 */
export function installationMentions(release: string, rows: readonly ChangedDefault[]): Mention[] {
  const charts = new Set(rows.flatMap(({ pins }) => pins.map(({ chart }) => chart)));
  return [...charts].map((chart) => {
    const own = rows.filter(({ pins }) => pins.some((pin) => pin.chart === chart));
    const rowsAt = (place: MentionPlace, facts: Facts): ChangedDefault[] => {
      const installation = installationAt(place, chart, facts);
      return own.filter(
        (row) => installation && isConcerned(row, facts) && !setsOneOf(installation, row.pins, chart),
      );
    };
    const message = (told: readonly ChangedDefault[]): string =>
      `with Istio ${release}, ${told.map(messageOf).join('; ')}; this installs the chart ${chart} with its defaults`;
    return {
      words: [chart, 'helm_release'],
      pattern: new RegExp(String.raw`(?<![\w-])${chart}(?![\w-])|${namedChart}`, 'gm'),
      level: 'note',
      message: message(own),
      says: (place, facts) => [{ message: message(rowsAt(place, facts)) }],
      help: `check that this is right for you; what still can be kept is listed by "istio-migrate explain defaults-${release}"`,
      isMeant: (place, facts) => rowsAt(place, facts).length > 0,
    };
  });
}

function messageOf({ message, subjects }: ChangedDefault): string {
  return subjects ? `${message} (concerns ${describeSubjects(subjects)})` : message;
}

/** Whether the tree has what a changed default is about. */
export function isConcerned({ subjects = [], unless = [] }: ChangedDefault, facts: Facts): boolean {
  if (subjects.length > 0 && placesOfSubjects(subjects, facts).length === 0) return false;
  return !unless.some((name) => placesOfSubjects([name], facts).length > 0);
}

/** What a command or a resource of the same text installs, where a line names its chart and its values are not in sight. */
function installationAt(place: MentionPlace, chart: ChartName, facts: Facts): ReleaseFact | undefined {
  const { path } = place.source;
  const before = `${place.at(-1) ?? ''} ${place.before}`;
  const isNamed = isTerraform(path)
    ? place.word !== chart || /^[ \t]*chart[ \t]*=[ \t]*"[^"]*$/.test(place.before)
    : (/[\w-]\/$/.test(place.before) && /\bhelm(?:\b|_resource\()/i.test(before)) ||
      /\bhelm_remote\(\s*["']$/.test(before);
  const around = isNamed ? installationAround(place, facts) : undefined;
  if (!around || (around.body && givesValues(around.body))) return undefined;
  const release = releaseOf(around, path);
  return chartsOf(release, facts).includes(chart) && !isHere(release, facts) ? release : undefined;
}

/** Whether a resource of Terraform gives the chart values: these are looked at themselves. */
function givesValues(body: string): boolean {
  return /^[ \t]*(?:values[ \t]*=|(?:dynamic[ \t]+")?set(?:_[a-z]{1,9})?"?[ \t]*[={])/m.test(body);
}

function setsOneOf({ layers }: ReleaseFact, pins: readonly Pin[], chart: ChartName): boolean {
  // A chart's own keys may stand at the root as well.
  const [[prefix] = []] = formsOfChart(chart, 'helm');
  const own = pins.filter((pin) => pin.chart === chart).map(({ path }) => path);
  const paths = [...own, ...own.flatMap((path) => (path[0] === prefix ? [path.slice(1)] : []))];
  const names = new Set(paths.map((path) => path.join('.')));
  return layers.some(({ content }) => content?.settings.some(({ keys }) => names.has(keys.join('.'))));
}
