import type { FactKind, FactPlace, Facts } from '../../src/facts';
import { factPlaceOf, type KubernetesObject } from '../../src/kubernetes/object';
import { isPatchFor, surveyedParts } from '../../src/kustomize/part';
import type { Survey } from '../../src/transform';
import { asMapping, entryOf, itemsOf, nodesIn, stringOf, valueAt } from '../../src/yaml';
import { foundBelow, noteCheck, variableIs } from '../shared/checks/object-check';

/** That a route mirrors requests. In a file of operations, only a kustomization tells if it is for such a kind. */
const mirrors: FactKind<{ readonly in?: FactPlace; readonly kind?: string }> = { name: 'mirrors-requests' };
const variable = 'DISABLE_SHADOW_HOST_SUFFIX';

const survey: Survey = {
  triggers: ['mirror', 'RequestMirror', 'requestMirror'],
  collect(document, facts) {
    if (document.objects.some(isMirroring)) facts.add(mirrors, {});
    for (const kind of kindsOfRoutes)
      for (const { object, isOpen } of surveyedParts(document, kind))
        if (isMirroring(object))
          facts.add(mirrors, isOpen ? { in: factPlaceOf(document, object.mapping), kind } : {});
  },
};

const kindsOfRoutes = ['VirtualService', 'HTTPRoute', 'GRPCRoute'];

function isMirroring({ group, kind, mapping }: KubernetesObject): boolean {
  if (!/^(?:gateway\.)?networking\.(?:istio|k8s)\.io$/.test(group) || !kindsOfRoutes.includes(kind))
    return false;
  const keys = ['mirror', 'mirrors', 'requestMirror'];
  const found = foundBelow(valueAt(mapping, 'spec'), (node) =>
    keys.some((key) => entryOf(asMapping(node), key)) ? node : undefined,
  );
  return found.length > 0;
}

/** Whether a route of the tree mirrors requests, as it is or as a patch makes it. */
const mirrorsRequests = (facts: Facts): boolean =>
  facts
    .all(mirrors)
    .some(({ in: file, kind }) => !file || kind === undefined || isPatchFor(kind, file, facts));

/**
 * Up to 1.27, a mirrored request had `-shadow` behind its host; in 1.28 and later it keeps the host.
 *
 * Source: istio 1.27 and 1.28, `pilot/pkg/networking/core/route/route.go` (DisableShadowHostSuffixAppend); istio issue
 * 58855: the change notes say the reverse.
 */
export const shadowHosts = noteCheck({
  id: 'shadow-hosts',
  title: 'Mirrored requests keep their host',
  release: '1.28',
  phase: 'before',
  kind: 'advice',
  triggers: ['-shadow'],
  surveys: [survey],
  unless: [variableIs(variable, 'false')],
  why: [
    'Up to Istio 1.27, the host of a mirrored request ended in `-shadow`. In 1.28 and later it is the host of the request itself, so what is for `*-shadow` gets nothing.',
  ],
  changes: ['Nothing. It reports the hosts that end in `-shadow`, if the tree mirrors requests.'],
  when: 'A VirtualService or Gateway is for a host that ends in `-shadow`, and a route of the tree mirrors requests.',
  level: 'error',
  message:
    'in Istio 1.28 and later, mirrored requests have no host that ends in -shadow, so this matches none',
  remedy: 'Identify mirrored requests by something else, such as a header.',
  files: {
    'routes.yaml': `apiVersion: networking.istio.io/v1
kind: VirtualService
metadata:
  name: shop
spec:
  hosts: [shop]
  http:
    - mirror: {host: copy}
      route: [{destination: {host: shop}}]
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata:
  name: copy
spec:
  hosts: [shop-shadow]
  http: []
`,
  },
  help: `identify them by something else, such as a header, or set ${variable} to "false" for istiod`,
  link: ['Mirroring', 'https://istio.io/latest/docs/tasks/traffic-management/mirroring/'],
  find: ({ group, kind, mapping }, { facts }) => {
    const isOne =
      /^(?:gateway\.)?networking\.(?:istio|k8s)\.io$/.test(group) &&
      /Gateway|Route|VirtualService/.test(kind);
    if (!isOne || !facts.derived(mirrorsRequests)) return [];
    const hosts = nodesIn(valueAt(mapping, 'spec')).flatMap((node) =>
      ['hosts', 'hostnames'].flatMap((key) => itemsOf(valueAt(node, key)).map(({ value }) => value)),
    );
    return hosts.filter((host) => /-shadow(?::\d+)?$/.test(stringOf(host) ?? ''));
  },
});
