/** Which bundles of the Gateway API's CRDs a range of Istio versions can live with, for one kind. */
export interface BundleBound {
  readonly kind: string;
  /** The first Istio version that it holds for, and the first one that it no longer holds for. */
  readonly since: string;
  readonly until?: string;
  /** istiod drops the kind where the CRD is of an older bundle. */
  readonly needs?: string;
  /** istiod drops the kind where the CRD is of a newer bundle. */
  readonly ignoresAbove?: string;
  /** Whether the migration of the kind says so itself, as long as an object is not of v1. */
  readonly isSaid?: boolean;
  readonly source: string;
}

const watcher = 'istio/istio, pkg/kube/kclient/crdwatcher.go';
const minimum = 'istio/istio, pkg/config/schema/gatewayapi/minimumversions.go';

export const bundleBounds: readonly BundleBound[] = [
  { kind: 'GRPCRoute', since: '1.22.0', needs: '1.1.0', source: `${watcher} at 1.22.0` },
  {
    kind: 'BackendTLSPolicy',
    since: '1.28.0',
    needs: '1.4.0',
    isSaid: true,
    source: `${watcher} at 1.28.0`,
  },
  {
    kind: 'TLSRoute',
    since: '1.27.9',
    until: '1.28.0',
    ignoresAbove: '1.4.0',
    source: `${watcher} at 1.27.9`,
  },
  {
    kind: 'TLSRoute',
    since: '1.28.6',
    until: '1.28.7',
    ignoresAbove: '1.4.0',
    source: `${watcher} at 1.28.6`,
  },
  {
    kind: 'TLSRoute',
    since: '1.28.7',
    until: '1.29.0',
    ignoresAbove: '1.4.1',
    source: `${watcher} at 1.28.7`,
  },
  {
    kind: 'TLSRoute',
    since: '1.29.2',
    until: '1.29.3',
    ignoresAbove: '1.4.0',
    source: `${watcher} at 1.29.2`,
  },
  {
    kind: 'TLSRoute',
    since: '1.29.3',
    until: '1.30.0',
    ignoresAbove: '1.4.1',
    source: `${watcher} at 1.29.3`,
  },
  { kind: 'TLSRoute', since: '1.30.0', needs: '1.5.0', source: `${watcher} at 1.30.0` },
  {
    kind: 'ListenerSet',
    since: '1.30.0',
    needs: '1.5.0',
    source: 'kubernetes-sigs/gateway-api, config/crd at v1.5.0',
  },
  { kind: 'TCPRoute', since: '1.31.0', needs: '1.6.0', source: `${minimum} at 1.31.0-rc.0` },
];

/** A bundle with which istiod waits for a kind that the API server does not serve, while the alpha flag is on. */
export interface StuckPair {
  readonly since: string;
  readonly until: string;
  /** The first bundle whose standard channel has the CRD without the version that istiod watches. */
  readonly bundle: string;
  readonly watches: readonly string[];
  /** Whether it was seen, or only read in the code. */
  readonly isSeen: boolean;
  readonly source: string;
}

/** The oldest bundle first: of the rows that hold for a version, the first one says from which bundle on it is stuck. */
export const stuckPairs: readonly StuckPair[] = [
  {
    since: '1.26.0',
    until: '1.28.0',
    bundle: '1.4.0',
    watches: ['BackendTLSPolicy v1alpha3'],
    isSeen: false,
    source:
      'istio/istio, pilot/pkg/config/kube/gateway/controller.go and pkg/kube/kclient/crdwatcher.go at 1.26.0 and 1.27.9; kubernetes-sigs/gateway-api, config/crd/standard at v1.4.0',
  },
  ...[
    ['1.16.0', '1.27.9'],
    ['1.28.0', '1.28.6'],
    ['1.29.0', '1.29.2'],
  ].map(([since = '', until = '']): StuckPair => ({
    ...{ since, until, bundle: '1.5.0', watches: ['TLSRoute v1alpha2'], isSeen: true },
    source: 'istio/istio issues 59387 and 59443',
  })),
  {
    since: '1.27.9',
    until: '1.31.0',
    bundle: '1.6.0',
    watches: ['TCPRoute v1alpha2', 'UDPRoute v1alpha2'],
    isSeen: true,
    source: 'istio/istio issues 60744 and 61540',
  },
  {
    since: '1.31.0',
    until: '1.32.0',
    bundle: '1.6.0',
    watches: ['UDPRoute v1alpha2'],
    isSeen: false,
    source: 'istio/istio, pkg/config/schema/collections at 1.31.0-rc.0',
  },
];

/**
 * The last release candidates of the inference extension's 1.0.0 whose InferencePool has no `endpointPickerRef.port`: its
 * CRD does not know it, or its chart does not write it.
 *
 * Source: kubernetes-sigs/gateway-api-inference-extension, `config/crd/bases` at v1.0.0-rc.1 and rc.2, and
 * `config/charts/inferencepool/templates/inferencepool.yaml` at v1.0.0-rc.3 and rc.4.
 */
export const lastCandidateWithoutPort = { crds: 1, chart: 3 };
