import type { Level } from '../../src/finding';

/** An environment variable that a release no longer reads. */
export interface RemovedVariable {
  readonly name: string;
  /** The first release that does not read it. */
  readonly gone: string;
  /** What it was where nobody set it, in the last release that read it. */
  readonly usual: string;
  /** Where it says something else than the default: what is lost. Without this, nothing is that anybody would miss. */
  readonly lost?: Loss;
  /** What takes its place, by its value. */
  readonly successors?: readonly Successor[];
  /** Variables of the same program: where one of them is on, nothing is lost. */
  readonly impliedBy?: readonly string[];
  /** Where a value lives on in objects of the tree, as `shared/carried.ts` does it: into what. */
  readonly carriedInto?: string;
  /** Where it was read, or where the change is described. */
  readonly source: string;
}

export interface Loss {
  /** error: the line stays until you have acted; warning or note: the line is removed, and this is said. */
  readonly level: Level;
  /** What is different now, after "NAME is gone: ". */
  readonly message: string;
  readonly help: string;
}

/** What says the same as a value of a removed variable. */
export type Successor =
  /** Another variable of the same program, with its value. */
  | { readonly of: string; readonly variable: string; readonly value: string }
  /** A value of the istiod chart. */
  | { readonly of: string; readonly path: readonly string[]; readonly value: string };

const features = 'pilot/pkg/features';
const agent = 'pilot/cmd/pilot-agent/options/options.go';

const noRate: Loss = {
  level: 'note',
  message: 'the rate of status updates has no setting any more',
  help: 'nothing to do',
};

/** Every variable that istiod or the proxy stopped reading, oldest release first. The sources are paths of istio/istio. */
export const removedVariables: readonly RemovedVariable[] = [
  {
    name: 'PILOT_ENABLE_DESTINATION_RULE_INHERITANCE',
    gone: '1.20',
    usual: 'false',
    source: `${features}/pilot.go at 1.19.0`,
    lost: {
      level: 'error',
      message:
        'a DestinationRule for a whole namespace or mesh no longer lends its settings to more specific ones',
      help: 'write the settings of the wildcard rules into each DestinationRule that relied on them, then delete the variable',
    },
  },
  {
    name: 'BOOTSTRAP_XDS_AGENT',
    gone: '1.21',
    usual: 'false',
    source: `${agent} at 1.20.0`,
    lost: {
      level: 'warning',
      message: 'the agent no longer fetches its bootstrap over xDS',
      help: 'check that the proxies start with the bootstrap of the new release',
    },
  },
  {
    name: 'PILOT_ENABLE_INBOUND_PASSTHROUGH',
    // 1.21 has no successor, and its injection template still reads the variable.
    gone: '1.22',
    usual: 'true',
    source: `${features}/pilot.go at 1.20.0; pilot/pkg/networking/core/cluster.go at 1.22.0`,
    successors: [{ of: 'false', path: ['meshConfig', 'inboundTrafficPolicy', 'mode'], value: 'LOCALHOST' }],
  },
  {
    name: 'PILOT_ENABLE_AMBIENT_CONTROLLERS',
    gone: '1.22',
    usual: 'false',
    source: `${features}/experimental.go at 1.21.0, ${features}/ambient.go at 1.22.0`,
    successors: [{ of: 'true', variable: 'PILOT_ENABLE_AMBIENT', value: 'true' }],
  },
  {
    name: 'PILOT_ENABLE_HBONE',
    gone: '1.22',
    usual: 'false',
    source: `${features}/experimental.go at 1.21.0, ${features}/ambient.go at 1.22.0`,
    impliedBy: ['PILOT_ENABLE_AMBIENT', 'PILOT_ENABLE_AMBIENT_CONTROLLERS'],
    lost: {
      level: 'warning',
      message: 'HBONE is now part of PILOT_ENABLE_AMBIENT, and off without it',
      help: 'set PILOT_ENABLE_AMBIENT to "true" if the mesh uses HBONE; with profile ambient it is set already',
    },
  },
  {
    name: 'PILOT_ENABLE_HEADLESS_SERVICE_POD_LISTENERS',
    gone: '1.22',
    usual: 'true',
    source: `${features}/xds.go at 1.21.0`,
    lost: {
      level: 'warning',
      message: 'headless TCP services always get a listener for each pod',
      help: 'check the number of listeners in large meshes with headless services',
    },
  },
  {
    name: 'NATIVE_METADATA_EXCHANGE',
    gone: '1.22',
    usual: 'true',
    source: `${features}/experimental.go at 1.21.0`,
    lost: {
      level: 'warning',
      message: 'metadata is always exchanged by the native filter',
      help: 'check EnvoyFilters that refer to the Wasm filter of metadata exchange',
    },
  },
  {
    name: 'VERIFY_SDS_CERTIFICATE',
    gone: '1.22',
    usual: 'true',
    source: `${features}/experimental.go at 1.21.0`,
    lost: {
      level: 'warning',
      message: 'certificates from Secrets are always checked before they are sent',
      help: 'check that the certificates in the Secrets that Gateways name are valid',
    },
  },
  {
    name: 'PILOT_XDS_SEND_TIMEOUT',
    gone: '1.22',
    usual: '0s',
    source: `${features}/tuning.go at 1.21.0`,
    lost: { level: 'note', message: 'sending has no timeout any more', help: 'nothing to do' },
  },
  {
    name: 'ENABLE_OPTIMIZED_CONFIG_REBUILD',
    gone: '1.23',
    usual: 'true',
    source: `${features}/experimental.go at 1.22.0`,
    lost: { level: 'note', message: 'the optimization is always on', help: 'nothing to do' },
  },
  {
    name: 'ISTIO_ENABLE_OPTIMIZED_SERVICE_PUSH',
    gone: '1.23',
    usual: 'true',
    source: `${features}/experimental.go at 1.22.0`,
    lost: { level: 'note', message: 'the optimization is always on', help: 'nothing to do' },
  },
  {
    name: 'PILOT_ENABLE_CONFIG_DISTRIBUTION_TRACKING',
    gone: '1.23',
    usual: 'false',
    source: `${features}/experimental.go at 1.22.0`,
    lost: {
      level: 'warning',
      message: 'istiod no longer tracks how far configuration was distributed',
      help: 'remove what reads this status, such as "istioctl experimental wait" in scripts',
    },
  },
  {
    name: 'PILOT_DISTRIBUTION_HISTORY_RETENTION',
    gone: '1.23',
    usual: '1m',
    source: `${features}/experimental.go at 1.22.0`,
  },
  {
    name: 'ENABLE_OTEL_BUILTIN_RESOURCE_LABELS',
    gone: '1.23',
    usual: 'false',
    source: `${features}/telemetry.go at 1.22.0`,
    lost: {
      level: 'warning',
      message: 'the OpenTelemetry tracer adds no resource labels by itself',
      help: 'name resourceDetectors in the opentelemetry extension provider of meshConfig',
    },
  },
  {
    name: 'STACKDRIVER_AUDIT_LOG',
    gone: '1.23',
    usual: 'false',
    source: `${features}/telemetry.go at 1.22.0`,
    lost: {
      level: 'warning',
      message: 'audit logs are no longer sent to Stackdriver',
      help: 'use an access log provider of the Telemetry API instead',
    },
  },
  {
    name: 'USE_EXTERNAL_WORKLOAD_SDS',
    gone: '1.23',
    usual: 'false',
    source: `${agent} at 1.22.0; security.DefaultWorkloadIdentitySocketFile at 1.23.0`,
    lost: {
      level: 'warning',
      message: 'an external SDS server is now found by its socket',
      help: 'set WORKLOAD_IDENTITY_SOCKET_FILE if its socket file is not called "socket"',
    },
  },
  {
    name: 'GKE_CLUSTER_URL',
    gone: '1.23',
    usual: '',
    source: 'security/pkg/stsservice/tokenmanager/google/tokenexchangeplugin.go at 1.22.0',
  },
  {
    name: 'ENABLE_EXTERNAL_NAME_ALIAS',
    gone: '1.24',
    usual: 'true',
    source: `${features}/pilot.go at 1.23.0`,
    lost: {
      level: 'error',
      message: 'a Service of type ExternalName is always an alias of its target',
      help: 'write a ServiceEntry for each external name and move DestinationRules and routes to it, then delete the variable',
    },
  },
  {
    name: 'VERIFY_CERTIFICATE_AT_CLIENT',
    gone: '1.24',
    carriedInto: '`insecureSkipVerify` of the DestinationRules, if the tree has some',
    usual: 'true',
    source: `${features}/pilot.go at 1.23.0; pilot/pkg/networking/core/cluster_traffic_policy.go`,
    lost: {
      level: 'error',
      message: 'certificates of upstreams are always verified',
      help: 'give each DestinationRule with tls mode SIMPLE or MUTUAL and no CA a caCertificates, or insecureSkipVerify: true to keep the old behaviour, then delete the variable',
    },
  },
  {
    name: 'PERSIST_OLDEST_FIRST_HEURISTIC_FOR_VIRTUAL_SERVICE_HOST_MATCHING',
    gone: '1.24',
    usual: 'false',
    source: `${features}/experimental.go at 1.23.0; releasenotes/notes/45415-overlapping-wildcards.yaml`,
    lost: {
      level: 'error',
      message:
        'among VirtualServices with overlapping hosts, the most specific one wins, no longer the oldest',
      help: 'make sure that no wildcard host of a VirtualService covers the host of another one that should lose, then delete the variable',
    },
  },
  {
    name: 'PILOT_ENABLE_STATUS',
    gone: '1.24',
    usual: 'false',
    source: `${features}/experimental.go at 1.23.0`,
    lost: {
      level: 'warning',
      message: 'istiod writes status only with PILOT_ENABLE_ANALYSIS',
      help: 'set PILOT_ENABLE_ANALYSIS to "true" if something reads the status of Istio objects',
    },
  },
  {
    name: 'REQUIRE_3P_TOKEN',
    gone: '1.24',
    usual: 'false',
    source: 'pkg/security/security.go at 1.23.0',
    lost: { level: 'note', message: 'third-party tokens are always used', help: 'nothing to do' },
  },
  {
    name: 'ENABLE_ENHANCED_RESOURCE_SCOPING',
    gone: '1.25',
    usual: 'true',
    source: `${features}/experimental.go at 1.24.0`,
    lost: {
      level: 'error',
      message: 'discoverySelectors always limit the objects of Istio, too',
      help: 'label every namespace that holds Istio objects so that meshConfig.discoverySelectors match it, then delete the variable',
    },
  },
  {
    name: 'ENABLE_RESOLUTION_NONE_TARGET_PORT',
    gone: '1.25',
    carriedInto: 'ServiceEntries without `targetPort`, if the tree has some with it',
    usual: 'true',
    source: `${features}/experimental.go at 1.24.0`,
    lost: {
      level: 'error',
      message: 'a ServiceEntry with resolution NONE always obeys targetPort',
      help: 'delete targetPort from each ServiceEntry with resolution NONE and without a workloadSelector, then delete the variable',
    },
  },
  {
    name: 'PROXY_XDS_DEBUG_VIA_AGENT',
    gone: '1.25',
    usual: 'true',
    source: `${agent} at 1.24.0`,
    lost: { level: 'note', message: 'the agent no longer serves xDS debug requests', help: 'nothing to do' },
  },
  {
    name: 'PROXY_XDS_DEBUG_VIA_AGENT_PORT',
    gone: '1.25',
    usual: '15004',
    source: `${agent} at 1.24.0`,
    lost: { level: 'note', message: 'the agent no longer serves xDS debug requests', help: 'nothing to do' },
  },
  {
    name: 'ENABLE_AUTO_SNI',
    gone: '1.26',
    usual: 'true',
    source: `${features}/pilot.go at 1.25.0`,
    lost: {
      level: 'error',
      message: 'the SNI of TLS to upstreams always comes from the Host header unless a rule sets it',
      help: 'set sni in each DestinationRule with TLS that needs another name, then delete the variable',
    },
  },
  {
    name: 'ENABLE_DEFERRED_CLUSTER_CREATION',
    gone: '1.26',
    usual: 'true',
    source: `${features}/experimental.go at 1.25.0`,
    lost: {
      level: 'note',
      message: 'clusters are always created when they are first used',
      help: 'nothing to do',
    },
  },
  {
    name: 'ENABLE_DELIMITED_STATS_TAG_REGEX',
    gone: '1.26',
    usual: 'true',
    source: `${features}/telemetry.go at 1.25.0`,
    lost: {
      level: 'warning',
      message: 'stat tags are always cut at their delimiters',
      help: 'check dashboards and alerts that cut the names of Envoy statistics at dots',
    },
  },
  {
    name: 'IPTABLES_TRACE_LOGGING',
    gone: '1.26',
    usual: 'false',
    source:
      'tools/istio-iptables/pkg/log/nflog.go at 1.25.0; the injection template reads it up to 1.31.0, and makes the sidecar privileged for it',
    lost: {
      level: 'warning',
      message:
        'the traffic that iptables redirects is no longer logged, and the sidecar no longer runs privileged',
      help: 'use tcpdump or the access log of the proxy instead',
    },
  },
  {
    name: 'BYPASS_OVERLOAD_MANAGER_FOR_STATIC_LISTENERS',
    gone: '1.27',
    usual: 'true',
    source: `${features}/experimental.go at 1.26.0`,
    lost: {
      level: 'note',
      message: 'static listeners always bypass the overload manager',
      help: 'nothing to do',
    },
  },
  {
    name: 'ENABLE_DEFERRED_STATS_CREATION',
    gone: '1.27',
    usual: 'true',
    source: `${features}/experimental.go at 1.26.0`,
    lost: {
      level: 'note',
      message: 'statistics are always created when they are first used',
      help: 'nothing to do',
    },
  },
  {
    name: 'ENABLE_INBOUND_RETRY_POLICY',
    gone: '1.27',
    usual: 'true',
    source: `${features}/pilot.go at 1.26.0`,
    lost: {
      level: 'warning',
      message: 'inbound requests that were reset before they reached the application are always retried',
      help: 'nothing keeps the old behaviour: check applications that must not see a request twice',
    },
  },
  {
    name: 'EXCLUDE_UNSAFE_503_FROM_DEFAULT_RETRY',
    gone: '1.27',
    carriedInto: '`meshConfig.defaultHttpRetryPolicy` and `retryOn` of the VirtualServices in the tree',
    usual: 'true',
    source: `${features}/pilot.go at 1.26.0; pilot/pkg/networking/core/route/retry/retry.go at 1.23.0`,
    lost: {
      level: 'error',
      message: 'requests are no longer retried on 503 by default',
      help: 'to keep these retries, set meshConfig.defaultHttpRetryPolicy to attempts 2 and retryOn connect-failure,refused-stream,unavailable,cancelled,503, and the same retryOn in each VirtualService with retries.attempts and no retryOn; then delete the variable',
    },
  },
  {
    name: 'PILOT_STATUS_BURST',
    gone: '1.27',
    usual: '500',
    source: `${features}/tuning.go at 1.26.0`,
    lost: noRate,
  },
  {
    name: 'PILOT_STATUS_QPS',
    gone: '1.27',
    usual: '100',
    source: `${features}/tuning.go at 1.26.0`,
    lost: noRate,
  },
  {
    name: 'PILOT_STATUS_UPDATE_INTERVAL',
    gone: '1.27',
    usual: '500ms',
    source: `${features}/tuning.go at 1.26.0`,
    lost: noRate,
  },
  {
    name: 'PILOT_SPAWN_UPSTREAM_SPAN_FOR_GATEWAY',
    gone: '1.31',
    usual: 'true',
    source: `${features}/telemetry.go at 1.30.0`,
    lost: {
      level: 'warning',
      message: 'gateways always send a span of their own for the upstream request',
      help: 'check the sampling budget of gateways that trace with the Telemetry API',
    },
  },
  {
    name: 'UNSAFE_PILOT_ENABLE_DELTA_TEST',
    gone: '1.31',
    usual: 'false',
    source: `${features}/pilot.go at 1.30.0`,
    lost: { level: 'note', message: 'the test mode is gone', help: 'nothing to do' },
  },
];

/** A name that upgrade notes have wrong: a variable of this name does nothing. */
export interface WrongName {
  readonly name: string;
  readonly right: string;
  readonly release: string;
}

export const wrongNames: readonly WrongName[] = [
  { name: 'VERIFY_CERT_AT_CLIENT', right: 'VERIFY_CERTIFICATE_AT_CLIENT', release: '1.21' },
  { name: 'ENHANCED_RESOURCE_SCOPING', right: 'ENABLE_ENHANCED_RESOURCE_SCOPING', release: '1.22' },
  {
    name: 'ENABLE_AUTO_ENHANCED_RESOURCE_SCOPING',
    right: 'ENABLE_ENHANCED_RESOURCE_SCOPING',
    release: '1.22',
  },
  { name: 'ENVOY_DNS_JITTER_DURATION', right: 'PILOT_DNS_JITTER_DURATION', release: '1.25' },
  {
    name: 'EnableGatewayAPICopyLabelsAnnotations',
    right: 'PILOT_ENABLE_GATEWAY_API_COPY_LABELS_ANNOTATIONS',
    release: '1.27',
  },
  {
    name: 'SUPPORT_GATEWAY_API_INFERENCE_EXTENSION',
    right: 'ENABLE_GATEWAY_API_INFERENCE_EXTENSION',
    release: '1.27',
  },
];
