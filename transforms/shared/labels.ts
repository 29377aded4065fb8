import type { KubernetesObject } from '../../src/manifest';
import { asMapping, stringOf, valueAt } from '../../src/yaml';

/** An object's own labels. */
export function labelsOf({ mapping }: KubernetesObject): Record<string, string> {
  const labels = asMapping(valueAt(mapping, 'metadata', 'labels'));
  return Object.fromEntries(
    (labels?.entries ?? []).flatMap(({ name, value }) => {
      const text = stringOf(value);
      return name === undefined || text === undefined ? [] : [[name, text]];
    }),
  );
}
