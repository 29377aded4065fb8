import { upgradeNotesOf } from '../../../src/about';
import { type FactPlace, type Facts, givenFiles } from '../../../src/facts';
import { setValue } from '../../../src/install/edit-settings';
import { pinnedMinor } from '../../../src/install/pins/canary';
import { findInstallValues } from '../../../src/install/find';
import { type InstallValues, setAt } from '../../../src/install/values';
import { isSilent, placeToInsert } from '../../../src/install/layers/insertion';
import { settingsOf } from '../../../src/install/settings';
import { namesConfigMaps, namingsOf } from '../../../src/install/namings';
import { signsOfFew, surveysOfLayers } from '../../../src/install/layers/surveys';
import { commandSurveys, installSurvey } from '../../../src/install/surveys';
import { isOfWrapper } from '../../../src/install/given';
import type { ManifestDocument } from '../../../src/kubernetes/document';
import { describePlace, factPlaceOf } from '../../../src/kubernetes/object';
import { fileOf } from '../../../src/kubernetes/path';
import { kustomizeSurvey } from '../../../src/kustomize/kustomization';
import type { Context, Transform } from '../../../src/transform';
import { reaches } from '../../../src/version';
import { type Editor, isNull, type Place, valueAt } from '../../../src/yaml';
import type { ChangedDefault, Pin } from '../../tables/defaults';
import { isWrittenOut } from './compatibility';
import { isReadBy, messageOf } from './default-messages';
import { isInstalled } from '../values/install';
import {
  areSeen,
  concerns,
  installationMentions,
  isConcerned,
  valuesSurvey,
  valuesTriggers,
} from './seen-values';
import { placesIn, placesOfSubjects, subjectSurveys, subjectTriggers } from '../subjects/subject-surveys';
import { subjectOf } from '../subjects/subjects';
import { reportUnknownCharts } from './unknown-charts';

/**
 * The transform that keeps the old behaviour where a release changes a default. It only reports, unless pins are asked
 * for; a pin is written only if its subject is in the tree and the target still reads it.
 */
export function changedDefaultsTransform(release: string, rows: readonly ChangedDefault[]): Transform {
  const names = [...new Set(rows.flatMap(({ subjects = [], unless = [] }) => [...subjects, ...unless]))];
  const paths = rows.flatMap(({ pins, settledBy = [] }) => [...pins.map(({ path }) => path), ...settledBy]);
  const words = [...new Set(paths.map((path) => path.at(-1) ?? ''))];
  const firstPaths = (facts: Facts): ReadonlySet<string> =>
    new Set(rows.flatMap((row) => firstPlace(row, facts)?.path ?? []));
  return {
    id: `defaults-${release}`,
    title: `Defaults that ${release} changes`,
    release,
    phase: 'with',
    kind: 'pin',
    docs: upgradeNotesOf(release),
    about: async () => (await import('./changed-defaults-about')).aboutOf(release, rows),
    triggers: valuesTriggers,
    conditionalTriggers: [
      // Where the tree holds no install values, a row is reported at the first place of its subject.
      { words: subjectTriggers(names), countIn: (path, facts) => facts.derived(firstPaths).has(path) },
      // Values that something names may be few, and hold none of those words.
      {
        words: [
          'global',
          'revision',
          'autoscale',
          'replicaCount',
          'resources',
          'env',
          'hub',
          'affinity',
          ...signsOfFew,
        ],
        countIn: (path, facts) => namingsOf(path, facts).length > 0 || isOfWrapper(path, facts),
      },
      { words: ['values.yaml', 'values.yml'], countIn: (_path, facts) => namesConfigMaps(facts) },
    ],
    surveys: [
      installSurvey,
      ...commandSurveys,
      kustomizeSurvey,
      ...surveysOfLayers(words),
      valuesSurvey,
      ...subjectSurveys(
        rows.flatMap(({ subjects = [], unless = [] }) => [subjects, ...unless.map((name) => [name])]),
      ),
    ],
    mentions: installationMentions(release, rows),
    migrate(document, context) {
      for (const row of rows) migrateDefault(row, document, context);
      reportUnknownCharts(release, rows, document, context);
    },
  };
}

function migrateDefault(row: ChangedDefault, document: ManifestDocument, context: Context): void {
  const { facts } = context;
  const { pins } = row;
  if (!isConcerned(row, facts)) return;
  const values = findInstallValues(document, facts);
  for (const each of values) {
    const own = pins.filter(({ chart }) => chart === each.chart);
    if (own.length === 0 || !isInstalled(each) || isPast(row, each, context)) continue;
    if (isWrittenOut(row, each, context.target, facts)) continue;
    if (!concerns(row, fileOf(document.path), (path) => maySet(each, path, facts), facts)) continue;
    migrateValues(row, own, each, context, fileOf(document.path));
  }
  const isOfPlatform = row.subjects?.some((name) => subjectOf(name).isOfPlatform);
  if (!isOfPlatform && !pins.some(({ chart }) => areSeen(chart, facts)))
    reportSubject(row, document, context);
}

/** Whether values are of an Istio that has the new default already, in a tree that is not all of one release. */
function isPast({ release }: ChangedDefault, { version }: InstallValues, context: Context): boolean {
  // Where the start is given, the versions of the tree may be those that are upgraded to.
  const pinned = context.range.pinnedBy && pinnedMinor(version, context.facts);
  return pinned !== undefined && reaches({ to: pinned }, release);
}

function migrateValues(
  row: ChangedDefault,
  pins: readonly Pin[],
  values: InstallValues,
  context: Context,
  file: string,
): void {
  const { facts, report, rewrite, pinDefaults, range } = context;
  if (row.settledBy?.some((path) => isSet(values, path, facts))) return;
  const missing = pins.filter(({ path }) => !isSet(values, path, facts));
  // What is set is a decision.
  if (missing.length < pins.length) {
    if (missing.length > 0) reportPart(row, pins, missing, values, context);
    return;
  }
  const places = pins.map((pin) => placeToInsert(values, pin.path, facts));
  if (places.some(isSilent)) return;
  const isHere = places.every((place) => place === 'here');
  const isRead = isReadBy(row, range);
  const canBePinned = isHere && canHold(values);
  if (pinDefaults && isRead && canBePinned) {
    const names = pins.map(({ path, value }) => `${path.join('.')}: ${String(value)}`);
    rewrite(
      values.place,
      `${values.carrier}: ${names.join(', ')} keeps the behaviour before Istio ${row.release}`,
      (edit) => {
        for (const pin of pins) writePin(pin, values, edit);
      },
    );
    return;
  }
  report({
    level: isRead ? 'note' : 'warning',
    at: values.place,
    ...messageOf(row, isRead, facts, { beside: file, canBePinned }),
  });
}

/** Whether a release sets a value, or may do so where it cannot be seen. */
function maySet(values: InstallValues, path: readonly string[], facts: Facts): boolean {
  const place = placeToInsert(values, path, facts);
  return (
    isSet(values, path, facts) || (place !== 'here' && /^(?:perhaps|unclear|unseen)$/.test(place.reason))
  );
}

/** Whether a layer of the release sets a value; an IstioOperator has other places for some, beside its values. */
export function isSet(values: InstallValues, path: readonly string[], facts: Facts): boolean {
  const place = placeToInsert(values, path, facts);
  if (place !== 'here' && place.reason === 'set') return true;
  if (values.installer !== 'istioctl') return false;
  const spec = valueAt(values.root.base, 'spec');
  return [spec, valueAt(spec, 'unvalidatedValues')].some((at) => !isNull(valueAt(at, ...path)));
}

/** Whether pins of a chart can be written: Sail prunes what it does not know, and an IstioOperator has ztunnel elsewhere. */
function canHold({ chart, installer }: InstallValues): boolean {
  return installer !== 'sail' && (chart !== 'ztunnel' || installer === 'helm');
}

/** Values that go together, of which a layer sets some only: the new defaults of the others count beside them. */
function reportPart(
  row: ChangedDefault,
  pins: readonly Pin[],
  missing: readonly Pin[],
  values: InstallValues,
  { facts, report, range }: Context,
): void {
  const own = pins.flatMap(({ path }) => settingsOf(values, path).slice(0, 1))[0];
  if (!own || !isReadBy(row, range)) return;
  const names = missing.map(({ path, value }) => `${path.join('.')}: ${JSON.stringify(value)}`);
  report({
    level: 'note',
    at: own.place,
    message: `${messageOf(row, true, facts).message}; ${own.path.join('.')} is set, but not ${missing.map(({ path }) => path.join('.')).join(' and ')}`,
    help: `check that the new defaults fit what is set here; the old ones were ${names.join(', ')}`,
  });
}

/** Writes a pin where its chart reads it; istioctl takes what its schema lacks below `unvalidatedValues`. */
export function writePin(
  { path, value, isUnknownToOperators }: Pin,
  values: InstallValues,
  edit: Editor,
): void {
  if (values.installer === 'istioctl' && isUnknownToOperators)
    setAt(edit, { base: values.root.base, keys: ['spec', 'unvalidatedValues'] }, path, value);
  else setValue(edit, values, path, value);
}

/** Where no install values are in sight, the first place of the subject is. */
function reportSubject(
  row: ChangedDefault,
  document: ManifestDocument,
  { facts, report, range }: Context,
): void {
  const [name] = row.subjects ?? [];
  const first = firstPlace(row, facts);
  const isFirst = (place: Place): boolean =>
    first !== undefined && describePlace(factPlaceOf(document, place)) === describePlace(first);
  const place = name && placesIn(document, name).find(isFirst);
  if (!place) return;
  const isRead = isReadBy(row, range);
  report({ level: isRead ? 'note' : 'warning', at: place, ...messageOf(row, isRead, facts) });
}

/** The first place of a row's subject in the files that may be rewritten. */
function firstPlace({ subjects = [] }: ChangedDefault, facts: Facts): FactPlace | undefined {
  const given = givenFiles(facts);
  return placesOfSubjects(subjects, facts).find(({ path }) => given.has(path));
}
