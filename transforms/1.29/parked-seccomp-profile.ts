import { isDeepStrictEqual } from 'node:util';
import { type OtherLayer, otherLayers } from '../../src/install/layers/layers';
import { settingOf } from '../../src/install/settings';
import { setValue } from '../../src/install/edit-settings';
import { findIstiodValues } from '../../src/install/find';
import { surveysOfLayers } from '../../src/install/layers/surveys';
import { commandSurveys, installSurvey } from '../../src/install/surveys';
import type { InstallValues } from '../../src/install/values';
import { kustomizeSurvey } from '../../src/kustomize/kustomization';
import type { Transform } from '../../src/transform';
import { carriedOver, entryOf, plainOf, valueAt } from '../../src/yaml';
import { type About, changeNotesOf, linkToNotes } from '../../src/about';
import { resetsIn, setIn } from '../../src/install/layers/content';

const parent = ['global', 'proxy'];
const key = 'seccompProfile';
const dotted = [...parent, key].join('.');

/**
 * The seccomp profile of the proxies, which IstioOperators of 1.28 held beside the values that are validated, moves into
 * the values, as an upgrade in one step puts it there at once.
 *
 * Source: istio/istio, `operator/pkg/apis/values_types.proto` at 1.28.0 and 1.29.0 (ProxyConfig).
 */
export const parkedSeccompProfile: Transform = {
  id: 'parked-seccomp-profile',
  title: `${dotted} moves from unvalidatedValues to values`,
  release: '1.29',
  phase: 'with',
  kind: 'cleanup',
  docs: changeNotesOf('1.29'),
  about: () => about(),
  triggers: ['unvalidatedValues'],
  surveys: [installSurvey, ...commandSurveys, kustomizeSurvey, ...surveysOfLayers([key])],

  migrate(document, { facts, report, rewrite }) {
    for (const values of findIstiodValues(document, facts)) {
      if (values.installer !== 'istioctl') continue;
      const parked = entryOf(valueAt(values.root.base, 'spec', 'unvalidatedValues', ...parent), key);
      if (!parked) continue;
      const own = settingOf(values, [...parent, key]);
      const ownValue = own?.kind === 'entry' ? own.value : own;
      const isOther = ownValue !== undefined && !isDeepStrictEqual(plainOf(ownValue), plainOf(parked.value));
      const rival = otherLayers(values, facts).find((layer) => mattersTo(values, layer));
      if (isOther || rival) {
        report({
          level: 'note',
          at: parked,
          message: isOther
            ? `${dotted} is set twice: what is below unvalidatedValues wins over what is below values`
            : `${dotted} is not moved to values: another layer${rival?.path === undefined ? '' : ` (${rival.path})`} has a say in it, and might win then`,
          help: isOther ? 'keep one of the two, below values' : 'set it in one layer only, below values',
        });
        continue;
      }
      rewrite(parked, `${values.carrier}: unvalidatedValues.${dotted} → values.${dotted}`, (edit) => {
        edit.remove(parked);
        if (!own) setValue(edit, values, [...parent, key], carriedOver(parked.value));
      });
    }
  },
};

/** What is parked is merged over the values of all layers, so only what is parked in a layer below loses to it there. */
function mattersTo(values: InstallValues, layer: OtherLayer): boolean {
  const set = setIn(layer, values, [...parent, key]);
  if (layer.position === 'below') return set.some(({ isParameter }) => isParameter);
  return set.length > 0 || resetsIn(layer, values, [...parent, key]);
}

const operator = (key: string): string => `apiVersion: install.istio.io/v1alpha1
kind: IstioOperator
metadata:
  name: mesh
spec:
  ${key}:
    global:
      proxy:
        seccompProfile:
          type: RuntimeDefault
`;

const about = (): About => ({
  why: [
    'The schema of an IstioOperator has `global.proxy.seccompProfile` since Istio 1.29. Before, it had to be below `unvalidatedValues`, where a typing error is not noticed.',
  ],
  changes: ['`spec.unvalidatedValues.global.proxy.seccompProfile` moves to `spec.values`.'],
  examples: [
    {
      title: 'An IstioOperator',
      before: { 'operator.yaml': operator('unvalidatedValues') },
      after: { 'operator.yaml': operator('values') },
    },
  ],
  links: [linkToNotes('1.29', 'Change')],
});
