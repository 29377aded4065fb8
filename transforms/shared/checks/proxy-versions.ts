import { type Entry, entryOf, itemsOf, type Node, valueAt } from '../../../src/yaml';

/** The patterns of an EnvoyFilter that say for which proxies its patches are. */
export function proxyVersionsIn(filter: Node): Entry[] {
  return itemsOf(valueAt(filter, 'spec', 'configPatches')).flatMap(
    ({ value }) => entryOf(valueAt(value, 'match', 'proxy'), 'proxyVersion') ?? [],
  );
}

/** An EnvoyFilter as an example: a patch for the proxies that a pattern matches, which is written as it is given. */
export function filterFor(pattern: string): string {
  return `apiVersion: networking.istio.io/v1alpha3
kind: EnvoyFilter
metadata:
  name: audit
spec:
  configPatches:
    - applyTo: HTTP_FILTER
      match:
        proxy:
          proxyVersion: ${pattern}
`;
}
