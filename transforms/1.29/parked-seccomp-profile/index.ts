import { settingOf } from '../../../src/install/settings';
import { plainOf, setValue } from '../../../src/install/edit-settings';
import { findIstiodValues } from '../../../src/install/find';
import { installSurvey } from '../../../src/install/tree';
import type { Transform } from '../../../src/transform';
import { entryOf, valueAt } from '../../../src/yaml';

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
  about: async () => (await import('./about')).about,
  triggers: ['unvalidatedValues'],
  surveys: [installSurvey],

  migrate(document, { facts, rewrite }) {
    for (const values of findIstiodValues(document, facts)) {
      if (values.installer !== 'istioctl') continue;
      const parked = entryOf(valueAt(values.root.base, 'spec', 'unvalidatedValues', ...parent), key);
      if (!parked) continue;
      rewrite(parked, `${values.carrier}: unvalidatedValues.${dotted} → values.${dotted}`, (edit) => {
        edit.remove(parked);
        if (!settingOf(values, [...parent, key]))
          setValue(edit, values, [...parent, key], plainOf(parked.value));
      });
    }
  },
};
