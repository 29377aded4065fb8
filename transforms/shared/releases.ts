import { findInstallValues } from '../../src/install/find';
import { isOldCanary, pinnedMinor } from '../../src/install/pins/canary';
import { installSurvey } from '../../src/install/surveys';
import type { InstallValues } from '../../src/install/values';
import type { ManifestDocument } from '../../src/kubernetes/document';
import { startOf } from '../../src/kubernetes/object';
import { once } from '../../src/once';
import type { Context, Note, Transform } from '../../src/transform';
import { parseVersion, type Version } from '../../src/version';
import { type Place, stringOf, unlessDeclined, valueAt } from '../../src/yaml';
import { reportOldVersion } from './values/install';

/**
 * Has a transform leave the values of the old one of two control planes that run side by side, and say of other values
 * of an older release when its change is to be merged. What is due in any release is due in the old one, too.
 */
export function heedingReleases(transform: Transform): Transform {
  const since = parseVersion(transform.release);
  if (!since || transform.surveys?.includes(installSurvey) !== true) return transform;
  return {
    ...transform,
    migrate(document, context) {
      transform.migrate(document, heeding(document, since, transform, context));
    },
  };
}

function heeding(
  document: ManifestDocument,
  since: Version,
  { release, phase, kind }: Transform,
  context: Context,
): Context {
  const { facts, report, rewrite } = context;
  const valuesIn = once(
    (each: ManifestDocument) => unlessDeclined(() => findInstallValues(each, facts)) ?? [],
  );
  const valuesAt = (place: Place) => valuesIn(document).find((values) => isPartOf(place, values));
  const told = new Set<number>();
  /** Whether a place is of an old control plane; what it sets is named once. */
  const isLeft = (place: Place, isDue: boolean): boolean => {
    const values = valuesAt(place);
    if (!values || !isOldCanary(values, since, facts)) return false;
    if (isDue && place !== values.place && !told.has(startOf(place))) report(stays(place, values, context));
    told.add(startOf(place));
    return true;
  };
  return {
    ...context,
    report(note) {
      if (!isLeft(note.at, note.level !== 'note')) report(note);
    },
    rewrite(place, summary, ask, due) {
      if (isLeft(place, true)) return;
      // What keeps the old behaviour may as well come before the upgrade.
      const values = phase === 'with' && kind !== 'pin' && valuesAt(place);
      rewrite(
        place,
        summary,
        (edit, tell) => {
          if (values) reportOldVersion(values, due?.release ?? release, { facts, report: tell });
          ask(edit, tell);
        },
        due,
      );
    },
  };
}

function isPartOf(place: Place, values: InstallValues): boolean {
  const start = startOf(place);
  const { root, own, parameters, environment } = values;
  const parts = [root.base, own.base, parameters?.items, environment].filter((part) => part !== undefined);
  return place === values.place || parts.some(({ range }) => range.start <= start && start < range.end);
}

function stays(at: Place, { version }: InstallValues, { facts }: Context): Note {
  const pinned = pinnedMinor(version, facts);
  const named =
    at.kind === 'entry' ? at.name : at.kind === 'mapping' ? stringOf(valueAt(at, 'name')) : undefined;
  return {
    level: 'note',
    at,
    message: `${named ?? 'this setting'} stays: Istio ${pinned?.major}.${pinned?.minor} reads it, and runs here beside a newer release`,
    help: 'nothing to do: it is removed with the old release',
  };
}
