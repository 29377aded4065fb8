import { isDeepStrictEqual } from 'node:util';
import { settingsIn } from '../../src/install/content';
import { otherLayers } from '../../src/install/layers';
import { settingOf } from '../../src/install/settings';
import { plainOf, setValue } from '../../src/install/edit-settings';
import { findIstiodValues } from '../../src/install/find';
import { commandSurveys, installSurvey, surveysOfLayers } from '../../src/install/surveys';
import type { Transform } from '../../src/transform';
import { entryOf, valueAt } from '../../src/yaml';
import type { About } from '../../src/about';

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
  docs: 'https://istio.io/latest/news/releases/1.29.x/announcing-1.29/change-notes/',
  about: () => about(),
  triggers: ['unvalidatedValues'],
  surveys: [installSurvey, ...commandSurveys, ...surveysOfLayers([key])],

  migrate(document, { facts, report, rewrite }) {
    for (const values of findIstiodValues(document, facts)) {
      if (values.installer !== 'istioctl') continue;
      const parked = entryOf(valueAt(values.root.base, 'spec', 'unvalidatedValues', ...parent), key);
      if (!parked) continue;
      const own = settingOf(values, [...parent, key]);
      const ownValue = own?.kind === 'entry' ? own.value : own;
      const value = plainOf(parked.value);
      // What is parked is merged over the values, those of layers above it too.
      const others = otherLayers(values, facts).flatMap(({ position, content }) =>
        position === 'above' && content ? settingsIn(content, values, [...parent, key]) : [],
      );
      const isRival = others.length > 0 || (ownValue && !isDeepStrictEqual(plainOf(ownValue), value));
      if (isRival) {
        report({
          level: 'note',
          at: parked,
          message: `${dotted} is set twice: what is below unvalidatedValues wins over what is below values`,
          help: 'keep one of the two, below values',
        });
        continue;
      }
      rewrite(parked, `${values.carrier}: unvalidatedValues.${dotted} → values.${dotted}`, (edit) => {
        edit.remove(parked);
        if (!own) setValue(edit, values, [...parent, key], value);
      });
    }
  },
};

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
  links: [
    {
      title: 'Change notes of Istio 1.29',
      url: 'https://istio.io/latest/news/releases/1.29.x/announcing-1.29/change-notes/',
    },
  ],
});
