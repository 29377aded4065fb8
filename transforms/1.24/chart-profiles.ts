import { renameSetting, setValue } from '../../src/install/edit-settings';
import { findInstallValues } from '../../src/install/find';
import { placeToInsert } from '../../src/install/layers/insertion';
import { type Setting, settingsOf } from '../../src/install/settings';
import { installSurvey } from '../../src/install/surveys';
import { type InstallValues, setAt } from '../../src/install/values';
import type { MentionPlace } from '../../src/sweep/mention';
import type { Context, Transform } from '../../src/transform';
import { crosses, reaches } from '../../src/version';
import { asText, Declined, type Editor, holdsPlaceholder, stringOf } from '../../src/yaml';
import { isInHeredoc } from '../../src/sweep/object';
import { type About, upgradeNotesOf } from '../../src/about';

const platform = ['global', 'platform'];

/** The platforms that the charts know, and since when. Source: istio, `manifests/helm-profiles/platform-*.yaml`. */
const platforms: Readonly<Record<string, string>> = {
  openshift: '1.24',
  k3d: '1.24',
  k3s: '1.24',
  microk8s: '1.24',
  minikube: '1.24',
  gke: '1.25',
};

/**
 * Profiles and platforms of the charts that 1.24 stops at. `spec.profile` of an IstioOperator and of Sail is another
 * thing, and stays.
 *
 * Source: istio 1.23.0 and 1.24.0, `manifests/helm-profiles`, `manifests/zzz_profile.yaml` (fail "unknown profile",
 * "unknown platform"); `manifests/charts/gateway/templates/{zzz_profile,deployment}.yaml` (it reads `platform` at the
 * root, and `global` not before 1.24.3).
 */
export const chartProfiles: Transform = {
  id: 'chart-profiles',
  title: 'profile: openshift → global.platform: openshift, and platforms that 1.24 does not know',
  release: '1.24',
  phase: 'with',
  kind: 'required',
  docs: upgradeNotesOf('1.24'),
  about: () => about(),
  triggers: ['openshift', 'platform'],
  surveys: [installSurvey],
  mentions: ['openshift', 'openshift-ambient'].map((name) => ({
    words: [name],
    pattern: new RegExp(
      `(?:--set(?:-string)?[= ]["']?profile=|^profile:[ \\t]*["']?)${name}(?![\\w-])`,
      'gm',
    ),
    name,
    level: 'error' as const,
    message: `the charts of Istio 1.24 have no profile "${name}"`,
    help: `use global.platform=openshift${name === 'openshift' ? '' : ' with profile=ambient'}; istioctl still has the profile`,
    isMeant: (place: MentionPlace) =>
      (place.word.startsWith('-') || isInHeredoc(place)) &&
      place.source.matches(/istio/i) &&
      [place.ownLine, ...place.above(5)].some((line) => /\bhelm\b/.test(line)),
  })),

  migrate(document, context) {
    const seen = new Set<Setting['holder']>();
    for (const values of findInstallValues(document, context.facts)) {
      const settings = [
        ...(values.installer === 'istioctl' ? [] : settingsOf(values, ['profile'])),
        ...settingsOf(values, platform),
      ];
      for (const setting of settings) {
        if (seen.has(setting.holder)) continue;
        seen.add(setting.holder);
        if (setting.path.at(-1) === 'platform') migratePlatform(setting, context);
        else if (setting.path.length === 1) migrateProfile(setting, context);
      }
    }
  },
};

function migrateProfile(setting: Setting, { facts, rewrite }: Context): void {
  const { values, value, place } = setting;
  const name = stringOf(value);
  if (name !== 'openshift' && name !== 'openshift-ambient') return;
  const isGateway = values.chart === 'gateway';
  const path = isGateway ? ['platform'] : platform;
  const becomes = `${name === 'openshift' ? '' : 'ambient, '}${path.join('.')}: openshift`;
  rewrite(place, `${values.carrier}: profile: ${name} → ${becomes}: 1.24 has no such profile`, (edit) => {
    const set = settingsOf(values, path)[0];
    if (set && stringOf(set.value) !== 'openshift')
      throw new Declined(
        `${path.join('.')} is set here to something else; remove the profile if that is right`,
      );
    const text = asText(value);
    if (name === 'openshift-ambient' && text) edit.set(text, 'ambient');
    else if (isGateway && !set) {
      renameSetting(edit, setting, path, { isExact: true });
      return;
    } else edit.remove(setting.holder);
    const at = set ? 'here' : placeToInsert(values, path, facts);
    const isSetElsewhere = at !== 'here' && at.reason === 'set';
    if (!set && !isSetElsewhere) setPlatform(edit, values, path);
  });
}

/** Reports a name that is filled in elsewhere, where the upgrade comes to charts that fail at an unknown one. */
export function reportUnseenName(
  { path, place }: Setting,
  release: string,
  known: readonly string[],
  { range, report }: Pick<Context, 'range' | 'report'>,
): void {
  if (!crosses(range, release)) return;
  report({
    level: 'warning',
    at: place,
    message: `the charts of Istio ${release} and later fail at a ${path.join('.')} that they do not know, and its value is not in this file`,
    help: `check that what is filled in here is one of ${known.join(', ')}, or delete it`,
  });
}

/** Below the chart's own values: a `global` that several charts share may stand above. */
function setPlatform(edit: Editor, values: InstallValues, path: readonly string[]): void {
  const { own, globals } = values;
  const isShared = own.keys.length !== globals.keys.length;
  if (isShared) setAt(edit, own, path, 'openshift');
  else setValue(edit, values, path, 'openshift');
}

function migratePlatform(setting: Setting, context: Context): void {
  const { range, report, rewrite } = context;
  const { values, value, place } = setting;
  const name = stringOf(value);
  if (name === undefined || name === '') return;
  if (holdsPlaceholder(name)) {
    reportUnseenName(setting, chartProfiles.release, Object.keys(platforms), context);
    return;
  }
  const since = Object.hasOwn(platforms, name) ? platforms[name] : undefined;
  if (since !== undefined && reaches(range, since)) return;
  if (since !== undefined) {
    report({
      level: 'error',
      at: place,
      message: `global.platform: ${name} makes the charts of Istio 1.24 fail: they know it only since ${since}`,
      help: `remove it for 1.24 and set it again with ${since}, or upgrade to ${since} directly`,
    });
    return;
  }
  rewrite(
    place,
    `${values.carrier}: global.platform: ${name} is removed: it had no effect, and makes the charts fail in 1.24 and later`,
    (edit) => {
      edit.remove(setting.holder);
    },
  );
}

const values = (text: string) => `# values of istiod
${text}pilot:
  env:
    PILOT_HTTP10: "true"
`;

const about = (): About => ({
  why: [
    'The charts of Istio 1.24 have no profiles `openshift` and `openshift-ambient`: the platform is a value of its own. `helm` stops at them with an unknown profile.',
    'Up to 1.23, `global.platform` was free text, and only `openshift` had a meaning. In 1.24 and later, `helm` stops at a name that the charts do not know.',
  ],
  changes: [
    '`profile: openshift` becomes `global.platform: openshift`, and `profile: openshift-ambient` becomes `profile: ambient` with it. In values of the gateway chart, `platform: openshift` is set at the root, where that chart reads it.',
    '`global.platform` with another name than the charts know is removed.',
    '`spec.profile` of an IstioOperator, or of an object of Sail, stays: those profiles still exist.',
  ],
  examples: [
    {
      title: 'Helm values of istiod on OpenShift',
      before: { 'values.yaml': values('profile: openshift\n') },
      after: { 'values.yaml': `${values('')}global:\n  platform: openshift\n` },
    },
  ],
  declines: [
    {
      when: 'The values name another platform beside the profile.',
      level: 'error',
      message:
        'not rewritten: global.platform is set here to something else; remove the profile if that is right',
      remedy: 'Decide which of the two is right, and remove the other one.',
      files: { 'values.yaml': values('profile: openshift\nglobal:\n  platform: k3s\n') },
    },
  ],
  reports: [
    {
      when: 'The platform is known only from a later release on.',
      level: 'error',
      message: 'global.platform: gke makes the charts of Istio 1.24 fail: they know it only since 1.25',
      remedy: 'Remove it for 1.24, or upgrade directly to 1.25.',
      files: { 'values.yaml': values('global:\n  platform: gke\n') },
    },
    {
      when: 'The platform is filled in elsewhere.',
      level: 'warning',
      message:
        'the charts of Istio 1.24 and later fail at a global.platform that they do not know, and its value is not in this file',
      remedy: 'Check what is filled in.',
      files: { 'values.yaml': values('global:\n  platform: ${PLATFORM}\n') },
    },
  ],
  links: [
    [
      'Platform-specific prerequisites',
      'https://istio.io/latest/docs/ambient/install/platform-prerequisites/',
    ],
  ],
});
