import { type About, type Case, linkToNotes } from '../../../src/about';
import type { ChangedDefault } from '../../tables/defaults';
import { applicationOf } from '../values/changed-values-about';
import { describeSubjects, type SubjectName } from '../subjects/subjects';

/** What `explain` and the docs say about the defaults that a release changes, from their rows. */
export function aboutOf(release: string, rows: readonly ChangedDefault[]): About {
  return {
    why: [
      `Istio ${release} changes ${rows.length === 1 ? 'a default' : `${rows.length} defaults`}. Each is reported where its subject is in the tree.`,
      'With `--pin-defaults`, the value that keeps the old behaviour is written into the install values, if the target still reads it. Some pins keep something insecure: use them for a time only.',
    ],
    changes: rows.map(({ what, message, pins, until }) => {
      const names = pins.map(({ path, value }) => `\`${path.join('.')}: ${JSON.stringify(value)}\``);
      const last = until === undefined ? '' : ` Istio ${until} is the last release that reads it.`;
      return `${what.charAt(0).toUpperCase()}${what.slice(1)}: ${message}. Pin: ${names.join(', ')}.${last}`;
    }),
    reports: rows.map(caseOf),
    links: [linkToNotes(release, 'Change')],
  };
}

/** Each default is reported beside the values of the chart that has its pin. */
function caseOf({ release, message, subjects = [], pins }: ChangedDefault): Case {
  const files = Object.fromEntries(subjects.map((name) => [`${name}.yaml`, subjectTexts[name]]));
  const [first] = subjects;
  const where = first === undefined ? '' : ` (concerns ${describeSubjects(subjects)}: ${first}.yaml:1)`;
  const [{ chart } = { chart: 'istiod' as const }] = pins;
  return {
    when: `The tree has values of the ${chart} chart${subjects.length > 0 ? `, and ${describeSubjects(subjects)}` : ''}.`,
    level: 'note',
    message: `with Istio ${release}, ${message}${where}`,
    remedy: 'If you need the old behaviour, set the pin, or run with `--pin-defaults`.',
    files: { ...files, 'application.yaml': applicationOf(chart, { revision: 'main' }) },
  };
}

function objectOf(apiVersion: string, kind: string, more: string): string {
  return `{apiVersion: ${apiVersion}, kind: ${kind}, ${more}}\n`;
}

const named = 'metadata: {name: chat}';
const rule = (policy: string): string =>
  objectOf(
    'networking.istio.io/v1',
    'DestinationRule',
    `${named}, spec: {host: chat, trafficPolicy: ${policy}}`,
  );

/** A small text that holds each subject. */
export const subjectTexts: Readonly<Record<SubjectName, string>> = {
  mirror: objectOf(
    'networking.istio.io/v1',
    'VirtualService',
    `${named}, spec: {hosts: [chat], http: [{mirror: {host: copy}, route: [{destination: {host: chat}}]}]}`,
  ),
  'branch-interfaces': objectOf(
    'vpcresources.k8s.aws/v1beta1',
    'SecurityGroupPolicy',
    `${named}, spec: {securityGroups: {groupIds: [sg-1]}}`,
  ),
  sidecar: objectOf('networking.istio.io/v1', 'Sidecar', `${named}, spec: {egress: [{hosts: [./*]}]}`),
  'virtual-service': objectOf(
    'networking.istio.io/v1',
    'VirtualService',
    `${named}, spec: {hosts: [chat], http: [{route: [{destination: {host: chat}}]}]}`,
  ),
  'service-entry': objectOf(
    'networking.istio.io/v1',
    'ServiceEntry',
    `${named}, spec: {hosts: [example.com]}`,
  ),
  'destination-rule': rule('{loadBalancer: {simple: RANDOM}}'),
  'destination-rule-tls': rule('{tls: {mode: SIMPLE}}'),
  'destination-rule-without-sni': rule('{tls: {mode: SIMPLE}}'),
  'overlapping-hosts': `{apiVersion: v1, kind: List, items: [${['*.example.com', 'chat.example.com']
    .map((host, index) =>
      objectOf(
        'networking.istio.io/v1',
        'VirtualService',
        `metadata: {name: chat-${index}}, spec: {hosts: ["${host}"]}`,
      ).trim(),
    )
    .join(', ')}]}\n`,
  'tracing-by-default': '{meshConfig: {enableTracing: true}}\n',
  'ca-crl': objectOf('v1', 'Secret', 'metadata: {name: cacerts}, data: {ca-crl.pem: LS0tLS1C}'),
  'circuit-breaker': rule('{connectionPool: {tcp: {maxConnections: 100}}}'),
  'istio-gateway': objectOf(
    'networking.istio.io/v1',
    'Gateway',
    `${named}, spec: {selector: {istio: ingress}}`,
  ),
  'kubernetes-gateway': objectOf(
    'gateway.networking.k8s.io/v1',
    'Gateway',
    `${named}, spec: {gatewayClassName: istio, listeners: [{name: web, port: 80, protocol: HTTP}]}`,
  ),
  'external-name': objectOf(
    'v1',
    'Service',
    `${named}, spec: {type: ExternalName, externalName: example.com}`,
  ),
  'telemetry-tracing': objectOf(
    'telemetry.istio.io/v1',
    'Telemetry',
    `${named}, spec: {tracing: [{randomSamplingPercentage: 10}]}`,
  ),
  k3s: 'global: {platform: k3s}\n',
  ambient: objectOf('v1', 'Namespace', 'metadata: {name: chat, labels: {istio.io/dataplane-mode: ambient}}'),
  'discovery-selectors': '{meshConfig: {discoverySelectors: [{matchLabels: {mesh: main}}]}}\n',
  network: objectOf(
    'v1',
    'Namespace',
    'metadata: {name: istio-system, labels: {topology.istio.io/network: west}}',
  ),
  kiali: objectOf('kiali.io/v1alpha1', 'Kiali', named),
  gke: objectOf('v1', 'Service', 'metadata: {name: chat, annotations: {cloud.google.com/neg: "{}"}}'),
};
