import { findReleases, type Release } from '../../src/install/releases/release';
import { entryAt, mapAt, setAt } from '../../src/install/values';
import { fileNameOf } from '../../src/kubernetes/path';
import type { ManifestDocument } from '../../src/kubernetes/document';
import type { Context, Transform } from '../../src/transform';
import { asText, Declined, type Editor, itemsOf, stringOf, type Text, valueAt } from '../../src/yaml';
import { type About, upgradeNotesOf } from '../../src/about';

/** The chart by its name, in a repository of charts or in Istio's own folder of them. */
const named = /(?:^|\/)istiod-remote\/?$/;

const help =
  'use the chart istiod of the new release with profile: remote, and install the chart base in the remote cluster too';

/**
 * The chart istiod-remote is gone: the chart istiod with the profile `remote` takes its place.
 *
 * Source: istio 1.23.0, `manifests/charts/istiod-remote`, not in 1.24.0; 1.24.0, `manifests/helm-profiles/remote.yaml`.
 */
export const istiodRemote: Transform = {
  id: 'istiod-remote',
  title: 'Chart istiod-remote → istiod with profile: remote',
  release: '1.24',
  phase: 'with',
  kind: 'required',
  docs: upgradeNotesOf('1.24'),
  about: () => about(),
  triggers: ['istiod-remote'],
  mentions: [
    {
      words: ['istiod-remote'],
      pattern:
        /istiod-remote(?<=(?:\bhelm\b.{0,400}[\s/]|\bchart["']?\s{0,9}[:=]\s{0,9}["']?(?:[\w.:/-]{0,200}\/)?)istiod-remote)(?![\w-])(?!\s{1,9}[\w./-]{0,200}istiod-remote)/g,
      name: 'istiod-remote',
      message: 'Istio 1.24 has no chart istiod-remote any more',
      help,
    },
  ],

  migrate(document, context) {
    for (const release of findReleases(document)) {
      const chart = release.place.kind === 'scalar' ? asText(release.place) : undefined;
      if (chart && named.test(chart.value)) migrateRelease(release, chart, context);
    }
    if (fileNameOf(document.path) === 'Chart.yaml') reportDependencies(document, context);
  },
};

function migrateRelease(release: Release, chart: Text, { rewrite }: Context): void {
  rewrite(chart, `${release.carrier}: chart istiod-remote → istiod with profile: remote`, (edit, report) => {
    if (/^\.{0,2}\/|manifests\/charts/.test(chart.value))
      throw new Declined(`the chart is taken from a folder; ${help}`);
    edit.set(chart, chart.value.replace(/istiod-remote(?=\/?$)/, 'istiod'));
    setProfile(edit, release);
    report({
      level: 'warning',
      at: chart,
      message: 'in 1.24 and later, the chart base must be installed in the remote cluster too',
      help: 'add a release of the chart base before this one, unless the cluster has it',
    });
  });
}

/** Over all other layers of the manifest, in the form that it has. */
function setProfile(edit: Editor, { layers, parameters, usual }: Release): void {
  const own = itemsOf(parameters?.kind === 'sequence' ? parameters : undefined);
  const parameter = own.find(({ value }) => stringOf(valueAt(value, 'name')) === 'profile');
  if (parameter) {
    if (stringOf(valueAt(parameter.value, 'value')) !== 'remote') throw taken();
    return;
  }
  const top = layers.at(-1);
  if (top?.kind === 'text') {
    const text = stringOf(top.at) ?? '';
    const [, profile] = /^profile:[ \t]*["']?([\w-]*)/m.exec(text) ?? [];
    if (profile === 'remote') return;
    if (profile !== undefined) throw taken();
    if (/^(?:---|\s*\{)/.test(text))
      throw new Declined(`its values are a string that cannot be extended; ${help}`);
    edit.rewriteText(top.at, [{ start: 0, end: 0, text: 'profile: remote\n' }]);
    return;
  }
  const at = top?.kind === 'map' ? top.at : usual;
  if (!at) throw new Declined(`nothing shows where its values belong; ${help}`);
  const set = mapAt(at) && entryAt(at, ['profile']);
  if (!set) setAt(edit, at, ['profile'], 'remote');
  else if (stringOf(set.value) !== 'remote') throw taken();
}

function taken(): Declined {
  return new Declined('its values have another profile; decide which one to use');
}

function reportDependencies({ root }: ManifestDocument, { report }: Context): void {
  for (const { value } of itemsOf(valueAt(root, 'dependencies'))) {
    const name = valueAt(value, 'name');
    if (!name || stringOf(name) !== 'istiod-remote') continue;
    report({
      level: 'error',
      at: name,
      message: 'Istio 1.24 has no chart istiod-remote any more',
      help: 'use the dependency istiod with alias: istiod-remote, which keeps its values where they are, and set profile: remote in them',
    });
  }
}

const application = (chart: string, profile = '') => `apiVersion: argoproj.io/v1alpha1
kind: Application
metadata:
  name: mesh
spec:
  source:
    chart: ${chart}
    repoURL: https://charts.example/istio
    targetRevision: "*"
    helm:
      valuesObject:
        istiodRemote:
          injectionURL: https://istiod.example/inject
${profile}`;

const about = (): About => ({
  why: [
    'Istio 1.24 has no chart `istiod-remote`. The chart `istiod` with `profile: remote` installs the same, but for the parts of the chart `base`, which must be installed in the remote cluster too.',
  ],
  changes: ['`istiod-remote` becomes `istiod`, and its values get `profile: remote`.'],
  examples: [
    {
      title: 'An Application of Argo CD',
      before: { 'application.yaml': application('istiod-remote') },
      after: { 'application.yaml': application('istiod', '        profile: remote\n') },
    },
  ],
  declines: [
    {
      when: 'The values have another profile.',
      level: 'error',
      message: 'not rewritten: its values have another profile; decide which one to use',
      remedy: 'Set `profile: remote` if nothing of the other profile is needed.',
      files: { 'application.yaml': application('istiod-remote', '        profile: stable\n') },
    },
  ],
  reports: [
    {
      when: 'An umbrella chart depends on it.',
      level: 'error',
      message: 'Istio 1.24 has no chart istiod-remote any more',
      remedy:
        'Depend on `istiod` with `alias: istiod-remote`, and set `profile: remote` in the values below that key.',
      files: {
        'Chart.yaml':
          'apiVersion: v2\nname: mesh\nversion: 1.0.0\ndependencies:\n  - name: istiod-remote\n    version: 1.23.2\n    repository: https://charts.example/istio\n',
      },
    },
  ],
  links: [
    [
      'Install a primary-remote mesh',
      'https://istio.io/latest/docs/setup/install/multicluster/primary-remote/',
    ],
  ],
});
