import { findInstallValues } from '../../src/install/find';
import { type Setting, settingsOf } from '../../src/install/settings';
import { installSurvey } from '../../src/install/surveys';
import type { Context, Transform } from '../../src/transform';
import { holdsPlaceholder, stringOf } from '../../src/yaml';
import { reportUnseenName } from '../1.24/chart-profiles';
import { valueMention } from '../shared/mentions/mentions';
import { type About, changeNotesOf } from '../../src/about';

/** What the charts of 1.25 know by each key. Source: istio 1.25.0, `manifests/helm-profiles`. */
const known: Readonly<Record<string, readonly string[]>> = {
  profile: ['ambient', 'demo', 'preview', 'remote', 'stable'],
  platform: ['gke', 'k3d', 'k3s', 'microk8s', 'minikube', 'openshift'],
};

/**
 * `global.profile`, and `platform` at the root, which the charts did not read before 1.25.
 *
 * Source: istio 1.24.0 and 1.25.0, `manifests/zzz_profile.yaml` (coalesce of both places).
 */
export const globalProfile: Transform = {
  id: 'global-profile',
  title: 'global.profile and platform, which the charts read in 1.25 and later',
  release: '1.25',
  phase: 'with',
  kind: 'required',
  docs: changeNotesOf('1.25'),
  about: () => about(),
  triggers: ['profile', 'platform'],
  surveys: [installSurvey],
  mentions: [
    {
      ...valueMention({
        path: ['global', 'profile'],
        message:
          'global.profile had no effect up to Istio 1.24; the charts of 1.25 read it, and fail at a name that they do not know',
        help: 'delete it to keep the installation as it is',
      }),
      // An IstioOperator has a field of its own.
      about: /\bhelm\b/,
    },
  ],

  migrate(document, context) {
    const seen = new Set<Setting['holder']>();
    for (const values of findInstallValues(document, context.facts)) {
      // The gateway chart has read `platform` before, and an IstioOperator has fields of its own.
      if (values.installer === 'istioctl') continue;
      const settings = [
        ...settingsOf(values, ['global', 'profile']),
        ...(values.chart === 'gateway' ? [] : settingsOf(values, ['platform'])),
      ];
      for (const setting of settings) {
        if (setting.path.length > (setting.path[0] === 'global' ? 2 : 1) || seen.has(setting.holder))
          continue;
        seen.add(setting.holder);
        migrateName(setting, context);
      }
    }
  },
};

function migrateName(setting: Setting, context: Context): void {
  const { report, rewrite } = context;
  const { path, values, value, place } = setting;
  const name = stringOf(value);
  if (name === undefined || name === '') return;
  const names = known[path.at(-1) ?? ''] ?? [];
  if (holdsPlaceholder(name)) {
    reportUnseenName(setting, globalProfile.release, names, context);
    return;
  }
  const what = `${path.join('.')}: ${name}`;
  if (names.includes(name)) {
    report({
      level: 'warning',
      at: place,
      message: `${what} had no effect up to Istio 1.24, and takes effect with 1.25`,
      help: 'delete it to keep the installation as it is',
    });
    return;
  }
  rewrite(
    place,
    `${values.carrier}: ${what} is removed: it had no effect, and makes the charts fail in 1.25 and later`,
    (edit, tell) => {
      edit.remove(setting.holder);
      if (name.startsWith('openshift'))
        tell({
          level: 'note',
          at: place,
          message: `${what} never had an effect`,
          help: 'if the cluster is OpenShift, set global.platform: openshift',
        });
    },
  );
}

const values = (text: string) => `# values of istiod
pilot:
  env:
    PILOT_HTTP10: "true"
${text}`;

const about = (): About => ({
  why: [
    'The charts of Istio 1.25 read the profile from `global.profile` too, and the platform from `platform` at the root. Up to 1.24, what stood there had no effect. In 1.25 and later, `helm` stops at a name that the charts do not know, and one that they do know changes the installation.',
  ],
  changes: [
    '`global.profile` and `platform` with a name that the charts do not know are removed, so the installation stays the same.',
  ],
  examples: [
    {
      title: 'Helm values of istiod',
      before: { 'values.yaml': values('global:\n  meshID: main\n  profile: default\n') },
      after: { 'values.yaml': values('global:\n  meshID: main\n') },
    },
  ],
  reports: [
    {
      when: 'The charts know the name.',
      level: 'warning',
      message: 'global.profile: ambient had no effect up to Istio 1.24, and takes effect with 1.25',
      remedy: 'Delete it if the installation is to stay as it is.',
      files: { 'values.yaml': values('global:\n  profile: ambient\n') },
    },
    {
      when: 'The name is filled in elsewhere.',
      level: 'warning',
      message:
        'the charts of Istio 1.25 and later fail at a global.profile that they do not know, and its value is not in this file',
      remedy: 'Check what is filled in.',
      files: { 'values.yaml': values('global:\n  profile: ${PROFILE}\n') },
    },
    {
      when: 'The name is one of the old profiles of OpenShift.',
      level: 'note',
      message: 'global.profile: openshift never had an effect',
      remedy: 'Set `global.platform: openshift` if the cluster is OpenShift.',
      files: { 'values.yaml': values('global:\n  meshID: main\n  profile: openshift\n') },
    },
  ],
  links: [
    [
      'Installation configuration profiles',
      'https://istio.io/latest/docs/setup/additional-setup/config-profiles/',
    ],
  ],
});
