import type { ChartName } from '../../src/install/chart';
import type { Level } from '../../src/finding';
import type { Plain } from '../../src/yaml';

/** A value that a release's charts no longer read, or read elsewhere. */
export interface ChangedValue {
  readonly charts: readonly ChartName[];
  /** The charts that go on reading it: where the same place is one of their values, too, it stays. */
  readonly keptFor?: readonly ChartName[];
  /** Where it was; with the chart's prefix where that could be written. */
  readonly path: readonly string[];
  /** The first release without it. */
  readonly gone: string;
  /** required: without the change a setting is lost, or the installer stops; cleanup: it had no effect any more. */
  readonly kind: 'required' | 'cleanup';
  /** What becomes of it; by default it is removed. Without the text, it is a map, a list, or comes from a template. */
  readonly becomes?: (text: string | undefined) => Outcome;
  /** What is said where it is removed with a value other than these. */
  readonly lost?: Loss & { readonly unless: readonly string[] };
  /** Why, after "PATH: ". */
  readonly reason: string;
  readonly source: string;
}

export interface Loss {
  /** error: the value stays until you have acted; otherwise it is removed, and this is said. */
  readonly level: Level;
  readonly message: string;
  readonly help: string;
}

/** What becomes of a value. */
export type Outcome =
  | { readonly is: 'removed' }
  /**
   * The same value at another path, or one made of it; `alone` is where a parameter, which cannot hold what is made,
   * says the same with the chart's defaults beside it.
   */
  | {
      readonly is: 'moved';
      readonly path: readonly string[];
      readonly made?: (value: Plain) => Plain;
      readonly alone?: readonly string[];
    }
  /** Another value at another path. */
  | { readonly is: 'replaced'; readonly path: readonly string[]; readonly value: Plain }
  | { readonly is: 'declined'; readonly reason: string };

const removed: Outcome = { is: 'removed' };
const istiod = ['istiod'] as const;
const cni = ['cni'] as const;
const noEffect = 'no chart reads it any more';
const unknownField = 'no chart reads it any more, and istioctl stops at it as an unknown field';
const schema = 'operator/pkg/apis/istio/v1alpha1/values_types.proto';

/** A field that had no effect, and that the schema of an IstioOperator lost: istioctl stops at it. */
function unknown(gone: string, ...paths: readonly string[]): ChangedValue[] {
  return paths.map((path) => ({
    charts: istiod,
    path: path.split('.'),
    gone,
    kind: 'required',
    reason: unknownField,
    source: `${schema} at ${gone}.0`,
  }));
}

/** Every value that left a chart of Istio, oldest release first. The sources are paths of istio/istio. */
export const changedValues: readonly ChangedValue[] = [
  ...unknown(
    '1.21',
    'telemetry.v2.accessLogPolicy',
    'telemetry.v2.metadataExchange',
    'telemetry.v2.prometheus.wasmEnabled',
    'telemetry.v2.prometheus.gateway',
    'telemetry.v2.prometheus.inboundSidecar',
    'telemetry.v2.prometheus.outboundSidecar',
    'telemetry.v2.stackdriver.disableOutbound',
    'telemetry.v2.stackdriver.inboundAccessLogging',
    'telemetry.v2.stackdriver.outboundAccessLogging',
    'telemetry.v2.stackdriver.topology',
  ),
  ...['logging', 'monitoring', 'configOverride'].map((key): ChangedValue => ({
    charts: istiod,
    path: ['telemetry', 'v2', 'stackdriver', key],
    gone: '1.21',
    kind: 'required',
    reason: unknownField,
    lost: {
      level: 'warning',
      unless: ['false', ''],
      message:
        'what is sent to Stackdriver is decided by telemetry.v2.stackdriver.enabled or the Telemetry API',
      help: 'name the provider stackdriver in a Telemetry if only metrics or only logs are to be sent; Istio 1.23 sends neither',
    },
    source:
      'manifests/charts/istio-control/istio-discovery/templates/{telemetryv2_*.yaml at 1.20.0,_helpers.tpl at 1.21.0}',
  })),
  {
    charts: istiod,
    path: ['telemetry', 'v2', 'prometheus', 'configOverride'],
    gone: '1.21',
    kind: 'required',
    reason: unknownField,
    lost: {
      level: 'error',
      unless: [''],
      message: 'metrics are customized with the Telemetry API only',
      help: 'write a Telemetry in the root namespace (inboundSidecar is mode SERVER, outboundSidecar CLIENT; dimensions are tagOverrides with a value, tags_to_remove are tagOverrides with operation REMOVE), then delete this key',
    },
    source: 'manifests/charts/istio-control/istio-discovery/templates/telemetryv2_*.yaml, in 1.20.0 only',
  },
  {
    charts: ['istiod', 'base'],
    path: ['base', 'validateGateway'],
    gone: '1.21',
    kind: 'cleanup',
    reason: noEffect,
    source: 'manifests/charts/base/values.yaml at 1.20.0 and 1.21.0',
  },
  {
    charts: cni,
    path: ['cni', 'psp_cluster_role'],
    gone: '1.21',
    kind: 'cleanup',
    reason: noEffect,
    source: 'manifests/charts/istio-cni/values.yaml at 1.20.0 and 1.21.0',
  },
  {
    charts: cni,
    path: ['cni', 'ambient', 'redirectMode'],
    gone: '1.21',
    kind: 'required',
    reason: unknownField,
    source: `${schema} at 1.21.0`,
  },
  {
    charts: ['ztunnel'],
    path: ['redirectMode'],
    gone: '1.21',
    kind: 'cleanup',
    reason: noEffect,
    source: 'manifests/charts/ztunnel/values.yaml at 1.20.0 and 1.21.0',
  },
  ...[
    { path: ['global', 'configValidation'], off: 'true' },
    { path: ['global', 'istiod', 'enableAnalysis'], off: 'false' },
  ].map(({ path, off }): ChangedValue => ({
    charts: ['base'],
    keptFor: istiod,
    path,
    gone: '1.22',
    kind: 'cleanup',
    reason: 'the chart base never read it',
    lost: {
      level: 'note',
      unless: [off],
      message: 'only the chart istiod reads it',
      help: 'set it in the values of istiod if you need it',
    },
    source: 'manifests/charts/base at 1.21.0 and 1.22.0',
  })),
  {
    charts: ['istiod', 'ingress', 'egress'],
    path: ['global', 'jwtPolicy'],
    gone: '1.22',
    kind: 'cleanup',
    reason: noEffect,
    lost: {
      level: 'note',
      unless: ['third-party-jwt'],
      message: 'tokens are always third-party tokens',
      help: 'nothing to do on Kubernetes 1.20 and later',
    },
    source: 'manifests/charts/istio-control/istio-discovery/values.yaml at 1.21.0 and 1.22.0',
  },
  {
    charts: istiod,
    path: ['global', 'oneNamespace'],
    gone: '1.22',
    kind: 'required',
    reason: unknownField,
    lost: {
      level: 'error',
      unless: ['false'],
      message: 'istiod watches all namespaces',
      help: 'limit what it watches with meshConfig.discoverySelectors, then delete this key',
    },
    source: 'manifests/charts/istio-control/istio-discovery/templates/deployment.yaml at 1.21.0',
  },
  ...unknown('1.22', 'pilot.plugins'),
  {
    charts: ['istiod', 'ingress', 'egress'],
    path: ['global', 'autoscalingv2API'],
    gone: '1.22',
    kind: 'required',
    reason: 'no chart reads it any more, and istioctl 1.24 stops at it as an unknown field',
    source: `${schema} at 1.24.0; the templates at 1.22.0`,
  },
  {
    charts: cni,
    path: ['cni', 'privileged'],
    gone: '1.22',
    kind: 'cleanup',
    reason: noEffect,
    source: 'manifests/charts/istio-cni/values.yaml at 1.21.0 and 1.22.0',
  },
  ...unknown(
    '1.23',
    'pilot.configNamespace',
    'pilot.configSource',
    'pilot.enableProtocolSniffingForInbound',
    'pilot.enableProtocolSniffingForOutbound',
    'pilot.useMCP',
    'global.configRootNamespace',
    'global.defaultConfigVisibilitySettings',
    'global.useMCP',
    'sidecarInjectorWebhook.objectSelector',
    'sidecarInjectorWebhook.useLegacySelectors',
  ),
  {
    charts: cni,
    path: ['cni', 'logLevel'],
    gone: '1.23',
    kind: 'cleanup',
    reason: noEffect,
    lost: {
      level: 'note',
      unless: [],
      message: 'the log level of istio-cni is the chart’s default',
      help: 'to set it, use cni.logging.level: cni:<level>',
    },
    source:
      'manifests/charts/istio-cni/templates/{daemonset,configmap-cni}.yaml at 1.22.0 and 1.23.0; releasenotes/notes/51972.yaml',
  },
  {
    charts: istiod,
    path: ['istio_cni', 'enabled'],
    gone: '1.24',
    kind: 'required',
    reason: 'the chart reads pilot.cni only',
    becomes: () => ({ is: 'moved', path: ['pilot', 'cni', 'enabled'] }),
    source:
      'manifests/charts/istio-control/istio-discovery/files/injection-template.yaml at 1.23.0 and 1.24.0',
  },
  {
    charts: istiod,
    path: ['istio_cni', 'chained'],
    gone: '1.24',
    kind: 'required',
    reason: 'the chart reads pilot.cni only',
    becomes: (text) => {
      if (text === 'false') return { is: 'replaced', path: ['pilot', 'cni', 'provider'], value: 'multus' };
      return text === 'true' ? removed : { is: 'declined', reason: 'its value is not written here' };
    },
    source:
      'manifests/charts/istio-control/istio-discovery/files/injection-template.yaml at 1.23.0 and 1.24.0',
  },
  {
    charts: istiod,
    path: ['istio_cni', 'provider'],
    gone: '1.24',
    kind: 'required',
    reason: 'the chart reads pilot.cni only',
    becomes: (text) => (text === 'default' ? removed : { is: 'moved', path: ['pilot', 'cni', 'provider'] }),
    source:
      'manifests/charts/istio-control/istio-discovery/files/injection-template.yaml at 1.23.0 and 1.24.0',
  },
  ...['externalIstiod', 'remotePilotAddress', 'ipFamilies', 'ipFamilyPolicy'].map((key): ChangedValue => ({
    charts: ['base'],
    keptFor: istiod,
    path: ['global', key],
    gone: '1.24',
    kind: 'required',
    reason: 'the chart base no longer reads it',
    lost: {
      level: 'error',
      unless: ['', 'false'],
      message: 'the chart base no longer makes the Service of an istiod in another cluster',
      help: 'install the chart istiod with profile: remote in this cluster and set it there, then delete this key',
    },
    source: 'manifests/charts/base/templates/{services,endpoints}.yaml at 1.23.0, not in 1.24.0',
  })),
  {
    charts: istiod,
    path: ['global', 'proxy', 'enableCoreDump'],
    gone: '1.24',
    kind: 'cleanup',
    reason: noEffect,
    lost: {
      level: 'warning',
      unless: ['false'],
      message: 'the injector no longer switches on core dumps',
      help: 'use an injection template of your own for core dumps',
    },
    source: 'manifests/charts/istio-control/istio-discovery/values.yaml at 1.23.0 and 1.24.0',
  },
  {
    charts: cni,
    path: ['cni', 'rollingMaxUnavailable'],
    gone: '1.26',
    kind: 'required',
    reason: 'the chart reads updateStrategy only',
    becomes: () => ({
      is: 'moved',
      path: ['cni', 'updateStrategy'],
      made: (maxUnavailable) => ({ type: 'RollingUpdate', rollingUpdate: { maxUnavailable } }),
      alone: ['cni', 'updateStrategy', 'rollingUpdate', 'maxUnavailable'],
    }),
    source: 'manifests/charts/istio-cni/{values.yaml,templates/daemonset.yaml} at 1.25.0 and 1.26.0',
  },
  ...['enabled', 'globalDomainSuffix', 'includeEnvoyFilter'].map((key): ChangedValue => ({
    charts: ['istiod', 'ingress', 'egress'],
    path: ['global', 'multiCluster', key],
    gone: '1.27',
    kind: 'cleanup',
    reason: noEffect,
    source: 'manifests/charts/istio-control/istio-discovery/values.yaml at 1.26.0 and 1.27.0',
  })),
];
