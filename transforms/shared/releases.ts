import { findInstallValues } from '../../src/install/find';
import { isOldCanary, oldAmong } from '../../src/install/pins/canary';
import { type RenderedIstiodAt, renderedIstiodsIn } from '../../src/install/releases/rendered-istiods';
import { installSurvey } from '../../src/install/surveys';
import { type InstallValues, mapAt } from '../../src/install/values';
import type { ManifestDocument } from '../../src/kubernetes/document';
import { startOf } from '../../src/kubernetes/object';
import { once } from '../../src/once';
import type { Context, Transform } from '../../src/transform';
import { firstOf, parseVersion, type Version } from '../../src/version';
import { Declined, type Node, type Place, stringOf, unlessDeclined, valueAt } from '../../src/yaml';
import { reportOldVersion, stays } from './values/install';

/**
 * Has a transform leave the values of the old one of two control planes that run side by side, and say of other values
 * of an older release when its change is to be merged. What is due in any release is due in the old one, too.
 */
export function heedingReleases(transform: Transform): Transform {
  if (!parseVersion(transform.release) || transform.surveys?.includes(installSurvey) !== true)
    return transform;
  return {
    ...transform,
    migrate(document, context) {
      transform.migrate(document, heeding(document, transform, context));
    },
  };
}

function heeding(document: ManifestDocument, { release, phase, kind }: Transform, context: Context): Context {
  const { facts, report, rewrite } = context;
  const installedIn = once((each: ManifestDocument): Installed[] => [
    ...(unlessDeclined(() => findInstallValues(each, facts)) ?? []),
    ...renderedIstiodsIn(each),
  ]);
  const installedAt = (place: Place) => {
    const all = installedIn(document).filter((each) => isPartOf(place, each));
    // One file may hold the values of several charts.
    return all.find((each) => 'own' in each && isIn(place, mapAt(each.own))) ?? all[0];
  };
  const told = new Set<number>();
  /** Whether a place is of an old control plane; what it sets is named once. */
  const isLeft = (place: Place, isDue: boolean, since = release): boolean => {
    const installed = installedAt(place);
    if (!installed || !isOldCanary(installed, firstOf(since), facts)) return false;
    const isWhole = 'place' in installed && installed.place === place;
    if (isDue && !isWhole && !told.has(startOf(place)))
      report(stays(nameOf(place) ?? 'this setting', place, installed, facts));
    told.add(startOf(place));
    return true;
  };
  return {
    ...context,
    report(note) {
      if (!isLeft(note.at, note.level !== 'note', note.release)) report(note);
    },
    rewrite(place, summary, ask, due) {
      if (isLeft(place, true, due?.release)) return;
      // What keeps the old behaviour may as well come before the upgrade.
      const installed = kind === 'pin' ? undefined : installedAt(place);
      const since = due?.release ?? release;
      rewrite(
        place,
        summary,
        (edit, tell) => {
          const takesAway = kind === 'required' || kind === 'cleanup';
          const old = takesAway && installed && oldAmong(installed, firstOf(since), facts);
          if (old) throw sharedWith(old);
          if (installed && 'chart' in installed && phase === 'with')
            reportOldVersion(installed, since, { facts, report: tell });
          ask(edit, tell);
        },
        due,
      );
    },
  };
}

type Installed = InstallValues | RenderedIstiodAt;

function isPartOf(place: Place, installed: Installed): boolean {
  if ('object' in installed) return isIn(place, installed.object);
  const { root, own, parameters, environment } = installed;
  const parts = [root.base, own.base, parameters?.items, environment];
  return place === installed.place || parts.some((part) => isIn(place, part));
}

function isIn(place: Place, node: Node | undefined): boolean {
  const start = startOf(place);
  return node !== undefined && node.range.start <= start && start < node.range.end;
}

/** Why what two control planes are both given stays. */
function sharedWith({ major, minor }: Version): Declined {
  return new Declined(
    `Istio ${major}.${minor} is given this too, reads it, and runs here beside a newer release`,
    undefined,
    'give each release its own values, or run again once the old one is gone',
  );
}

/** What a setting is called: its key, or what is said beside `name`. */
function nameOf(at: Place): string | undefined {
  if (at.kind === 'entry') return at.name === 'name' ? stringOf(at.value) : at.name;
  if (at.kind === 'mapping') return stringOf(valueAt(at, 'name'));
  return 'parent' in at && at.parent?.kind === 'entry' ? nameOf(at.parent) : undefined;
}
