import { setValue } from '../../src/install/edit-settings';
import { findInstallValues } from '../../src/install/find';
import type { ChartName } from '../../src/install/chart';
import { type Facts, upgradeRange } from '../../src/facts';
import { setIn } from '../../src/install/layers/content';
import { isSilent, placeToInsert } from '../../src/install/layers/insertion';
import { otherLayers } from '../../src/install/layers/layers';
import type { ReleaseFact } from '../../src/install/releases/release-facts';
import { settingsOf } from '../../src/install/settings';
import { surveysOfLayers } from '../../src/install/layers/surveys';
import { commandSurveys, installSurvey } from '../../src/install/surveys';
import type { InstallValues } from '../../src/install/values';
import type { ManifestDocument } from '../../src/kubernetes/document';
import { kustomizeSurvey } from '../../src/kustomize/kustomization';
import type { Mention, Said } from '../../src/sweep/mention';
import type { Context, Note, Transform } from '../../src/transform';
import { firstOf, reaches, type UpgradeRange } from '../../src/version';
import { isNull, stringOf, valueAt } from '../../src/yaml';
import { valuesTriggers } from '../shared/defaults/seen-values';
import type { Removal } from '../shared/mentions/mentions';
import { formsOf, installationMention, setsOneOf } from '../shared/values/installed-by-text';
import type { About } from '../../src/about';
import { fluxRelease } from '../shared/examples';

const hub = 'docker.io/istio';
const path = ['global', 'hub'];

/** The words and surveys without which the values cannot be found. */
export const hubSearch: Pick<Transform, 'triggers' | 'surveys'> = {
  triggers: [...valuesTriggers, 'ztunnel'],
  surveys: [
    installSurvey,
    ...commandSurveys,
    kustomizeSurvey,
    ...surveysOfLayers(['hub', 'pilot', 'proxyv2', 'install-cni', 'ztunnel']),
  ],
};

/** Values that name the registry of a chart's only image. */
const ownHubs: Readonly<Record<string, readonly (readonly string[])[]>> = {
  cni: [['cni', 'hub']],
  ztunnel: [['hub']],
};

/**
 * The images of a chart: one with a slash in it is a full name, and needs no hub.
 *
 * Source: istio 1.30.0, `templates/deployment.yaml` and `files/injection-template.yaml` of istiod, `templates/daemonset.yaml`
 * of cni and ztunnel.
 */
const imagesOf: ReadonlyMap<ChartName, readonly (readonly string[])[]> = new Map([
  [
    'istiod',
    [
      ['pilot', 'image'],
      ['global', 'proxy', 'image'],
      ['global', 'proxy_init', 'image'],
    ],
  ],
  ['cni', [['cni', 'image']]],
  ['ztunnel', [['image']]],
]);

/** Where the charts of 1.30 take their images from, and what to do. */
export const from = 'registry.istio.io by default, which is switched off in December 2026';
export const set = `set ${path.join('.')}: ${hub}, the default of all other releases (Docker Hub limits pulls without a login)`;

/** @param canBePinned whether the value can be written where it is said */
function noteFor(range: Pick<UpgradeRange, 'to'>, canBePinned = false) {
  const isLast = !reaches(range, '1.31');
  return {
    level: 'warning',
    message: isLast
      ? `Istio 1.30 takes its images from ${from}`
      : `while you are on Istio 1.30, images come from ${from}`,
    help: `${isLast ? '' : 'before that hop, '}${set}${canBePinned ? '; --pin-defaults writes it' : ''}`,
  } as const;
}

/**
 * Charts of 1.30, and of no other release, take their images from a registry that is switched off.
 *
 * Source: istio/release-builder, `release/build.sh` (DOCKER_HUB) at release-1.29, release-1.30 and release-1.31.
 */
export const imageHub: Transform = {
  id: 'image-hub',
  title: 'Images of 1.30 come from registry.istio.io unless hub is set',
  release: '1.30',
  phase: 'before',
  kind: 'pin',
  docs: 'https://istio.io/latest/blog/2026/retirement-of-gcr.io-follow-up/',
  about: () => about(),
  ...hubSearch,
  mentions: mentionsWithoutHub(noteFor({ to: firstOf('1.30') }), (facts) =>
    facts.all(upgradeRange).map((range) => noteFor(range)),
  ),
  migrate(document, context) {
    for (const values of withoutHub(document, context))
      pinHub(values, context, (canBePinned) => noteFor(context.range, canBePinned));
  },
};

/** Writes the hub into values that are the place for it, where pins are wanted; otherwise it is reported. */
export function pinHub(
  values: InstallValues,
  context: Context,
  noteOf: (canBePinned: boolean) => Omit<Note, 'at'>,
): void {
  const isHere = placeToInsert(values, path, context.facts) === 'here';
  if (context.pinDefaults && isHere) {
    const summary = `${values.carrier}: ${path.join('.')}: ${hub}, because the default registry of Istio 1.30 is switched off`;
    context.rewrite(values.place, summary, (edit) => {
      setValue(edit, values, path, hub);
    });
  } else context.report({ at: values.place, ...noteOf(isHere) });
}

/** The values that leave the registry to the chart; those that share their `global` count once. */
export function withoutHub(document: ManifestDocument, { facts }: Pick<Context, 'facts'>): InstallValues[] {
  const found = new Map<string, InstallValues>();
  for (const values of findInstallValues(document, facts)) {
    const { chart, installer, globals } = values;
    // The charts of gateways take the image of the injector. Sail's operator names each image itself.
    if (installer === 'sail' || chart === 'base' || chart === 'gateway') continue;
    if (installer === 'istioctl' && (chart !== 'istiod' || isSetOutside(values))) continue;
    if (namesItsImages(values, facts)) continue;
    const paths = [path, ...(ownHubs[chart] ?? [])];
    const places = paths.map((each) => placeToInsert(values, each, facts));
    if (places.some(isSilent)) continue;
    const key = [globals.base.content.start, ...globals.keys].join('\0');
    if (!found.has(key)) found.set(key, values);
  }
  return [...found.values()];
}

/** The same of commands and resources of Terraform whose values are not in sight. */
export function mentionsWithoutHub(
  said: Removal,
  says: (facts: Facts, release: ReleaseFact) => readonly Said[] = () => [{}],
): Mention[] {
  return [...imagesOf].map(([chart, images]) =>
    installationMention(chart, said, (release, facts) => {
      const paths = [path, ...(ownHubs[chart] ?? [])];
      const isNamed = (image: readonly string[]) => setsOneOf(release, formsOf(image, chart), isFull);
      return setsOneOf(release, paths) || images.every(isNamed) ? [] : says(facts, release);
    }),
  );
}

/** Whether the layers of a release give each image of its chart a full name. */
function namesItsImages(values: InstallValues, facts: Facts): boolean {
  const isNamed = (image: readonly string[]): boolean =>
    settingsOf(values, image).some(({ value }) => isFull(stringOf(value))) ||
    otherLayers(values, facts).some((layer) =>
      setIn(layer, values, image).some(({ value }) => isFull(value)),
    );
  return imagesOf.get(values.chart)?.every(isNamed) === true;
}

function isFull(value: unknown): boolean {
  return typeof value === 'string' && value.includes('/');
}

/** Whether an IstioOperator names the registry outside of its values. */
function isSetOutside({ root }: InstallValues): boolean {
  return !isNull(valueAt(root.base, 'spec', 'hub'));
}

const about = (): About => ({
  why: [
    'The charts and `istioctl` of Istio 1.30 take their images from `registry.istio.io/release` unless `hub` is set. All other releases use `docker.io/istio`.',
    'The registry does not answer for 24 hours on 8-9 December 2026, and is switched off that month: new pods and new nodes then get no image. The same images are at `docker.io/istio`.',
  ],
  changes: [
    'With `--pin-defaults`, `global.hub: docker.io/istio` is written into the values of istiod, istio-cni and ztunnel that set no hub: also on the way to a later release, since the upgrade stops at 1.30. Without it, they are reported. Values of the Sail operator are left out: it names each image by itself.',
  ],
  reports: [
    {
      when: 'Install values set no hub, and the upgrade ends at 1.30.',
      level: 'warning',
      message:
        'Istio 1.30 takes its images from registry.istio.io by default, which is switched off in December 2026',
      remedy: 'Set `global.hub: docker.io/istio`, or run with `--pin-defaults`.',
      target: '1.30',
      files: { 'release.yaml': fluxRelease({ name: 'istiod' }, '  values:\n    global: {}\n') },
    },
  ],
  links: [
    [
      'Retirement of gcr.io/istio-release: images',
      'https://istio.io/latest/blog/2026/retirement-of-gcr.io-follow-up/',
    ],
  ],
});
