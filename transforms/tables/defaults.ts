import type { ChartName } from '../../src/install/chart';
import type { SubjectName } from '../shared/subjects/subjects';

/** A default that a release changes, and what keeps the old behaviour. */
export interface ChangedDefault {
  /** Short, for the report: what changes. */
  readonly what: string;
  readonly release: string;
  /** One sentence without a full stop: what is different after the upgrade. */
  readonly message: string;
  /** What has to be in the tree for the change to matter: all of it. Without this, the install values are enough. */
  readonly subjects?: readonly SubjectName[];
  /** What in the tree settles the matter in another way: with one of them, nothing is said. */
  readonly unless?: readonly SubjectName[];
  /** Values that settle it in another way where a layer sets one of them. */
  readonly settledBy?: readonly (readonly string[])[];
  /** The transform that reports it, place by place; the row is then only a part of what a compatibility version is. */
  readonly reportedBy?: string;
  readonly pins: readonly Pin[];
  /** The last release that reads the pin; without it, the newest that is known does. */
  readonly until?: string;
  /** What to do where the target no longer reads the pin. */
  readonly then?: string;
  readonly source: string;
}

/** A value of a chart that keeps the old behaviour. */
export interface Pin {
  readonly chart: ChartName;
  readonly path: readonly string[];
  readonly value: string | number | boolean | readonly string[];
  /** Whether the schemas of IstioOperator and Sail lack the field. */
  readonly isUnknownToOperators?: boolean;
}

const features = 'pilot/pkg/features';

function istiod(name: string, value = 'false'): Pin {
  return { chart: 'istiod', path: ['pilot', 'env', name], value };
}

function proxy(name: string): Pin {
  return { chart: 'istiod', path: ['meshConfig', 'defaultConfig', 'proxyMetadata', name], value: 'false' };
}

function cni(path: readonly string[], value: Pin['value'], isUnknownToOperators = false): Pin {
  return { chart: 'cni', path: ['cni', ...path], value, isUnknownToOperators };
}

/** Every changed default with a pin, oldest release first. The sources are paths of istio/istio. */
export const changedDefaults: readonly ChangedDefault[] = [
  {
    what: 'sidecar probes',
    release: '1.20',
    message: 'sidecars get a startup probe, and readiness is checked less often',
    pins: [
      { chart: 'istiod', path: ['global', 'proxy', 'readinessInitialDelaySeconds'], value: 1 },
      { chart: 'istiod', path: ['global', 'proxy', 'readinessPeriodSeconds'], value: 2 },
      { chart: 'istiod', path: ['global', 'proxy', 'readinessFailureThreshold'], value: 30 },
      { chart: 'istiod', path: ['global', 'proxy', 'startupProbe', 'enabled'], value: false },
    ],
    source: 'manifests/charts/istio-control/istio-discovery/values.yaml at 1.19.0 and 1.20.0',
  },
  {
    what: 'SNI from the Host header',
    release: '1.21',
    message: 'the SNI of TLS to upstreams is taken from the Host header where a DestinationRule sets none',
    subjects: ['destination-rule-without-sni'],
    pins: [istiod('ENABLE_AUTO_SNI')],
    until: '1.25',
    then: 'set sni in each DestinationRule with TLS that needs another name',
    source: `${features}/pilot.go at 1.20.0 and 1.21.0`,
  },
  {
    what: 'certificates of upstreams',
    release: '1.21',
    message: 'certificates of upstreams are verified where a DestinationRule names no CA',
    reportedBy: 'destination-rule-tls',
    pins: [istiod('VERIFY_CERTIFICATE_AT_CLIENT')],
    until: '1.23',
    then: 'give each DestinationRule with tls mode SIMPLE or MUTUAL and no CA a caCertificates, or insecureSkipVerify: true to keep the old behaviour',
    source: `${features}/pilot.go at 1.20.0 and 1.21.0`,
  },
  {
    what: 'overlapping hosts',
    release: '1.21',
    message: 'among VirtualServices with overlapping hosts, the most specific one wins, no longer the oldest',
    subjects: ['overlapping-hosts'],
    pins: [istiod('PERSIST_OLDEST_FIRST_HEURISTIC_FOR_VIRTUAL_SERVICE_HOST_MATCHING', 'true')],
    until: '1.23',
    then: 'make sure that no wildcard host of a VirtualService covers the host of another one that should lose',
    source: 'releasenotes/notes/45415-overlapping-wildcards.yaml, pilot/pkg/model/sidecar.go at 1.21.0',
  },
  {
    what: 'limit of pushes',
    release: '1.21',
    message: 'istiod pushes to fewer proxies at once: 15, plus 5 for each of its CPUs, up to 100',
    pins: [istiod('PILOT_PUSH_THROTTLE', '100')],
    source: `${features}/pilot.go at 1.20.0, ${features}/tuning.go at 1.21.0`,
  },
  {
    what: 'limit of xDS requests',
    release: '1.21',
    message:
      'istiod accepts 15 proxy requests a second, plus 5 for each of its CPUs, up to 100; before, it accepted 25',
    pins: [istiod('PILOT_MAX_REQUESTS_PER_SECOND', '25')],
    source: `${features}/pilot.go at 1.20.0, ${features}/tuning.go at 1.21.0`,
  },
  {
    what: 'broken pods',
    release: '1.21',
    message: 'istio-cni repairs pods that started before it was ready, and no longer deletes them',
    pins: [cni(['repair', 'repairPods'], false), cni(['repair', 'deletePods'], true)],
    source: 'manifests/charts/istio-cni/values.yaml, cni/pkg/repair/repaircontroller.go at 1.20.0 and 1.21.0',
  },
  {
    what: 'ExternalName aliases',
    release: '1.21',
    message: 'a Service of type ExternalName is an alias of its target',
    subjects: ['external-name'],
    pins: [istiod('ENABLE_EXTERNAL_NAME_ALIAS')],
    until: '1.23',
    then: 'write a ServiceEntry for each external name, and move DestinationRules and routes to it',
    source: `${features}/pilot.go at 1.20.0 and 1.21.0`,
  },
  {
    what: 'default tracer',
    release: '1.22',
    message: 'spans are no longer sent to zipkin.<namespace of Istio>:9411 unless a tracer is named',
    subjects: ['tracing-by-default'],
    unless: ['telemetry-tracing'],
    settledBy: [
      ['global', 'tracer', 'zipkin'],
      ...['zipkin', 'datadog', 'lightstep', 'stackdriver', 'openCensusAgent'].map((tracer) => [
        ...['meshConfig', 'defaultConfig', 'tracing'],
        tracer,
      ]),
    ],
    pins: [{ chart: 'istiod', path: ['global', 'proxy', 'tracer'], value: 'zipkin' }],
    source:
      'manifests/charts/istio-control/istio-discovery/{values.yaml,templates/configmap.yaml}, pilot/pkg/networking/core/v1alpha3/tracing.go at 1.21.0 and 1.22.0',
  },
  {
    what: 'targetPort of ServiceEntries',
    release: '1.22',
    message: 'a ServiceEntry with resolution NONE obeys targetPort',
    reportedBy: 'service-entry-target-port',
    pins: [istiod('ENABLE_RESOLUTION_NONE_TARGET_PORT')],
    until: '1.24',
    then: 'delete targetPort from ServiceEntries with resolution NONE and without a workloadSelector',
    source: `${features}/experimental.go at 1.22.0`,
  },
  {
    what: 'namespaces without istio-cni',
    release: '1.22',
    message: 'istio-cni also sets up the pods of istio-system',
    pins: [cni(['excludeNamespaces'], ['istio-system', 'kube-system'])],
    source: 'manifests/charts/istio-cni/values.yaml at 1.21.0 and 1.22.0',
  },
  {
    what: 'delta xDS',
    release: '1.22',
    message: 'proxies use delta xDS',
    pins: [proxy('ISTIO_DELTA_XDS')],
    source: 'pkg/bootstrap/config.go at 1.21.0 and 1.22.0',
  },
  {
    what: 'discoverySelectors',
    release: '1.22',
    message: 'meshConfig.discoverySelectors also limit the objects of Istio',
    subjects: ['discovery-selectors'],
    pins: [istiod('ENABLE_ENHANCED_RESOURCE_SCOPING')],
    until: '1.24',
    then: 'label every namespace that holds Istio objects so that a selector matches it',
    source: `${features}/experimental.go at 1.21.0 and 1.22.0`,
  },
  {
    what: 'tags of statistics',
    release: '1.23',
    message: 'the tags of Envoy statistics end at delimiters, so those with dots in them may change',
    pins: [istiod('ENABLE_DELIMITED_STATS_TAG_REGEX'), proxy('ENABLE_DELIMITED_STATS_TAG_REGEX')],
    until: '1.25',
    then: 'check dashboards and alerts that cut the names of Envoy statistics at dots',
    source: 'pkg/bootstrap/config.go, pilot/pkg/networking/util/util.go at 1.23.0',
  },
  {
    what: 'clusters on demand',
    release: '1.23',
    message: 'proxies create clusters when they are first used',
    pins: [proxy('ENABLE_DEFERRED_CLUSTER_CREATION')],
    until: '1.25',
    source: `${features}/experimental.go at 1.23.0`,
  },
  {
    what: 'pass-through of 100-continue',
    release: '1.23',
    message: 'proxies pass on 100-continue',
    pins: [istiod('ENABLE_100_CONTINUE_HEADERS')],
    source: `${features}/experimental.go at 1.23.0`,
  },
  {
    what: 'Gateways of other networks',
    release: '1.23',
    message: 'Gateways of the Gateway API count as gateways between networks',
    subjects: ['network', 'kubernetes-gateway'],
    pins: [istiod('PILOT_MULTI_NETWORK_DISCOVER_GATEWAY_API')],
    source: `${features}/pilot.go at 1.22.0 and 1.23.0`,
  },
  {
    what: 'resources of ztunnel',
    release: '1.23',
    message: 'ztunnel requests 200m of CPU and 512Mi of memory',
    pins: [
      { chart: 'ztunnel', path: ['resources', 'requests', 'cpu'], value: '500m' },
      { chart: 'ztunnel', path: ['resources', 'requests', 'memory'], value: '2048Mi' },
    ],
    source: 'manifests/charts/ztunnel/values.yaml at 1.22.0 and 1.23.0',
  },
  {
    what: 'retries on 503',
    release: '1.24',
    message: 'requests are no longer retried on 503 by default',
    subjects: ['virtual-service'],
    pins: [istiod('EXCLUDE_UNSAFE_503_FROM_DEFAULT_RETRY')],
    until: '1.26',
    then: 'to keep these retries, set meshConfig.defaultHttpRetryPolicy to attempts 2 and retryOn connect-failure,refused-stream,unavailable,cancelled,503, and the same retryOn in each VirtualService with retries and no retryOn',
    source: `${features}/pilot.go, pilot/pkg/networking/core/route/retry/retry.go at 1.24.0`,
  },
  {
    what: 'inbound retries',
    release: '1.24',
    message: 'inbound requests that were reset before they reached the application are retried',
    pins: [istiod('ENABLE_INBOUND_RETRY_POLICY')],
    until: '1.26',
    source: `${features}/pilot.go at 1.23.0 and 1.24.0`,
  },
  {
    what: 'TLS of external services',
    release: '1.24',
    message: 'the TLS settings of a DestinationRule win over those that a ServiceEntry implies',
    subjects: ['service-entry', 'destination-rule-tls'],
    pins: [istiod('PREFER_DESTINATIONRULE_TLS_FOR_EXTERNAL_SERVICES')],
    source: `${features}/pilot.go at 1.24.0`,
  },
  {
    what: 'merged DestinationRules',
    release: '1.24',
    message: 'DestinationRules for one host are merged only where they are exported to the same namespaces',
    subjects: ['destination-rule'],
    pins: [istiod('ENABLE_ENHANCED_DESTINATIONRULE_MERGE')],
    source: `${features}/experimental.go at 1.24.0`,
  },
  {
    what: 'scope of Sidecars',
    release: '1.24',
    message: 'the scope of a Sidecar is computed in one way for all proxies',
    subjects: ['sidecar'],
    pins: [istiod('PILOT_UNIFIED_SIDECAR_SCOPE')],
    source: `${features}/experimental.go at 1.24.0`,
  },
  {
    what: 'statistics on demand',
    release: '1.24',
    message: 'proxies create statistics when they are first used',
    pins: [proxy('ENABLE_DEFERRED_STATS_CREATION')],
    until: '1.26',
    source: `${features}/experimental.go at 1.24.0`,
  },
  {
    what: 'addresses of ServiceEntries',
    release: '1.25',
    message: 'istiod assigns addresses to ServiceEntries without one',
    subjects: ['service-entry'],
    pins: [istiod('PILOT_ENABLE_IP_AUTOALLOCATE')],
    source: `${features}/ambient.go at 1.24.0 and 1.25.0`,
  },
  {
    what: 'DNS of ambient pods',
    release: '1.25',
    message: 'the DNS requests of ambient pods are captured',
    subjects: ['ambient'],
    pins: [cni(['ambient', 'dnsCapture'], false)],
    source: 'manifests/charts/istio-cni/values.yaml at 1.24.0 and 1.25.0',
  },
  {
    what: 'folder of CNI plugins on GKE',
    release: '1.25',
    message:
      'istio-cni no longer finds the folder of CNI plugins of GKE by itself, and pods may start outside the mesh',
    subjects: ['gke'],
    // Below `cni`: with the platform gke, a value at the root would be lost.
    pins: [cni(['cniBinDir'], '/home/kubernetes/bin')],
    source: 'manifests/charts/istio-cni/{values.yaml,templates/daemonset.yaml} at 1.24.0 and 1.25.0',
  },
  {
    what: 'folder of CNI plugins on k3s',
    release: '1.25',
    message:
      'istio-cni on k3s installs its plugin into /var/lib/rancher/k3s/data/cni, where only k3s since 1.28.15, 1.29.10, 1.30.6 and 1.31.2 looks for it',
    subjects: ['k3s'],
    pins: [cni(['cniBinDir'], '/var/lib/rancher/k3s/data/current/bin/')],
    source: 'manifests/helm-profiles/platform-k3s.yaml at 1.24.0 and 1.25.0; k3s-io/k3s, pull request 10868',
  },
  {
    what: 'accepted connections',
    release: '1.26',
    message: 'a proxy accepts waiting connections one at a time, no longer all at once',
    pins: [istiod('MAX_CONNECTIONS_PER_SOCKET_EVENT_LOOP', '0')],
    source: `${features}/pilot.go at 1.26.0`,
  },
  {
    what: 'network of the CNI agent',
    release: '1.26',
    message: 'the CNI agent no longer runs in the network of its host',
    subjects: ['ambient'],
    pins: [cni(['ambient', 'shareHostNetworkNamespace'], true, true)],
    source: 'manifests/charts/istio-cni/values.yaml at 1.25.0 and 1.26.0',
  },
  {
    what: 'native sidecars',
    release: '1.27',
    message: 'sidecars are native sidecars once every node runs Kubernetes 1.33 or later',
    pins: [istiod('ENABLE_NATIVE_SIDECARS')],
    source: `${features}/pilot.go, pkg/kube/inject/webhook.go at 1.27.0`,
  },
  {
    what: 'absolute virtual hosts',
    release: '1.27',
    message: 'virtual hosts also match names with a final dot',
    pins: [istiod('PILOT_ENABLE_ABSOLUTE_FQDN_VHOST_DOMAIN')],
    source: `${features}/pilot.go at 1.27.0`,
  },
  {
    what: 'lazy Sidecars',
    release: '1.27',
    message: 'the scope of a Sidecar is computed when it is first needed',
    subjects: ['sidecar'],
    pins: [istiod('ENABLE_LAZY_SIDECAR_EVALUATION')],
    source: `${features}/pilot.go at 1.27.0`,
  },
  {
    what: 'revoked certificates',
    release: '1.27',
    message: 'istiod hands the ca-crl.pem of its CA to proxies',
    subjects: ['ca-crl'],
    pins: [istiod('PILOT_ENABLE_CA_CRL')],
    source: `${features}/pilot.go at 1.27.0`,
  },
  {
    what: 'mirrored requests',
    release: '1.28',
    message: 'mirrored requests keep their Host header and no longer get the suffix -shadow',
    subjects: ['mirror'],
    pins: [istiod('DISABLE_SHADOW_HOST_SUFFIX')],
    source: 'pilot/pkg/networking/core/route/route.go at 1.27.0 and 1.28.0',
  },
  {
    what: 'spans of gateways',
    release: '1.28',
    message: 'gateways send a span of their own for the upstream request',
    subjects: ['telemetry-tracing'],
    pins: [istiod('PILOT_SPAWN_UPSTREAM_SPAN_FOR_GATEWAY')],
    until: '1.30',
    then: 'check the sampling budget of gateways that trace with the Telemetry API',
    source: `${features}/telemetry.go at 1.27.0 and 1.28.0`,
  },
  {
    what: 'circuit breaker metrics',
    release: '1.29',
    message: 'the circuit breaker metrics of remaining capacity (…_remaining_…) stay 0',
    subjects: ['circuit-breaker'],
    pins: [istiod('DISABLE_TRACK_REMAINING_CB_METRICS')],
    source: 'pilot/pkg/networking/core/cluster_traffic_policy.go at 1.29.0',
  },
  {
    what: 'debug endpoints',
    release: '1.29',
    message:
      'the debug endpoints of istiod show callers of other namespaces little, and Kiali is one (in 1.29.1 and later, pilot.env.DEBUG_ENDPOINT_AUTH_ALLOWED_NAMESPACES admits its namespace)',
    subjects: ['kiali'],
    pins: [istiod('ENABLE_DEBUG_ENDPOINT_AUTH')],
    source: `${features}/pilot.go at 1.29.0`,
  },
  {
    what: 'rules of ambient pods',
    release: '1.29',
    message: 'the CNI agent reconciles the iptables rules of ambient pods when it starts',
    subjects: ['ambient'],
    pins: [cni(['ambient', 'reconcileIptablesOnStartup'], false)],
    source: 'manifests/charts/istio-cni/values.yaml at 1.28.0 and 1.29.0',
  },
  {
    what: 'compressed metrics',
    release: '1.29',
    message: 'proxies compress their metrics if the scraper accepts compression',
    pins: [{ chart: 'istiod', path: ['meshConfig', 'defaultConfig', 'statsCompression'], value: false }],
    source: 'pkg/bootstrap/config.go at 1.28.0 and 1.29.0',
  },
  {
    what: 'namespace of a service',
    release: '1.30',
    message:
      'where a VirtualService leads to a host that several namespaces have and a Sidecar does not import, the Kubernetes Service is used first',
    // Without a Sidecar, a proxy has all services already, and nothing is picked for it.
    subjects: ['service-entry', 'sidecar', 'virtual-service'],
    pins: [istiod('PILOT_SIDECAR_PICK_BEST_SERVICE_NAMESPACE')],
    source: `${features}/pilot.go, pilot/pkg/model/sidecar.go (collectImportedServices) at 1.30.0`,
  },
  {
    what: 'mode of the CNI file',
    release: '1.30',
    message:
      'only root can read the CNI configuration file: its mode is 0600, no longer 0644 (with the pin, 0640)',
    pins: [cni(['env', 'CNI_CONF_GROUP_READ'], 'true')],
    source: 'cni/pkg/constants/constants.go at 1.29.0 and 1.30.0',
  },
  {
    what: 'probes of pods with branch interfaces',
    release: '1.30',
    message:
      'istio-cni routes the probes of ambient pods that have a security group of their own on AWS through the node',
    subjects: ['ambient', 'branch-interfaces'],
    pins: [cni(['env', 'AMBIENT_ENABLE_AWS_BRANCH_ENI_PROBE'], 'false')],
    source: 'cni/pkg/nodeagent/{options.go,meshdataplane_linux.go} at 1.30.0',
  },
  {
    what: 'endpoints that are not ready',
    release: '1.31',
    message:
      'endpoints that are not ready are sent to proxies unless outlierDetection.minHealthPercent is set',
    pins: [istiod('PILOT_AUTO_SEND_UNHEALTHY_ENDPOINTS')],
    source: `${features}/experimental.go at 1.31.0-rc.0`,
  },
  {
    what: 'Gateways of other namespaces',
    release: '1.31',
    message: 'Istio Gateways of other namespaces are not merged into managed Gateways of the Gateway API',
    subjects: ['istio-gateway', 'kubernetes-gateway'],
    pins: [istiod('PILOT_ENABLE_STRICT_GATEWAY_MERGING')],
    source: 'pilot/pkg/model/push_context.go at 1.31.0-rc.0',
  },
  {
    what: 'the API over xDS',
    release: '1.31',
    message: 'only the control plane may read the configuration over xDS',
    pins: [istiod('ENABLE_XDS_API_GENERATOR_AUTH')],
    source: `${features}/pilot.go at 1.31.0-rc.0`,
  },
  {
    what: 'pushes of ambient addresses',
    release: '1.31',
    message: 'addresses are pushed only to the waypoints that they concern',
    subjects: ['ambient'],
    pins: [istiod('AMBIENT_SCOPED_ADDRESS_PUSHES')],
    source: `${features}/ambient.go at 1.31.0-rc.0`,
  },
];
