import { type FactKind, type Facts, givenFiles, upgradeRange } from '../../../src/facts';
import { type ChartName, formsOfChart, localChart } from '../../../src/install/chart';
import { findInstallValues } from '../../../src/install/find';
import { filesNamed } from '../../../src/install/layers/content';
import { releaseOf } from '../../../src/install/scripts/commands';
import { isTerraform, namedChart } from '../../../src/install/terraform/terraform';
import { type ReleaseFact, releaseFact } from '../../../src/install/releases/release-facts';
import { releasedTexts } from '../../../src/install/released';
import { isUnnamed } from '../../../src/install/layers/stacks';
import { slotsOf } from '../../../src/install/values';
import { fileOf } from '../../../src/kubernetes/path';
import type { Mention, MentionPlace } from '../../../src/sweep/mention';
import type { Survey } from '../../../src/transform';
import { unlessDeclined } from '../../../src/yaml';
import type { ChangedDefault, Pin } from '../../tables/defaults';
import { isReadBy, messageOf } from './default-messages';
import { installationAround } from '../values/installed-by-text';
import { placesOfSubjects } from '../subjects/subject-surveys';
import { subjectOf } from '../subjects/subjects';

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

/** A file with values of a release that something names, or that is one itself. */
const releaseFile: FactKind<string> = { name: 'file-of-a-release' };

export const valuesSurvey: Survey = {
  triggers: valuesTriggers,
  buildsOnFacts: true,
  collect(document, facts) {
    for (const values of unlessDeclined(() => findInstallValues(document, facts)) ?? []) {
      facts.add(valuesSeen, values.chart);
      if (!isUnnamed(values, facts)) facts.add(releaseFile, fileOf(document.path));
    }
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
 * release changes for everybody, and those that concern something in the tree.
 */
export function installationMentions(release: string, rows: readonly ChangedDefault[]): Mention[] {
  const charts = new Set(rows.flatMap(({ pins }) => pins.map(({ chart }) => chart)));
  return [...charts].map((chart) => {
    const own = rows.filter(({ pins }) => pins.some((pin) => pin.chart === chart));
    const rowsAt = (place: MentionPlace, facts: Facts): ChangedDefault[] => {
      const installation = installationAt(place, chart, facts);
      if (!installation) return [];
      const isUnset = ({ pins }: ChangedDefault) =>
        !setsOneOf(
          installation,
          pins.flatMap((pin) => (pin.chart === chart ? formsOf(pin, chart) : [])),
        );
      return own.filter(
        (row) =>
          isConcerned(row, facts) &&
          isUnset(row) &&
          concerns(row, place.source.path, (path) => setsOneOf(installation, [path]), facts),
      );
    };
    return {
      words: [chart, 'helm_release'],
      pattern: new RegExp(String.raw`(?<![\w-])${chart}(?![\w-])|${namedChart}`, 'gm'),
      level: 'note',
      message: `with Istio ${release}, ${own.map(({ message }) => message).join('; ')}`,
      help: 'check that this is right for you',
      says: (place, facts) =>
        facts
          .all(upgradeRange)
          .flatMap((range) =>
            rowsAt(place, facts).map((row) =>
              messageOf(row, isReadBy(row, range), facts, { beside: place.source.path }),
            ),
          ),
      isMeant: (place, facts) => rowsAt(place, facts).length > 0,
    };
  });
}

/** Whether the tree has what a changed default is about. */
export function isConcerned({ subjects = [], unless = [] }: ChangedDefault, facts: Facts): boolean {
  if (subjects.length > 0 && placesOfSubjects(subjects, facts).length === 0) return false;
  return !unless.some((name) => placesOfSubjects([name], facts).length > 0);
}

/**
 * Whether a changed default concerns a release of the tree: what is a value of other releases does not, nor what cannot
 * be in its cluster.
 *
 * @param file where the release is
 * @param sets whether it may set a value
 */
export function concerns(
  { subjects = [] }: ChangedDefault,
  file: string,
  sets: (path: readonly string[]) => boolean,
  facts: Facts,
): boolean {
  if (subjects.length > 0 && placesOfSubjects(subjects, facts, file).length === 0) return false;
  return subjects.every((name) => {
    const { setting } = subjectOf(name);
    if (!setting || sets(setting)) return true;
    const ofReleases = new Set(facts.all(releaseFile));
    return placesOfSubjects([name], facts).some(({ path }) => !ofReleases.has(path));
  });
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

/** How a command may write a pin: a chart's own keys may stand at the root as well. */
function formsOf({ path }: Pin, chart: ChartName): (readonly string[])[] {
  const [[prefix] = []] = formsOfChart(chart, 'helm');
  return path[0] === prefix ? [path, path.slice(1)] : [path];
}

function setsOneOf({ layers }: ReleaseFact, paths: readonly (readonly string[])[]): boolean {
  const names = new Set(paths.map((path) => path.join('.')));
  return layers.some(({ content }) => content?.settings.some(({ keys }) => names.has(keys.join('.'))));
}
