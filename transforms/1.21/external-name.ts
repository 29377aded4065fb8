import type { FactKind, FactPlace, Facts } from '../../src/facts';
import { installSurvey } from '../../src/install/surveys';
import { describePlace, factPlaceOf } from '../../src/kubernetes/object';
import { isBuiltAs } from '../../src/kustomize/ways';
import type { Survey } from '../../src/transform';
import { entryOf, isTemplated, itemsOf, stringOf, valueAt, walk, asMapping, type Node } from '../../src/yaml';
import { canMeet, isEvidence } from '../shared/evidence';
import { objectCheck } from '../shared/checks/object-check';

/** A Service that stands for a host outside. */
interface ExternalName {
  readonly name: string;
  readonly namespace: string | undefined;
  readonly target: string;
  readonly place: FactPlace;
}

const externalName: FactKind<ExternalName> = { name: 'external-name' };
const knownHost: FactKind<string> = { name: 'known-host' };

const survey: Survey = {
  triggers: ['ExternalName', 'ServiceEntry'],
  collect(document, facts) {
    for (const { group, kind, name, namespace, mapping } of document.objects) {
      const spec = valueAt(mapping, 'spec');
      if (group === 'networking.istio.io' && kind === 'ServiceEntry')
        for (const { value } of itemsOf(valueAt(spec, 'hosts'))) facts.add(knownHost, stringOf(value) ?? '');
      const target = entryOf(spec, 'externalName');
      const host = stringOf(target?.value);
      const isExternal =
        group === '' && kind === 'Service' && stringOf(valueAt(spec, 'type')) === 'ExternalName';
      if (!isExternal || !target || host === undefined || name === undefined || isTemplated(name + host))
        continue;
      facts.add(externalName, { name, namespace, target: host, place: factPlaceOf(document, target) });
    }
  },
};

/** The ServiceEntry that makes a host known, on one line. */
function entryFor({ name, target }: ExternalName): string {
  return `{apiVersion: networking.istio.io/v1, kind: ServiceEntry, metadata: {name: ${name}}, spec: {hosts: [${target}], ports: [{number: 443, name: tls, protocol: TLS}], resolution: DNS}}`;
}

/** The Service of that kind that a host names, as seen from a namespace. */
function named(
  host: string,
  namespace: string | undefined,
  path: string,
  facts: Facts,
): ExternalName | undefined {
  const [name, other] = host.replace(/\.svc(?:\.[\w.-]+)?$/, '').split('.');
  if (host.split('.').length > 2 && !/\.svc(?:\.|$)/.test(host)) return undefined;
  const wanted = other ?? namespace;
  return facts
    .all(externalName)
    .filter((each) => wanted === undefined || (each.namespace ?? wanted) === wanted)
    .find(
      (each) =>
        (each.name === name || isBuiltAs(name, { ...each, path: each.place.path, kind: 'Service' }, facts)) &&
        isEvidence(each.place.path, facts) &&
        canMeet(each.place.path, path),
    );
}

const service = `apiVersion: v1
kind: Service
metadata:
  name: partner
spec:
  type: ExternalName
  externalName: api.partner.example
`;

/**
 * In 1.21 and later, a Service of type ExternalName is an alias of its target: rules and routes are those of the target.
 *
 * Source: istio 1.21, `pilot/pkg/features/pilot.go` (ENABLE_EXTERNAL_NAME_ALIAS).
 */
export const externalNames = objectCheck({
  id: 'external-name',
  title: 'Services of type ExternalName are aliases',
  release: '1.21',
  phase: 'before',
  kind: 'advice',
  triggers: ['DestinationRule', 'VirtualService', 'ExternalName'],
  surveys: [survey, installSurvey],
  why: [
    'Up to Istio 1.20, a Service of type ExternalName was a service of its own. In 1.21 and later it is an alias of the host that it names: a DestinationRule for the Service has no effect, and a VirtualService can route to it only if the mesh knows the host.',
  ],
  changes: ['Nothing. It reports the rules and routes that name such a Service.'],
  reports: () => [
    {
      when: 'A DestinationRule is for such a Service.',
      level: 'error',
      message:
        'this DestinationRule has no effect in Istio 1.21 and later: partner is an alias of api.partner.example (partner.yaml:7)',
      remedy: 'Write the rule for the host that the Service names.',
      files: {
        'partner.yaml': service,
        'rule.yaml': `apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata:
  name: partner
spec:
  host: partner
`,
      },
    },
    {
      when: 'A VirtualService routes to such a Service, and no ServiceEntry has its host.',
      level: 'error',
      message:
        'in Istio 1.21 and later, this route needs a ServiceEntry for api.partner.example (partner.yaml:7)',
      remedy: 'Add the ServiceEntry.',
      files: {
        'partner.yaml': service,
        'route.yaml': `apiVersion: networking.istio.io/v1
kind: VirtualService
metadata:
  name: shop
spec:
  hosts: [shop]
  http:
    - route: [{destination: {host: partner}}]
`,
      },
    },
    {
      when: 'The tree has such a Service.',
      level: 'note',
      message:
        'in Istio 1.21 and later, this Service is an alias of its target: the ports of the target apply',
      remedy: 'Check clients that use another port.',
      files: { 'partner.yaml': service },
    },
  ],
  link: ['ServiceEntry', 'https://istio.io/latest/docs/reference/config/networking/service-entry/'],
  check({ group, kind, namespace, mapping }, { facts, report }, { path }) {
    const spec = valueAt(mapping, 'spec');
    if (group === '' && kind === 'Service' && stringOf(valueAt(spec, 'type')) === 'ExternalName') {
      const message =
        'in Istio 1.21 and later, this Service is an alias of its target: the ports of the target apply';
      report({
        level: 'note',
        at: entryOf(spec, 'type') ?? mapping,
        message,
        help: 'check clients that use another port',
      });
    }
    if (group !== 'networking.istio.io') return;
    const find = (host: Node | undefined) => named(stringOf(host) ?? '', namespace, path, facts);
    const host = entryOf(spec, 'host');
    const ruled = kind === 'DestinationRule' ? find(host?.value) : undefined;
    if (host && ruled) {
      report({
        level: 'error',
        at: host,
        message: `this DestinationRule has no effect in Istio 1.21 and later: ${ruled.name} is an alias of ${ruled.target} (${describePlace(ruled.place)})`,
        help: `write it for the host ${ruled.target}, which then applies to all clients of that host`,
      });
    }
    if (kind !== 'VirtualService') return;
    walk(spec, (node) => {
      const target = entryOf(entryOf(asMapping(node), 'destination')?.value, 'host');
      const routed = find(target?.value);
      if (!target || !routed || facts.all(knownHost).includes(routed.target)) return;
      report({
        level: 'error',
        at: target,
        message: `in Istio 1.21 and later, this route needs a ServiceEntry for ${routed.target} (${describePlace(routed.place)})`,
        help: `add it, with the ports that are used: ${entryFor(routed)}`,
      });
    });
  },
});
