import type { FactKind, FactPlace } from '../../src/facts';
import { describePlace, factPlaceOf } from '../../src/kubernetes/object';
import { isBuiltAs, namespacesOf } from '../../src/kustomize/ways';
import type { Survey } from '../../src/transform';
import { entriesOf, entryOf, stringOf, valueAt } from '../../src/yaml';
import { canMeet, isEvidence } from '../shared/evidence';
import { objectCheck, variableIs } from '../shared/checks/object-check';

/** A Gateway of the Gateway API that Istio deploys. */
interface ManagedGateway {
  readonly name: string;
  readonly namespace: string | undefined;
  /** What its pods have, beside what others may give them. */
  readonly labels: Readonly<Record<string, string>>;
  readonly place: FactPlace;
}

const managedGateway: FactKind<ManagedGateway> = { name: 'managed-gateway-labels' };
const variable = 'PILOT_ENABLE_STRICT_GATEWAY_MERGING';
const label = 'gateway.networking.k8s.io/gateway-name';

const survey: Survey = {
  triggers: ['gatewayClassName'],
  collect(document, facts) {
    for (const { group, kind, name, namespace, mapping } of document.objects) {
      const className = entryOf(valueAt(mapping, 'spec'), 'gatewayClassName');
      if (group !== 'gateway.networking.k8s.io' || kind !== 'Gateway' || !className) continue;
      // What has addresses of its own is a gateway that somebody deploys.
      if (name === undefined || valueAt(mapping, 'spec', 'addresses')) continue;
      if (!/^istio(?:-|$)/.test(stringOf(className.value) ?? '')) continue;
      const own = entriesOf(valueAt(mapping, 'spec', 'infrastructure', 'labels'));
      const labels = Object.fromEntries(own.map((entry) => [entry.name ?? '', stringOf(entry.value) ?? '']));
      const place = factPlaceOf(document, className);
      facts.add(managedGateway, { name, namespace, labels, place });
    }
  },
};

/**
 * Gateways of Istio's own API that lend listeners to a managed gateway of another namespace.
 *
 * Source: istio 1.31, `pilot/pkg/model/push_context.go` (filterStrictGatewayMerging).
 */
export const strictGateways = objectCheck({
  id: 'strict-gateways',
  title: 'Istio Gateways are not merged into managed gateways of other namespaces',
  release: '1.31',
  phase: 'before',
  kind: 'advice',
  triggers: ['networking.istio.io'],
  surveys: [survey],
  unless: [variableIs(variable, 'false')],
  why: [
    'In Istio 1.31 and later, a Gateway of `networking.istio.io` gives its servers to the pods of a managed gateway of the Gateway API only if both are in one namespace. Otherwise its ports are closed.',
  ],
  changes: [
    'Nothing. It reports the Gateways whose selector matches a managed gateway of another namespace.',
  ],
  reports: () => [
    {
      when: 'The selector of an Istio Gateway matches the pods of a managed gateway of another namespace.',
      level: 'error',
      message:
        'in Istio 1.31 and later, this Gateway opens no ports on the managed gateway edge of another namespace (edge.yaml:7)',
      remedy: 'Move the Gateway to the namespace of the managed gateway.',
      files: {
        'edge.yaml': `apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata:
  name: edge
  namespace: ingress
spec:
  gatewayClassName: istio
`,
        'shop.yaml': `apiVersion: networking.istio.io/v1
kind: Gateway
metadata:
  name: shop
  namespace: shop
spec:
  selector: {gateway.networking.k8s.io/gateway-name: edge}
  servers: []
`,
      },
    },
  ],
  link: ['Gateway', 'https://istio.io/latest/docs/reference/config/networking/gateway/'],
  check({ group, kind, namespace, mapping }, { facts, report }, { path }) {
    if (group !== 'networking.istio.io' || kind !== 'Gateway') return;
    const spec = entryOf(mapping, 'spec');
    const selector = entryOf(spec?.value, 'selector');
    if (!spec || (!selector && !entryOf(spec.value, 'servers'))) return;
    const wanted = entriesOf(selector?.value).map(({ name = '', value }) => [name, stringOf(value)] as const);
    const called = wanted.find(([key]) => key === label)?.[1];
    for (const gateway of facts.all(managedGateway)) {
      if (!isEvidence(gateway.place.path, facts) || !canMeet(gateway.place.path, path)) continue;
      const { path: file } = gateway.place;
      const built = { path: file, name: gateway.name, kind };
      const hasLabel = ([key, value]: (typeof wanted)[number]) =>
        key === label ? isBuiltAs(value, built, facts) : gateway.labels[key] === value;
      if (!wanted.every(hasLabel)) continue;
      const own = namespacesOf({ path, namespace }, facts);
      const theirs = namespacesOf({ path: file, namespace: gateway.namespace }, facts);
      const isUnsure = own.has(undefined) || theirs.has(undefined);
      if (isUnsure || [...own].some((each) => theirs.has(each))) continue;
      report({
        level: 'error',
        at: selector ?? spec,
        message: `in Istio 1.31 and later, this Gateway opens no ports on the managed gateway ${called ?? gateway.name} of another namespace (${describePlace(gateway.place)})`,
        help: `move it to the namespace ${[...theirs].join(' or ')}, or set ${variable} to "false" for istiod`,
      });
    }
  },
});
