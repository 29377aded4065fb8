import { linkToNotes } from '../../src/about';
import { findEnvironmentVariable, textOf } from '../../src/install/variables';
import { entryOf, itemsOf, type Node, type Place, scalarValueOf, stringOf, valueAt } from '../../src/yaml';
import {
  addressesOfCsr,
  csr,
  entriesThat,
  inObjects,
  isOne,
  matchedInternalHeaders,
  oldCsr,
  policiesOnPrivileged,
  relativePatches,
  tcpFilters,
  versionsOfCsr,
  wholeSources,
} from '../shared/checks/advice-finders';
import { type AdviceRow, variableIs } from '../shared/checks/object-check';

/** A locality has dots in labels, where a slash cannot be. */
function localityOf(label: Node): string | undefined {
  return stringOf(label)?.replaceAll('.', '/');
}

/** The classes whose pods are made from the template of waypoints. */
const waypointClasses = ['istio-waypoint', 'istio-east-west'];
const profilesWithMetadata = ['ambient', 'preview'];

const limitOfConnections = `meshConfig:
  defaultConfig:
    runtimeValues:
      overload.global_downstream_max_connections: "50000"
`;

/** Advice on what a release changes, oldest release first. */
export const advice: readonly AdviceRow[] = [
  {
    id: 'filter-order',
    title: 'EnvoyFilters that rely on the old order of TCP filters',
    release: '1.20',
    phase: 'with',
    triggers: tcpFilters,
    level: 'warning',
    message: 'Istio 1.20 changes the order of TCP filters, so this patch may land elsewhere',
    help: 'check the order after the upgrade: metadata exchange, CUSTOM authorization, authentication, authorization, statistics',
    find: inObjects('networking.istio.io', 'EnvoyFilter', relativePatches),
    why: [
      'In Istio 1.20 and later, the order of filters is the same everywhere. For TCP it changes: metadata exchange comes before authentication, at gateways CUSTOM authorization does too, and statistics come after authorization. What is inserted before or after one of these may run earlier or later than it did.',
    ],
    when: 'A patch inserts a network filter before or after one of these.',
    remedy: 'Check the order with `istioctl proxy-config listener -o yaml` after the upgrade.',
    files: {
      'filter.yaml': `apiVersion: networking.istio.io/v1alpha3
kind: EnvoyFilter
metadata:
  name: audit
spec:
  configPatches:
    - applyTo: NETWORK_FILTER
      match:
        listener:
          filterChain:
            filter: {name: envoy.filters.network.rbac}
      patch:
        operation: INSERT_BEFORE
        value: {name: acme.audit}
`,
    },
    link: linkToNotes('1.20', 'Upgrade'),
  },
  {
    id: 'proxy-metadata',
    title: 'proxyMetadata no longer replaces that of the profile',
    release: '1.22',
    phase: 'with',
    triggers: ['proxyMetadata'],
    occasion: ['IstioOperator'],
    level: 'note',
    message: 'since Istio 1.22, the proxyMetadata of the profile counts beside what is set here',
    help: 'check the variables of the profile with "istioctl profile dump"; to switch one off, set it here',
    find: inObjects('install.istio.io', 'IstioOperator', ({ mapping }) => {
      const spec = valueAt(mapping, 'spec');
      const own = entryOf(valueAt(spec, 'meshConfig', 'defaultConfig'), 'proxyMetadata');
      return own && profilesWithMetadata.includes(stringOf(valueAt(spec, 'profile')) ?? '') ? [own] : [];
    }),
    why: [
      'In Istio 1.22 and later, `meshConfig.defaultConfig.proxyMetadata` is merged key by key. Up to 1.21 a map of your own replaced the one of the profile.',
    ],
    when: 'An IstioOperator has a map of its own over a profile that has one.',
    remedy: 'Check what the profile sets.',
    files: {
      'mesh.yaml': `apiVersion: install.istio.io/v1alpha1
kind: IstioOperator
spec:
  profile: ambient
  meshConfig:
    defaultConfig:
      proxyMetadata: {ISTIO_META_DNS_CAPTURE: "true"}
`,
    },
    link: linkToNotes('1.22', 'Change'),
  },
  {
    id: 'excluded-dns',
    title: 'Exclusions from capture also hold for DNS',
    release: '1.23',
    phase: 'with',
    triggers: ['traffic.sidecar.istio.io/excludeOutbound'],
    occasion: ['ISTIO_META_DNS_CAPTURE'],
    level: 'warning',
    message:
      'since Istio 1.23, this exclusion holds for DNS requests, too, so they may no longer be captured',
    help: 'take port 53 and the addresses of DNS servers out of it if the proxy is to answer DNS requests',
    find: entriesThat(
      ({ name, value }) =>
        (name === 'traffic.sidecar.istio.io/excludeOutboundPorts' &&
          /(?:^|,)\s*53\s*(?:,|$)/.test(String(scalarValueOf(value)))) ||
        (name === 'traffic.sidecar.istio.io/excludeOutboundIPRanges' && (stringOf(value) ?? '') !== ''),
    ),
    why: [
      'Up to Istio 1.22, DNS requests were captured whatever ports and addresses a pod excluded. From 1.23 on, the annotations for outbound ports and addresses hold for DNS as well.',
    ],
    when: 'The tree captures DNS, and a pod excludes port 53 or addresses.',
    remedy: 'Take port 53 and the addresses of DNS servers out of the exclusion.',
    files: {
      'pod.yaml': `apiVersion: v1
kind: Pod
metadata:
  name: shop
  annotations:
    proxy.istio.io/config: |
      proxyMetadata: {ISTIO_META_DNS_CAPTURE: "true"}
    traffic.sidecar.istio.io/excludeOutboundPorts: "53,6379"
spec:
  containers: []
`,
    },
    link: linkToNotes('1.25', 'Upgrade'),
  },
  {
    id: 'trusted-node-accounts',
    title: 'A value takes the place of CA_TRUSTED_NODE_ACCOUNTS',
    release: '1.23',
    phase: 'after',
    triggers: ['CA_TRUSTED_NODE_ACCOUNTS'],
    level: 'note',
    message:
      'in Istio 1.23 and later, the chart of istiod trusts the ztunnel of its own namespace, or of pilot.trustedZtunnelNamespace, without CA_TRUSTED_NODE_ACCOUNTS',
    help: 'delete this line if ztunnel runs in the namespace of istiod; otherwise set pilot.trustedZtunnelNamespace instead; the line still works',
    // The value is for one ztunnel of the usual name: several accounts need the variable.
    find: ({ root }) =>
      findEnvironmentVariable(root, 'CA_TRUSTED_NODE_ACCOUNTS')
        .filter((each) => /^[\w-]+\/ztunnel$/.test(textOf(each) ?? ''))
        .map(({ place }) => place),
    why: [
      'The chart of istiod 1.23 and later sets the variable itself, to the ztunnel in its own namespace or in that of `pilot.trustedZtunnelNamespace`. A line of your own still wins.',
    ],
    when: 'The variable names one account `ztunnel`.',
    remedy: 'Delete the line, or use the value `pilot.trustedZtunnelNamespace`.',
    files: { 'values.yaml': 'pilot:\n  env:\n    CA_TRUSTED_NODE_ACCOUNTS: kube-system/ztunnel\n' },
    link: linkToNotes('1.23', 'Change'),
  },
  {
    id: 'istio-csr',
    title: 'istio-csr before 0.13 cannot serve proxies of Istio 1.24',
    release: '1.24',
    phase: 'before',
    triggers: [csr],
    unless: [variableIs('GRPC_ENFORCE_ALPN_ENABLED', 'false')],
    level: 'error',
    message: 'proxies of Istio 1.24 get no certificates from an istio-csr older than 0.13',
    help: 'upgrade istio-csr to 0.13 or newer before, or set meshConfig.defaultConfig.proxyMetadata.GRPC_ENFORCE_ALPN_ENABLED: "false" meanwhile',
    find: oldCsr,
    why: [
      'Proxies of Istio 1.24 and later demand that their CA negotiates its protocol with ALPN. Versions of istio-csr before 0.13 do not, and the proxies get no certificates.',
    ],
    when: 'The tree installs istio-csr before 0.13, and nothing switches the check off.',
    remedy: 'Upgrade istio-csr before Istio.',
    files: {
      'csr.yaml': `apiVersion: argoproj.io/v1alpha1
kind: Application
metadata:
  name: csr
spec:
  source:
    chart: ${csr}
    repoURL: https://charts.jetstack.io
    targetRevision: v0.12.0
`,
    },
    link: linkToNotes('1.24', 'Upgrade'),
  },
  {
    id: 'istio-csr-address',
    title: 'An istio-csr whose version is not in sight',
    release: '1.24',
    phase: 'before',
    triggers: [csr],
    unless: [
      variableIs('GRPC_ENFORCE_ALPN_ENABLED', 'false'),
      {
        name: 'version of istio-csr',
        triggers: [csr],
        isIn: (document) => versionsOfCsr(document).length > 0,
      },
    ],
    level: 'note',
    message:
      'proxies of Istio 1.24 get no certificates from an istio-csr older than 0.13, and nothing here says which version this is',
    help: 'check its version in the cluster, and upgrade it to 0.13 or newer before',
    find: addressesOfCsr,
    why: [
      'Proxies of Istio 1.24 and later demand that their CA negotiates its protocol with ALPN. Versions of istio-csr before 0.13 do not, and the proxies get no certificates.',
    ],
    when: 'The address of the CA is that of istio-csr, and no file of the tree has its version.',
    remedy: 'Check which version is installed, and upgrade it before Istio.',
    files: { 'istiod.yaml': `global:\n  caAddress: ${csr}.cert-manager.svc:443\n` },
    link: linkToNotes('1.24', 'Upgrade'),
  },
  {
    id: 'privileged-cni',
    title: 'Policies that expect a privileged istio-cni',
    release: '1.24',
    phase: 'with',
    triggers: ['istio-cni', 'install-cni'],
    level: 'warning',
    message: 'in Istio 1.24 and later, istio-cni is no longer "privileged", but has capabilities of its own',
    help: 'let the policy admit the capabilities of istio-cni (SYS_ADMIN, NET_ADMIN, NET_RAW and others), not only "privileged"',
    find: policiesOnPrivileged,
    why: [
      'The agent of istio-cni 1.24 and later runs without `privileged: true`, and asks for the capabilities that it needs. A policy that admits or excludes it by that field no longer matches.',
    ],
    when: 'A policy of Kyverno, Gatekeeper or the API server is about istio-cni and the field.',
    remedy: 'Admit the capabilities that the DaemonSet of the new chart asks for.',
    files: {
      'policy.yaml': `apiVersion: kyverno.io/v1
kind: ClusterPolicy
metadata:
  name: privileged
spec:
  rules:
    - name: only-istio-cni
      exclude:
        any:
          - resources: {names: [istio-cni-node*]}
      validate:
        pattern:
          spec:
            containers:
              - securityContext: {privileged: "false"}
`,
    },
    link: linkToNotes('1.24', 'Change'),
  },
  {
    id: 'ambient-dns-order',
    title: 'Order of an upgrade with DNS capture in ambient mode',
    release: '1.24',
    phase: 'with',
    triggers: ['dnsCapture'],
    level: 'warning',
    message:
      'with dnsCapture, an upgrade to Istio 1.24 in another order than istio-cni, workloads, ztunnel loses DNS',
    help: 'upgrade istio-cni, restart the workloads in ambient mode, then upgrade ztunnel',
    find: entriesThat(
      (entry) => isOne(entry, 'dnsCapture', 'true') || isOne(entry, 'AMBIENT_DNS_CAPTURE', 'true'),
    ),
    why: [
      'On the way to Istio 1.24, workloads in ambient mode with DNS capture cannot resolve names if ztunnel is upgraded before they are restarted with the new istio-cni.',
    ],
    when: 'The values switch on `dnsCapture`.',
    remedy: 'Upgrade istio-cni, restart the workloads, then upgrade ztunnel.',
    files: { 'values.yaml': 'cni:\n  ambient:\n    dnsCapture: true\n' },
    link: linkToNotes('1.24', 'Upgrade'),
  },
  {
    id: 'internal-headers',
    title: 'Headers of Envoy from private addresses',
    release: '1.25',
    phase: 'with',
    triggers: ['x-envoy-', 'X-Envoy-'],
    level: 'warning',
    message:
      'in Istio 1.25 and later, gateways remove this header from requests of private addresses, too, so it may match nothing',
    help: 'use a header of your own; to trust addresses, set ENABLE_HCM_INTERNAL_NETWORKS and meshNetworks',
    find: matchedInternalHeaders,
    why: [
      'In Istio 1.25 and later, no address counts as internal by default. A gateway removes the headers `x-envoy-…` that callers send, whatever their address.',
    ],
    when: 'A route or a policy matches such a header.',
    remedy: 'Use a header of your own.',
    files: {
      'route.yaml': `apiVersion: networking.istio.io/v1
kind: VirtualService
metadata:
  name: shop
spec:
  hosts: [shop.example]
  http:
    - match:
        - headers:
            x-envoy-external-address: {prefix: "10."}
      route: [{destination: {host: inside}}]
`,
    },
    link: [
      'Security bulletin ISTIO-SECURITY-2024-006',
      'https://istio.io/latest/news/security/istio-security-2024-006/',
    ],
  },
  {
    id: 'dns-auto-allocate',
    title: 'ISTIO_META_DNS_AUTO_ALLOCATE is deprecated',
    release: '1.25',
    phase: 'after',
    triggers: ['ISTIO_META_DNS_AUTO_ALLOCATE'],
    unless: [variableIs('PILOT_ENABLE_IP_AUTOALLOCATE', 'false')],
    level: 'note',
    message: 'ISTIO_META_DNS_AUTO_ALLOCATE is deprecated: istiod 1.25 and later assigns addresses itself',
    help: 'delete it once every proxy is of the new release; it still works',
    find: ({ root }) =>
      findEnvironmentVariable(root, 'ISTIO_META_DNS_AUTO_ALLOCATE').map(({ place }) => place),
    why: [
      'In Istio 1.25 and later, istiod assigns addresses to ServiceEntries without one, for all proxies alike. What each proxy assigned for itself is deprecated.',
    ],
    when: 'The variable is set, and the tree does not switch the new way off.',
    remedy: 'Delete it after the upgrade.',
    files: {
      'values.yaml': `meshConfig:
  defaultConfig:
    proxyMetadata:
      ISTIO_META_DNS_AUTO_ALLOCATE: "true"
`,
    },
    link: linkToNotes('1.25', 'Change'),
  },
  {
    id: 'sidecar-conversion',
    title: 'PILOT_CONVERT_SIDECAR_SCOPE_CONCURRENCY is deprecated',
    release: '1.27',
    phase: 'after',
    triggers: ['PILOT_CONVERT_SIDECAR_SCOPE_CONCURRENCY'],
    level: 'note',
    message:
      'in Istio 1.27 and later, this variable switches off what takes its place: the scope of a Sidecar is computed when it is first needed',
    help: 'delete it once istiod 1.27 runs',
    find: ({ root }) =>
      findEnvironmentVariable(root, 'PILOT_CONVERT_SIDECAR_SCOPE_CONCURRENCY')
        .filter((each) => Number(textOf(each)) > 1)
        .map(({ place }) => place),
    why: [
      'istiod 1.27 and later computes the scope of a Sidecar when it is first needed, with `ENABLE_LAZY_SIDECAR_EVALUATION`. A `PILOT_CONVERT_SIDECAR_SCOPE_CONCURRENCY` above 1 switches that off: all scopes are computed at each push, as before.',
    ],
    when: 'The variable is above 1.',
    remedy: 'Delete it after the upgrade.',
    files: { 'values.yaml': 'pilot:\n  env:\n    PILOT_CONVERT_SIDECAR_SCOPE_CONCURRENCY: "4"\n' },
    link: linkToNotes('1.27', 'Change'),
  },
  {
    id: 'proxy-first',
    title: 'holdApplicationUntilProxyStarts and native sidecars',
    release: '1.27',
    phase: 'after',
    triggers: ['holdApplicationUntilProxyStarts'],
    level: 'note',
    message:
      'native sidecars do not need holdApplicationUntilProxyStarts: they always start before the application',
    help: 'nothing to do; you may delete it once every node runs Kubernetes 1.33 or later, where Istio 1.27 makes native sidecars',
    find: entriesThat((entry) => isOne(entry, 'holdApplicationUntilProxyStarts', 'true')),
    why: [
      'In Istio 1.27 and later, sidecars are native sidecars where every node runs Kubernetes 1.33 or later. They always start before the application.',
    ],
    when: 'The setting is on in values or in the configuration of a proxy.',
    remedy: 'Nothing. You may delete it later.',
    files: {
      'values.yaml': 'meshConfig:\n  defaultConfig:\n    holdApplicationUntilProxyStarts: true\n',
    },
    link: linkToNotes('1.27', 'Upgrade'),
  },
  {
    id: 'env-var-from',
    title: 'Whole ConfigMaps and Secrets in envVarFrom of the Sail operator',
    release: '1.27',
    phase: 'before',
    triggers: ['envVarFrom'],
    level: 'error',
    message:
      'the CRDs of the Sail operator for Istio 1.27 refuse this entry: envVarFrom takes single variables',
    help: 'write one entry a variable, with its name and a valueFrom.configMapKeyRef or secretKeyRef',
    find: wholeSources,
    why: [
      'In the first releases of the Sail operator for Istio 1.26, the schema of `spec.values.pilot.envVarFrom` had `configMapRef`, `secretRef` and `prefix`. The chart puts each entry into `env`, so these never worked. Later CRDs have the type that `env` has: a `name` is required.',
    ],
    when: 'An Istio or IstioRevision lists a whole ConfigMap or Secret there.',
    remedy: 'Name the variables one by one, each with `valueFrom`.',
    files: {
      'istio.yaml': `apiVersion: sailoperator.io/v1
kind: Istio
metadata:
  name: default
spec:
  version: v1.26.0
  values:
    pilot:
      envVarFrom:
        - configMapRef: {name: istiod-settings}
`,
    },
    link: [
      'CRDs of the Sail operator',
      'https://github.com/istio-ecosystem/sail-operator/blob/main/chart/crds/sailoperator.io_istios.yaml',
    ],
  },
  {
    id: 'waypoint-drain',
    title: 'Waypoints take longer to stop',
    release: '1.28',
    phase: 'with',
    triggers: ['istio-waypoint', 'istio-east-west'],
    level: 'note',
    message: 'in Istio 1.28 and later, the pods of this Gateway have 30 seconds to stop, and no longer 2',
    help: 'nothing to do, unless a roll-out must be quicker: set terminationGracePeriodSeconds through spec.infrastructure.parametersRef',
    find: inObjects('gateway.networking.k8s.io', 'Gateway', ({ mapping }) => {
      const spec = valueAt(mapping, 'spec');
      const name = entryOf(spec, 'gatewayClassName');
      const isSet = valueAt(spec, 'infrastructure', 'parametersRef') !== undefined;
      return name && waypointClasses.includes(stringOf(name.value) ?? '') && !isSet ? [name] : [];
    }),
    why: [
      'The pods of waypoints and of east-west gateways for ambient mode get 30 seconds to stop in Istio 1.28 and later, the default of Kubernetes. Up to 1.27 it was 2.',
    ],
    when: 'A Gateway is a waypoint or an east-west gateway, and has no parameters of its own.',
    remedy: 'Nothing, unless a roll-out must be quicker.',
    files: {
      'waypoint.yaml': `apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata:
  name: waypoint
spec:
  gatewayClassName: istio-waypoint
  listeners: [{name: mesh, port: 15008, protocol: HBONE}]
`,
    },
    link: linkToNotes('1.28', 'Change'),
  },
  {
    id: 'lost-connection-limit',
    title: 'Istio 1.28 ignores the limit of connections',
    release: '1.28',
    phase: 'with',
    triggers: ['overload.global_downstream_max_connections'],
    level: 'warning',
    message:
      'proxies of Istio 1.28 ignore overload.global_downstream_max_connections, so nothing limits their connections',
    help: 'go on to Istio 1.29 soon, which obeys it again; with 1.28, limit connections in front of the proxies',
    find: entriesThat(({ name }) => name === 'overload.global_downstream_max_connections'),
    why: [
      'The bootstrap of proxies of Istio 1.28 has a monitor of connections with a fixed limit of 2147483647, and Envoy then ignores the runtime value. Istio 1.29 gives the value to the monitor.',
    ],
    when: 'The runtime value is set.',
    remedy: 'Do not stay on 1.28 where the limit matters.',
    files: { 'values.yaml': limitOfConnections },
    link: ['Issue 58594 of Istio', 'https://github.com/istio/istio/issues/58594'],
  },
  {
    id: 'connection-limit',
    title: 'The limit of connections has a variable',
    release: '1.29',
    phase: 'after',
    triggers: ['overload.global_downstream_max_connections'],
    level: 'note',
    message: 'Envoy warns of overload.global_downstream_max_connections, which is deprecated',
    help: 'once every proxy is of 1.29 or newer, set proxyMetadata.ISTIO_META_GLOBAL_DOWNSTREAM_MAX_CONNECTIONS instead; the old way still works',
    find: entriesThat(({ name }) => name === 'overload.global_downstream_max_connections'),
    why: [
      'In Istio 1.29 and later, the limit of connections of a proxy is a variable in `proxyMetadata`. The runtime value still works, with a warning in the log of Envoy.',
    ],
    when: 'The runtime value is set.',
    remedy: 'Use the variable once no older proxy runs.',
    files: { 'values.yaml': limitOfConnections },
    link: linkToNotes('1.29', 'Change'),
  },
  {
    id: 'locality-labels',
    title: 'Two labels for the locality of a workload',
    release: '1.29',
    phase: 'before',
    triggers: ['topology.istio.io/locality'],
    level: 'warning',
    message: 'since Istio 1.29, the label topology.istio.io/locality wins over istio-locality',
    help: 'keep one of the two labels, or give both the same value',
    find: entriesThat((entry) => {
      if (entry.name !== 'topology.istio.io/locality') return false;
      const other = valueAt(entry.parent, 'istio-locality');
      return other !== undefined && localityOf(other) !== localityOf(entry.value);
    }),
    why: [
      'Istio 1.29 and later read the locality of a workload from the label `topology.istio.io/locality` first. Up to 1.28 only `istio-locality` was read.',
    ],
    when: 'A workload has both labels, with different values.',
    remedy: 'Keep one of them.',
    files: {
      'pod.yaml': `apiVersion: v1
kind: Pod
metadata:
  name: shop
  labels:
    istio-locality: eu.west.a
    topology.istio.io/locality: eu.west.b
spec:
  containers: []
`,
    },
    link: linkToNotes('1.29', 'Change'),
  },
  {
    id: 'webhook-policy',
    title: 'The failurePolicy of the webhook and Argo CD',
    release: '1.30',
    phase: 'after',
    triggers: ['failurePolicy'],
    occasion: ['argoproj.io'],
    level: 'note',
    message:
      'in Istio 1.30 and later, base.validationFailurePolicy: Fail makes this exception for the webhook needless',
    help: 'set it in the values of the chart that makes the webhook (base makes istiod-default-validator, istiod the others), then delete this exception',
    find: ({ objects, text }) =>
      objects.flatMap(({ group, kind, mapping }): Place[] => {
        if (group !== 'argoproj.io' || !/^Application(?:Set)?$/.test(kind)) return [];
        // Other charts have such webhooks, too.
        const isIstios = /istio/i.test(text.slice(mapping.content.start, mapping.content.end));
        const at = kind === 'Application' ? ['spec'] : ['spec', 'template', 'spec'];
        return itemsOf(valueAt(mapping, ...at, 'ignoreDifferences')).flatMap(({ value }) => {
          if (stringOf(valueAt(value, 'kind')) !== 'ValidatingWebhookConfiguration') return [];
          const name = stringOf(valueAt(value, 'name'));
          if (name === undefined ? !isIstios : !name.includes('istio')) return [];
          const paths = ['jsonPointers', 'jqPathExpressions'].flatMap((key) => itemsOf(valueAt(value, key)));
          return paths
            .map((path) => path.value)
            .filter((path) => /failurePolicy/.test(stringOf(path) ?? ''))
            .slice(0, 1);
        });
      }),
    why: [
      'The charts make the validating webhook with `failurePolicy: Ignore`, and istiod sets it to `Fail` once it is ready. Argo CD, which only renders the charts, sees that as a difference. In Istio 1.30 and later, the value `base.validationFailurePolicy` decides it from the start.',
    ],
    when: 'An Application or ApplicationSet of Argo CD ignores the field.',
    remedy: 'Set the value, and delete the exception.',
    files: {
      'app.yaml': `apiVersion: argoproj.io/v1alpha1
kind: Application
metadata:
  name: istiod
spec:
  ignoreDifferences:
    - group: admissionregistration.k8s.io
      kind: ValidatingWebhookConfiguration
      name: istiod-default-validator
      jsonPointers: [/webhooks/0/failurePolicy]
`,
    },
    link: linkToNotes('1.30', 'Change'),
  },
  {
    id: 'app-label',
    title: 'The metric labels source_app and destination_app have more values',
    release: '1.30',
    phase: 'with',
    triggers: ['source_app', 'destination_app'],
    level: 'note',
    message:
      'in Istio 1.30 and later, workloads without the label app are no longer "unknown" here: app.kubernetes.io/name counts instead',
    help: 'check dashboards and alerts that look for "unknown"',
    find: entriesThat(({ value }) =>
      /\b(?:source|destination)_app\s*[=!]~?\s*\\?["'][^"']*\bunknown\b/.test(stringOf(value) ?? ''),
    ),
    why: [
      'The labels `source_app` and `destination_app` of Istio’s metrics come from the label `app` of a workload. In Istio 1.30 and later, a workload without it has the value of `app.kubernetes.io/name` or `service.istio.io/canonical-name`, and no longer `unknown`.',
    ],
    when: 'A query compares one of the labels with `unknown`.',
    remedy: 'Check the query.',
    files: {
      'rule.yaml': `apiVersion: monitoring.coreos.com/v1
kind: PrometheusRule
metadata:
  name: strangers
spec:
  groups:
    - name: mesh
      rules:
        - alert: UnknownCaller
          expr: sum(rate(istio_requests_total{source_app="unknown"}[5m])) > 0
`,
    },
    link: linkToNotes('1.30', 'Change'),
  },
  {
    id: 'gateway-health',
    title: 'Health checks of Gateways in Argo CD',
    release: '1.31',
    phase: 'before',
    triggers: ['gateway.networking.k8s.io_Gateway', 'resource.customizations:'],
    level: 'note',
    message:
      'in Istio 1.31 and later, a Gateway has the condition Accepted: False if none of its listeners is valid, or its parametersRef is not; this health check may see it',
    help: 'check that it reports such a Gateway as you want it; before, Accepted was always True',
    find: entriesThat(
      ({ name, value }) =>
        name === 'resource.customizations.health.gateway.networking.k8s.io_Gateway' ||
        // The form of older releases of Argo CD: one text for all kinds.
        (name === 'resource.customizations' &&
          /gateway\.networking\.k8s\.io\/Gateway\b/.test(stringOf(value) ?? '')),
    ),
    why: [
      'Istio 1.31 and later report `Accepted: False` for a Gateway of which no listener is valid, and for one whose `parametersRef` names nothing that can be used. Up to 1.30 the condition was always `True`. A health check that looks at it may turn from healthy to degraded.',
    ],
    when: 'Argo CD has a health check of its own for Gateways.',
    remedy: 'Check what it makes of the condition.',
    files: {
      'argocd-cm.yaml': `apiVersion: v1
kind: ConfigMap
metadata:
  name: argocd-cm
data:
  resource.customizations.health.gateway.networking.k8s.io_Gateway: |
    return {status = "Healthy"}
`,
    },
    link: linkToNotes('1.31', 'Change'),
  },
  {
    id: 'unhealthy-endpoints',
    title: 'PILOT_SEND_UNHEALTHY_ENDPOINTS: "false" no longer decides',
    release: '1.31',
    phase: 'with',
    triggers: ['PILOT_SEND_UNHEALTHY_ENDPOINTS'],
    unless: [variableIs('PILOT_AUTO_SEND_UNHEALTHY_ENDPOINTS', 'false')],
    level: 'warning',
    message:
      'in Istio 1.31 and later, proxies get endpoints that are not ready although this variable is "false"',
    help: 'to keep them from proxies, set PILOT_AUTO_SEND_UNHEALTHY_ENDPOINTS to "false" as well',
    find: ({ root }) =>
      findEnvironmentVariable(root, 'PILOT_SEND_UNHEALTHY_ENDPOINTS')
        .filter((each) => textOf(each)?.toLowerCase() === 'false')
        .map(({ place }) => place),
    why: [
      'istiod 1.31 and later sends endpoints that are not ready by default, unless a DestinationRule sets `outlierDetection.minHealthPercent`. A new variable decides that, and `PILOT_SEND_UNHEALTHY_ENDPOINTS` only adds to it.',
    ],
    when: 'The variable is off, and the tree does not switch off the new one.',
    remedy: 'Set `PILOT_AUTO_SEND_UNHEALTHY_ENDPOINTS` to `"false"` if it matters.',
    files: { 'values.yaml': 'pilot:\n  env:\n    PILOT_SEND_UNHEALTHY_ENDPOINTS: "false"\n' },
    link: linkToNotes('1.31', 'Upgrade'),
  },
  {
    id: 'workload-entry-tunnel',
    title: 'Machines that registered before are reached in plaintext',
    release: '1.31',
    phase: 'after',
    triggers: ['WorkloadEntry', 'WorkloadGroup'],
    occasion: ['dataplane-mode', 'ztunnel', 'ENABLE_HBONE'],
    level: 'note',
    message:
      'machines that registered before Istio 1.31 are reached in plaintext until their WorkloadEntry has the label networking.istio.io/tunnel: http',
    help: 'add the label to the entries of machines that speak HBONE, or let the machines register again',
    find: ({ objects }) =>
      objects.flatMap(({ group, kind, mapping }): Place[] => {
        if (group !== 'networking.istio.io' || !/^Workload(?:Entry|Group)$/.test(kind)) return [];
        const holder = kind === 'WorkloadEntry' ? mapping : valueAt(mapping, 'spec');
        const hasLabel = valueAt(holder, 'metadata', 'labels', 'networking.istio.io/tunnel') !== undefined;
        return hasLabel ? [] : [entryOf(mapping, 'kind') ?? mapping];
      }),
    why: [
      'Istio 1.31 gives the label `networking.istio.io/tunnel: http` to a WorkloadEntry that it creates when a machine registers. One that is there already stays without it, and the machine is reached in plaintext.',
    ],
    when: 'A tree with an ambient mesh has a WorkloadEntry or a WorkloadGroup without the label.',
    remedy: 'Add the label to the entries of machines that speak HBONE, or let them register again.',
    files: {
      'machines.yaml': `apiVersion: networking.istio.io/v1
kind: WorkloadGroup
metadata:
  name: machines
spec:
  template: {serviceAccount: machines}
---
apiVersion: v1
kind: Namespace
metadata:
  name: shop
  labels: {istio.io/dataplane-mode: ambient}
`,
    },
    link: linkToNotes('1.31', 'Upgrade'),
  },
];
