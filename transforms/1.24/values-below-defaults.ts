import { type About, upgradeNotesOf } from '../../src/about';
import { renameParameter } from '../../src/install/edit-settings';
import { findInstallValues } from '../../src/install/find';
import { maySetUnseen, otherLayers } from '../../src/install/layers/layers';
import { surveysOfLayers } from '../../src/install/layers/surveys';
import { parameterName, type Setting, settingOf, settingsOf } from '../../src/install/settings';
import { commandSurveys, installSurvey } from '../../src/install/surveys';
import { entryAt, type InstallValues } from '../../src/install/values';
import { kustomizeSurvey } from '../../src/kustomize/kustomization';
import { surroundingLines } from '../../src/sweep/mention';
import type { Context, Transform } from '../../src/transform';
import { asMapping, Declined, type Entry, isNull, type Mapping } from '../../src/yaml';
import { chartsOf, installationAround, keysSetBy } from '../shared/values/installed-by-text';
import { isInHeredoc } from '../../src/sweep/object';
import { setIn } from '../../src/install/layers/content';
import { fluxRelease } from '../shared/examples';

const key = 'defaults';
const help = 'move what is below it to the root of the values';

/**
 * Values below `defaults`, where the charts of 1.21 to 1.23 have their own: who copied `values.yaml` set them there.
 *
 * Source: istio 1.21.0 to 1.23.0, `values.yaml` and `templates/zzz_profile.yaml` of the charts (they merge `defaults`, the
 * profile, and the root, in this order); 1.24.0, `templates/zzz_profile.yaml` ("Setting with .default prefix found").
 */
export const valuesBelowDefaults: Transform = {
  id: 'values-below-defaults',
  title: 'Values below defaults → the root of the values',
  release: '1.24',
  phase: 'before',
  kind: 'required',
  docs: upgradeNotesOf('1.24'),
  about: () => about(),
  triggers: [key],
  occasion: [':', '"', '.', ' =', '='].map((end) => key + end),
  isFirst: true,
  surveys: [
    installSurvey,
    ...commandSurveys,
    kustomizeSurvey,
    ...surveysOfLayers([key, 'profile', 'compatibilityVersion']),
  ],
  mentions: [
    {
      words: [key],
      pattern: /(?<![\w.-])defaults(?=\.\w|["']?\s{0,9}[:=])/g,
      message: 'the charts of Istio 1.24 and later stop at values below "defaults"',
      help: 'set the value without "defaults."',
      level: 'error',
      isMeant(place, facts) {
        if (isInHeredoc(place) && /istio/i.test(place.ownLine + place.above(surroundingLines).join('\n')))
          return place.below(3).some((line) => /^\W*(?:pilot|global|meshConfig|cni)\b/.test(line));
        const around = installationAround(place, facts);
        if (!around || chartsOf(around, place, facts).length === 0) return false;
        return keysSetBy(around).some(([first]) => first === key);
      },
    },
  ],
  migrate(document, context) {
    const seen = new Set<Setting['holder']>();
    for (const values of findInstallValues(document, context.facts)) {
      if (values.installer !== 'helm') continue;
      const below = entryAt(values.own, [key]);
      if (below && !isNull(below.value) && !seen.has(below)) {
        seen.add(below);
        putAtRoot(below, values, context);
      }
      for (const setting of settingsOf(values, [key])) {
        if (setting.form === 'map' || seen.has(setting.holder)) continue;
        seen.add(setting.holder);
        shorten(setting, context);
      }
    }
  },
};

function putAtRoot(below: Entry, values: InstallValues, context: Context): void {
  context.rewrite(
    below,
    `${values.carrier}: what is below defaults goes to the root: the charts of 1.24 and later stop at defaults`,
    (edit) => {
      const map = asMapping(below.value);
      if (!map || map.templatedEntries.length > 0)
        throw new Declined(`the charts of 1.24 and later stop at "${key}"; ${help}`);
      const clash = reasonAgainst(map, below, values, context);
      if (clash !== undefined) throw new Declined(`${clash}; ${help}, and look at what wins there`);
      if (map.entries.length === 0) edit.remove(below);
      else edit.unwrap(below, map.entries);
    },
  );
}

/** Profiles, and what other layers say at the root, win over `defaults`, but not over what stands at the root here. */
function reasonAgainst(
  map: Mapping,
  below: Entry,
  values: InstallValues,
  { facts }: Context,
): string | undefined {
  const names = map.entries.map(({ name = '' }) => name);
  const here = below.parent.entries.find(({ name }) => name !== undefined && names.includes(name));
  if (here) return `"${here.name ?? ''}" is set at the root as well, and wins`;
  const others = otherLayers(values, facts);
  for (const path of [['profile'], ['compatibilityVersion']]) {
    const isSet = settingOf(values, path) ?? others.find((layer) => setIn(layer, values, path).length > 0);
    if (isSet) return `${path.join('.')} is set, and wins over "${key}"`;
    if (others.some((layer) => maySetUnseen(layer, values, path)))
      return `a layer that cannot be seen may set ${path.join('.')}`;
  }
  const depth = values.own.keys.length - values.root.keys.length;
  const lower = others.find(
    ({ position, content }) =>
      position === 'below' && content?.settings.some(({ keys }) => names.includes(keys[depth] ?? '')),
  );
  return lower && `a layer below (${lower.path ?? 'elsewhere'}) sets some of it at the root, and wins`;
}

/** A parameter wins over all maps, so that it says the same without `defaults`. */
function shorten(setting: Setting, { rewrite }: Context): void {
  const { values, holder, place } = setting;
  const { parameters } = values;
  const [, ...path] = setting.path;
  if (!parameters || setting.path[0] !== key || path.length === 0) return;
  const name = parameterName({ ...parameters, globals: parameters.own }, path);
  rewrite(place, `${values.carrier}: ${key}.${path.join('.')} → ${path.join('.')}`, (edit) => {
    const other = settingsOf(values, path).find(
      ({ form, holder: set }) => form === setting.form && set !== holder,
    );
    if (other) throw new Declined(`${path.join('.')} is set here as well; keep the one that is right`);
    renameParameter(edit, setting, name);
  });
}

const release = (values: string): string =>
  fluxRelease({ name: 'istiod', version: '1.23.x' }, `  values:\n${values}`);

const about = (): About => ({
  why: [
    'The charts of Istio 1.21 to 1.23 have their defaults below the key `defaults` in `values.yaml`. Who copied that file set values there, which worked. The charts of 1.24 and later stop at such values: "Setting with .default prefix found; remove it".',
  ],
  changes: [
    'What is below `defaults` goes to the root of the values, where the charts of all releases read it.',
  ],
  examples: [
    {
      title: 'Values of istiod',
      before: {
        'release.yaml': release(
          '    defaults:\n      pilot:\n        autoscaleMin: 2\n      global:\n        meshID: mesh1\n',
        ),
      },
      after: {
        'release.yaml': release('    pilot:\n      autoscaleMin: 2\n    global:\n      meshID: mesh1\n'),
      },
    },
  ],
  declines: [
    {
      when: 'A key below `defaults` is at the root as well, `profile` or `compatibilityVersion` is set, or a layer below sets the same at the root: these win over `defaults`, but would not win over what goes to the root.',
      level: 'error',
      message:
        'not rewritten: "pilot" is set at the root as well, and wins; move what is below it to the root of the values, and look at what wins there',
      remedy: 'Move the values manually; where both places set the same, keep what is at the root.',
      files: {
        'release.yaml': release(
          '    defaults:\n      pilot:\n        autoscaleMin: 2\n    pilot:\n      autoscaleMin: 3\n',
        ),
      },
    },
  ],
  links: [
    [
      'Why the key is gone',
      'https://github.com/istio/istio/blob/1.24.0/manifests/charts/istio-control/istio-discovery/templates/zzz_profile.yaml',
    ],
  ],
});
