import type { KubernetesObject } from '../../src/kubernetes/object';
import { entriesOf, stringOf, valueAt } from '../../src/yaml';

/** An object's own labels. */
export function labelsOf({ mapping }: KubernetesObject): Record<string, string | undefined> {
  const labels = entriesOf(valueAt(mapping, 'metadata', 'labels'));
  return Object.fromEntries(labels.map(({ name = '', value }) => [name, stringOf(value)]));
}
