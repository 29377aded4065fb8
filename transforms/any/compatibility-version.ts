import { findInstallValues } from '../../src/install/find';
import { resetsIn, setIn } from '../../src/install/layers/content';
import { placeToInsert } from '../../src/install/layers/insertion';
import { otherLayers, type OtherLayer } from '../../src/install/layers/layers';
import { surveysOfLayers } from '../../src/install/layers/surveys';
import { commandSurveys, installSurvey } from '../../src/install/surveys';
import type { InstallValues } from '../../src/install/values';
import type { ManifestDocument } from '../../src/kubernetes/document';
import type { Context, Transform } from '../../src/transform';
import { anyRelease, crosses, parseVersion, reaches, type Version } from '../../src/version';
import { Declined, stringOf } from '../../src/yaml';
import { isSet, writePin } from '../shared/defaults/changed-defaults';
import {
  compatibilityIn,
  compatibilityKey as key,
  isFlag,
  oldestFor,
  type SetVersion,
} from '../shared/defaults/compatibility';
import { nextRelease } from '../shared/defaults/default-messages';
import { isInstalled, otherLayerSays, staysWith } from '../shared/values/install';
import { type ChangedDefault, changedDefaults, type Pin } from '../tables/defaults';
import { isInText } from '../../src/sweep/object';
import type { About } from '../../src/about';
import { oldCanary } from '../../src/install/pins/canary';

/**
 * A compatibility version that the target does not know, replaced by the flags that it sets.
 *
 * Source: istio, `manifests/helm-profiles/compatibility-version-*.yaml` of each release; `manifests/zzz_profile.yaml`
 * (an unknown one fails); the pins of `tables/defaults.ts`.
 */
export const compatibilityVersion: Transform = {
  id: 'compatibility-version',
  title: 'compatibilityVersion → the flags that it sets',
  release: anyRelease,
  phase: 'with',
  kind: 'required',
  docs: 'https://istio.io/latest/docs/setup/additional-setup/compatibility-versions/',
  about: () => about(),
  triggers: [key],
  surveys: [installSurvey, ...commandSurveys, ...surveysOfLayers([key])],
  mentions: [
    {
      words: [key],
      about: /istio|pilot/i,
      pattern: /compatibilityVersion["']?[ \t]{0,9}[:=][ \t]{0,9}["']?(?:1\.\d+|\$|\{\{)/g,
      name: key,
      level: 'note',
      message: 'each release of Istio knows only a few compatibility versions, and fails on others',
      help: 'check whether the new release knows this one; istio-migrate replaces it in values files',
      isMeant: (place) => isInText(place) || place.word.includes('='),
    },
  ],

  migrate(document, context) {
    const { facts, target, report } = context;
    for (const found of versionsIn(document, context)) {
      const [values] = found.views;
      const old = oldCanary(values, target, facts);
      if (old) report(staysWith(old, key, found.place));
      else migrateVersion(found, document, context);
    }
  },
};

/** A place that sets the compatibility version, for the charts whose values lie there. */
interface Found extends SetVersion {
  readonly views: readonly [InstallValues, ...InstallValues[]];
}

function versionsIn(document: ManifestDocument, { facts }: Context): Found[] {
  const found = new Map<SetVersion['holder'], Found>();
  for (const values of findInstallValues(document, facts)) {
    for (const setting of compatibilityIn(values)) {
      const known = found.get(setting.holder);
      found.set(setting.holder, { ...setting, views: known ? [...known.views, values] : [values] });
    }
  }
  return [...found.values()];
}

function migrateVersion(found: Found, { text }: ManifestDocument, context: Context): void {
  const { holder, place, value, isText, views } = found;
  if (value?.kind !== 'scalar' || value.value === null || value.value === '') return;
  // A number would lose its last zero.
  const written = stringOf(value) ?? text.slice(value.content.start, value.content.end);
  const old = parseVersion(written);
  const { target, report, rewrite } = context;
  const release = `${target.major}.${target.minor}`;
  if (!old) {
    report({
      level: 'warning',
      at: place,
      message: `Istio ${release} knows the compatibility versions 1.${oldestFor(target)} to 1.${target.minor - 1} only, and the one here cannot be seen`,
      help: 'check what is filled in here; for an older one, set the flags that it sets instead',
    });
    return;
  }
  if (old.minor >= oldestFor(target) && old.minor < target.minor) {
    if (typeof value.value === 'number' && !isText)
      rewrite(
        place,
        `${key}: ${written} → "${written}", since Istio looks for a name, not a number`,
        (edit) => {
          edit.set(value, written);
        },
      );
    return;
  }
  const rows = rowsBetween(old, target);
  const flags = rows.filter(
    ({ until }) => until === undefined || !reaches({ to: target }, nextRelease(until)),
  );
  const pins = views.flatMap((values) =>
    flags.flatMap((row) => pinsFor(row, values, context).map((pin) => ({ pin, values }))),
  );
  const charts = new Set(views.map(({ chart }) => chart));
  const gone = rows.filter((row) => !flags.includes(row) && row.pins.some(({ chart }) => charts.has(chart)));
  const becomes = pins.length > 0 ? '→ the flags that it sets' : 'is removed';
  rewrite(place, `${key} ${written} ${becomes}: Istio ${release} does not know it`, (edit, tell) => {
    const other = otherVersion(written, views, context);
    if (other) throw new Declined(otherLayerSays(other));
    edit.remove(holder);
    for (const { pin, values } of pins) {
      const at = placeToInsert(values, pin.path, context.facts);
      if (at !== 'here' && at.reason === 'set') continue;
      if (at !== 'here' && ['reset', 'unseen', 'perhaps', 'unclear'].includes(at.reason))
        throw new Declined(otherLayerSays(at));
      if (values.installer === 'sail' && pin.isUnknownToOperators)
        tell({
          level: 'warning',
          at: place,
          message: `the Sail operator has no ${pin.path.join('.')}, so this part of ${key} ${written} is lost`,
          help: 'check that the new behaviour is right for you',
        });
      else writePin(pin, values, edit);
    }
    for (const row of gone)
      tell({
        level: 'warning',
        at: place,
        message: `Istio ${release} no longer reads ${namesOf(row)}, which ${key} ${written} set: ${row.message}`,
        help: row.then ?? 'check that the new behaviour is right for you',
      });
  });
}

/** Another layer of the release that says another version, or none: the highest of them counts. */
function otherVersion(written: string, views: Found['views'], { facts }: Context): OtherLayer | undefined {
  return views
    .flatMap((values) => otherLayers(values, facts).map((layer) => ({ ...layer, values })))
    .find((layer) => {
      const said = setIn(layer, layer.values, [key]);
      return (
        said.some(({ value }) => typeof value === 'object' || String(value) !== written) ||
        resetsIn(layer, layer.values, [key])
      );
    });
}

function rowsBetween(old: Version, to: Version): ChangedDefault[] {
  const range = { from: { ...old, patch: undefined }, to };
  return changedDefaults.filter((row) => crosses(range, row.release) && row.pins.some((pin) => isFlag(pin)));
}

function pinsFor({ pins, settledBy = [] }: ChangedDefault, values: InstallValues, { facts }: Context): Pin[] {
  if (settledBy.some((path) => isSet(values, path, facts))) return [];
  if (!isInstalled(values)) return [];
  return pins.filter((pin) => pin.chart === values.chart && isFlag(pin));
}

function namesOf({ pins }: ChangedDefault): string {
  return [...new Set(pins.map(({ path }) => path.at(-1) ?? ''))].join(', ');
}

const values = (text: string) => `# values of istiod
global:
  meshID: main
pilot:
  env:
    PILOT_HTTP10: "true"
${text}`;

const about = (): About => ({
  why: [
    'Each release knows the compatibility versions of a few releases before it. At another one, `helm` and `istioctl` stop with an unknown compatibility version.',
    'A version without quotes is a number in YAML, and `1.30` becomes `1.3`.',
  ],
  changes: [
    'A version that the target does not know is replaced by the flags that it sets: those of the defaults that changed after it, as far as the target still reads them. Flags that are already set do not change.',
    'A version that the target knows gets quotes if it has none.',
    'What the target no longer reads is named.',
  ],
  reports: [
    {
      when: 'The version is not written in the manifest.',
      level: 'warning',
      message:
        'Istio 1.31 knows the compatibility versions 1.25 to 1.30 only, and the one here cannot be seen',
      remedy: 'Check what is filled in, and set the flags instead of an old version.',
      files: { 'values.yaml': values('compatibilityVersion: "${COMPATIBILITY}"\n') },
    },
    {
      when: 'The version stood for a flag that the target no longer reads.',
      level: 'warning',
      message:
        'Istio 1.31 no longer reads PILOT_SPAWN_UPSTREAM_SPAN_FOR_GATEWAY, which compatibilityVersion 1.24 set: gateways send a span of their own for the upstream request',
      remedy: 'Check that the new behaviour is right for you.',
      files: { 'values.yaml': values('compatibilityVersion: "1.24"\n') },
    },
  ],
  links: [
    ['Compatibility versions', 'https://istio.io/latest/docs/setup/additional-setup/compatibility-versions/'],
  ],
});
