import { upgradeNotesOf } from '../../src/about';
import type { ApiVersionRow, KindName, KindRow } from '../../src/moves';
import { checkListenerSet, checkOneRule, checkTlsRoute, checkZtunnel } from './route-checks';

/** The oldest minor release of Istio that a release of the Sail operator installs. */
interface SailOperator {
  /** The minor release of the operator, which is that of the newest Istio that it installs. */
  readonly operator: string;
  readonly oldest: string;
}

/** What is not `eol` in `pkg/istioversion/versions.yaml` of istio-ecosystem/sail-operator at the newest tag of each. */
export const sailOperators: readonly SailOperator[] = [
  { operator: '1.25', oldest: '1.21' },
  { operator: '1.26', oldest: '1.24' },
  { operator: '1.27', oldest: '1.24' },
  { operator: '1.28', oldest: '1.26' },
  { operator: '1.29', oldest: '1.27' },
  { operator: '1.30', oldest: '1.28' },
];

/** The newest release of the operator that is known. */
export const newestSail = '1.30.3';

const gatewayApi = 'gateway.networking.k8s.io';

/** A kind of one group whose versions give way to v1. */
function toV1(group: string, kind: string, resource: string, ...versions: readonly string[]): KindRow {
  const names = { group, kind, resource };
  const from: readonly KindName[] = [{ ...names, versions }];
  return { to: { ...names, version: 'v1' }, from };
}

/** Served by all CRDs since 0.6; there is a `v1` only since 1.5. */
const referenceGrant = {
  group: gatewayApi,
  kind: 'ReferenceGrant',
  resource: 'referencegrants',
  version: 'v1beta1',
};

/**
 * API versions that a release no longer reads, and what each becomes. A new one costs a row here and two fixtures.
 * Only the versions that a row lists are rewritten: never by the group alone, and never a newer one.
 */
export const apiVersions: readonly ApiVersionRow[] = [
  {
    id: 'grpc-route',
    title: 'GRPCRoute v1alpha2 → gateway.networking.k8s.io/v1',
    release: '1.22',
    phase: 'with',
    kind: 'required',
    docs: upgradeNotesOf('1.22'),
    source: 'istio 1.22.0, pkg/config/schema/metadata.yaml; gateway-api v1.1.0, CRD grpcroutes',
    kinds: [toV1(gatewayApi, 'GRPCRoute', 'grpcroutes', 'v1alpha2')],
    why: [
      'Istio 1.22 reads GRPCRoute only as `gateway.networking.k8s.io/v1`. A route of `v1alpha2` gets no traffic. The CRDs of Gateway API 1.2 do not serve `v1alpha2` at all.',
    ],
  },
  {
    id: 'gateway-api-alpha',
    title: 'Gateway, GatewayClass, HTTPRoute, ReferenceGrant v1alpha2 → v1, v1beta1',
    release: '1.22',
    phase: 'before',
    kind: 'required',
    docs: upgradeNotesOf('1.22'),
    source:
      'istio 1.22.0, go.mod; gateway-api v0.8.0, v1.0.0, v1.1.0 and v1.2.0, CRDs gateways, gatewayclasses, httproutes and referencegrants',
    kinds: [
      { ...toV1(gatewayApi, 'Gateway', 'gateways', 'v1alpha2'), isOftenNamed: true },
      { ...toV1(gatewayApi, 'GatewayClass', 'gatewayclasses', 'v1alpha2'), isOftenNamed: true },
      { ...toV1(gatewayApi, 'HTTPRoute', 'httproutes', 'v1alpha2'), isOftenNamed: true },
      { to: referenceGrant, from: [{ ...referenceGrant, versions: ['v1alpha2'] }], isOftenNamed: true },
    ],
    why: [
      'Istio 1.22 goes with the CRDs of Gateway API 1.1, which serve `v1alpha2` of none of these kinds: the API server refuses such an object. Gateway, GatewayClass and HTTPRoute lost it with the CRDs 0.8, ReferenceGrant with 1.1.',
      'The fields are the same. ReferenceGrant has a `v1` only since the CRDs 1.5, so it becomes `v1beta1`, which all of them serve.',
    ],
  },
  {
    id: 'reference-policy',
    title: 'ReferencePolicy v1alpha2 → ReferenceGrant gateway.networking.k8s.io/v1beta1',
    release: '1.20',
    phase: 'before',
    kind: 'required',
    docs: 'https://github.com/kubernetes-sigs/gateway-api/releases/tag/v0.6.0',
    source:
      'istio 1.20.0, go.mod; gateway-api v0.5.0, CRDs referencepolicies and referencegrants; v0.6.0, release notes and CRDs (#1406)',
    kinds: [
      {
        to: referenceGrant,
        from: [
          {
            group: gatewayApi,
            kind: 'ReferencePolicy',
            resource: 'referencepolicies',
            versions: ['v1alpha2'],
          },
        ],
      },
    ],
    why: [
      'ReferencePolicy is the old name of ReferenceGrant, and the fields are the same. The CRDs of Gateway API 0.6 and later do not have it: the API server refuses the object, and routes lose the backends and certificates that it lets them use in other namespaces.',
    ],
    needs: {
      message: 'the kind changes, so the ReferenceGrant is a new object beside the old ReferencePolicy',
      help: 'once the new one is applied, delete the old one; a GitOps tool that prunes does so by itself',
      phase: 'after',
    },
  },
  {
    id: 'sail',
    title: 'Istio, IstioRevision, IstioRevisionTag, IstioCNI v1alpha1 → sailoperator.io/v1',
    release: '1.24',
    phase: 'with',
    kind: 'required',
    docs: upgradeNotesOf('1.24'),
    source: 'sail-operator 0.2.0 and 1.0.0, CRDs',
    kinds: [
      { ...toV1('sailoperator.io', 'Istio', 'istios', 'v1alpha1'), isWord: true },
      toV1('sailoperator.io', 'IstioRevision', 'istiorevisions', 'v1alpha1'),
      toV1('sailoperator.io', 'IstioRevisionTag', 'istiorevisiontags', 'v1alpha1'),
      toV1('sailoperator.io', 'IstioCNI', 'istiocnis', 'v1alpha1'),
    ],
    why: [
      'Version 1.0 of the Sail operator, which installs Istio 1.24, serves these kinds only as `sailoperator.io/v1`. The API server refuses `v1alpha1`. The fields are the same.',
    ],
    needs: {
      message: 'sailoperator.io/v1 needs version 1.0 or newer of the Sail operator',
      help: 'upgrade the operator first; it lists the values of spec.version that it knows',
    },
  },
  {
    id: 'sail-ztunnel',
    title: 'ZTunnel v1alpha1 → sailoperator.io/v1',
    release: '1.28',
    phase: 'with',
    kind: 'required',
    docs: upgradeNotesOf('1.28'),
    source: 'sail-operator 1.27.0 and 1.28.0, CRD ztunnels',
    kinds: [
      {
        ...toV1('sailoperator.io', 'ZTunnel', 'ztunnels', 'v1alpha1'),
        fields: [{ from: 'spec.profile' }],
        check: checkZtunnel,
      },
    ],
    why: [
      'Version 1.28 of the Sail operator reads ZTunnel as `sailoperator.io/v1`; `v1alpha1` is deprecated. Only `spec.profile` is missing in v1.',
    ],
  },
  {
    id: 'tls-route',
    title: 'TLSRoute v1alpha2, v1alpha3 → gateway.networking.k8s.io/v1',
    release: '1.30',
    phase: 'with',
    kind: 'required',
    docs: upgradeNotesOf('1.30'),
    source: 'istio 1.30.0, pkg/config/schema/metadata.yaml; gateway-api v1.4.0 and v1.5.0, CRD tlsroutes',
    kinds: [{ ...toV1(gatewayApi, 'TLSRoute', 'tlsroutes', 'v1alpha3', 'v1alpha2'), check: checkTlsRoute }],
    why: [
      'Istio 1.30 reads TLSRoute only as `gateway.networking.k8s.io/v1`. A route of an alpha version gets no traffic, and the standard channel of the CRDs 1.5 does not serve it.',
      'No version of the CRDs fits Istio 1.29.2 and 1.30 alike: 1.29 needs 1.4, 1.30 needs 1.5. So CRDs and istiod are upgraded together.',
    ],
  },
  {
    id: 'listener-set',
    title: 'XListenerSet → ListenerSet gateway.networking.k8s.io/v1',
    release: '1.30',
    phase: 'with',
    kind: 'required',
    docs: upgradeNotesOf('1.30'),
    source: 'istio 1.29.0 and 1.30.0, pkg/config/schema/metadata.yaml; gateway-api v1.5.0, CRD listenersets',
    kinds: [
      {
        to: { group: gatewayApi, kind: 'ListenerSet', resource: 'listenersets', version: 'v1' },
        from: [
          {
            group: 'gateway.networking.x-k8s.io',
            kind: 'XListenerSet',
            resource: 'xlistenersets',
            versions: ['v1alpha1'],
          },
        ],
        onlyKindIn: ['parentRef', 'parentRefs'],
        check: checkListenerSet,
      },
    ],
    why: [
      'Istio 1.30 reads ListenerSet of `gateway.networking.k8s.io/v1` and no longer XListenerSet. The CRDs of Gateway API 1.5 do not have XListenerSet, so its listeners are gone with the upgrade.',
    ],
    needs: {
      message:
        'the group and the kind change, so the ListenerSet is a new object beside the old XListenerSet',
      help: 'once the new one is accepted, delete the old one; a GitOps tool that prunes does so by itself',
      phase: 'after',
    },
  },
  {
    id: 'tcp-route',
    title: 'TCPRoute v1alpha2 → gateway.networking.k8s.io/v1',
    release: '1.31',
    phase: 'with',
    kind: 'required',
    docs: upgradeNotesOf('1.31'),
    source: 'istio 1.30.0 and 1.31.0, pkg/config/schema/metadata.yaml; gateway-api v1.6.0, CRD tcproutes',
    kinds: [{ ...toV1(gatewayApi, 'TCPRoute', 'tcproutes', 'v1alpha2'), check: checkOneRule }],
    why: [
      'Istio 1.31 reads TCPRoute only as `gateway.networking.k8s.io/v1`. A route of `v1alpha2` gets no traffic.',
    ],
  },
  {
    id: 'istio-v1',
    title: 'Istio kinds v1alpha3, v1beta1 → v1',
    release: '1.22',
    phase: 'after',
    kind: 'modernize',
    docs: upgradeNotesOf('1.22'),
    source: 'istio 1.22.0, manifests/charts/base/crds; the schemas of the versions are equal',
    kinds: [
      ...(
        [
          ['DestinationRule', 'destinationrules'],
          ['Gateway', 'gateways'],
          ['ServiceEntry', 'serviceentries'],
          ['Sidecar', 'sidecars'],
          ['VirtualService', 'virtualservices'],
          ['WorkloadEntry', 'workloadentries'],
          ['WorkloadGroup', 'workloadgroups'],
        ] as const
      ).map(([kind, resource]) => toV1('networking.istio.io', kind, resource, 'v1beta1', 'v1alpha3')),
      ...(
        [
          ['AuthorizationPolicy', 'authorizationpolicies'],
          ['PeerAuthentication', 'peerauthentications'],
          ['RequestAuthentication', 'requestauthentications'],
        ] as const
      ).map(([kind, resource]) => toV1('security.istio.io', kind, resource, 'v1beta1')),
      toV1('telemetry.istio.io', 'Telemetry', 'telemetries', 'v1alpha1'),
    ],
    why: [
      'Every version is still served up to 1.31, and all have the same fields: the change is a matter of taste. EnvoyFilter, ProxyConfig and WasmPlugin have no v1.',
    ],
  },
  {
    id: 'gateway-api-v1',
    title: 'Gateway, GatewayClass, HTTPRoute v1beta1 → gateway.networking.k8s.io/v1',
    release: '1.29',
    phase: 'any',
    kind: 'modernize',
    docs: upgradeNotesOf('1.29'),
    source: 'gateway-api v1.0.0 … v1.6.0, CRDs',
    kinds: [
      toV1(gatewayApi, 'Gateway', 'gateways', 'v1beta1'),
      toV1(gatewayApi, 'GatewayClass', 'gatewayclasses', 'v1beta1'),
      toV1(gatewayApi, 'HTTPRoute', 'httproutes', 'v1beta1'),
    ],
    why: ['Both versions are served by all CRDs in 1.0 and later, and their fields are the same.'],
  },
];
