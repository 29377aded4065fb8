import { type FactKind, type Facts, upgradeRange } from '../../../src/facts';
import type { ChartName } from '../../../src/install/chart';
import { findInstallValues } from '../../../src/install/find';
import { type ReleaseFact, releaseFact } from '../../../src/install/releases/release-facts';
import { releasedTexts } from '../../../src/install/released';
import { isUnnamed } from '../../../src/install/layers/stacks';
import { slotsOf } from '../../../src/install/slots';
import { fileOf } from '../../../src/kubernetes/path';
import type { Mention } from '../../../src/sweep/mention';
import type { Survey } from '../../../src/transform';
import { unlessDeclined } from '../../../src/yaml';
import type { ChangedDefault } from '../../tables/defaults';
import { isReadBy, messageOf } from './default-messages';
import { formsOf, installationMention, isHere, setsOneOf } from '../values/installed-by-text';
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
  // A chart that brings others, and a kustomization, name them so.
  ...['chart: cni', 'istio/cni', 'charts/cni', 'name: cni'],
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
    .flatMap((release) => (slotsOf(release.chart, facts) ?? []).map(({ chart }) => chart));
  return new Set([...facts.all(valuesSeen), ...installed]);
}

/**
 * What is said where a script or a Terraform module installs a chart and its values are not in sight: the defaults that a
 * release changes for everybody, and those that concern something in the tree.
 */
export function installationMentions(release: string, rows: readonly ChangedDefault[]): Mention[] {
  const charts = new Set(rows.flatMap(({ pins }) => pins.map(({ chart }) => chart)));
  return [...charts].map((chart) => {
    const own = rows.filter(({ pins }) => pins.some((pin) => pin.chart === chart));
    const isUnset = ({ pins }: ChangedDefault, release: ReleaseFact) =>
      !pins.some((pin) => pin.chart === chart && setsOneOf(release, formsOf(pin.path, chart)));
    const removal = {
      level: 'note',
      message: `with Istio ${release}, ${own.map(({ message }) => message).join('; ')}`,
      help: 'check that this is right for you',
    } as const;
    return installationMention(chart, removal, (installed, facts) => {
      const { path: beside } = installed;
      const due = own.filter(
        (row) =>
          isConcerned(row, facts) &&
          isUnset(row, installed) &&
          concerns(row, beside, (path) => setsOneOf(installed, [path]), facts),
      );
      return facts
        .all(upgradeRange)
        .flatMap((range) => due.map((row) => messageOf(row, isReadBy(row, range), facts, { beside })));
    });
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
