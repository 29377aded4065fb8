import type { Data, Fields } from './data';
import type { Steps } from './paths';

/** Documents by path. */
export type Documents = Readonly<Record<string, Data>>;

/** A place where values of the istiod chart are kept. */
export interface Carrier {
  readonly name: string;
  readonly installer: 'helm' | 'istioctl' | 'sail';
  /** The file that holds the values, and the place in it. */
  readonly path: string;
  readonly steps: Steps;
  /** Whether a text is at that place, which says the values. */
  readonly isText?: boolean;
  /** The values' file. */
  around(values: Data): Data;
  /** What else lies in the tree. */
  readonly beside?: Documents;
}

const repository = 'https://istio-release.storage.googleapis.com/charts';
const metadata: Fields = { name: 'istiod', namespace: 'istio-system' };

function argo(helm: Fields): Fields {
  return { repoURL: repository, chart: 'istiod', targetRevision: '1.28.3', helm };
}

const application = { apiVersion: 'argoproj.io/v1alpha1', kind: 'Application', metadata };
const flux = { apiVersion: 'helm.toolkit.fluxcd.io/v2', kind: 'HelmRelease', metadata };
const fluxChart = { spec: { chart: 'istiod', sourceRef: { kind: 'HelmRepository', name: 'istio' } } };

/** Every place that the facts list (section 6). */
export const carriers: readonly Carrier[] = [
  {
    name: 'values of an umbrella chart',
    installer: 'helm',
    path: 'mesh/values.yaml',
    steps: ['control'],
    around: (values) => ({ control: values, gateway: { replicaCount: 2 } }),
    beside: {
      'mesh/Chart.yaml': {
        apiVersion: 'v2',
        name: 'mesh',
        version: '1.0.0',
        dependencies: [{ name: 'istiod', alias: 'control', version: '1.28.3', repository }],
      },
    },
  },
  {
    name: 'values that an Application names',
    installer: 'helm',
    path: 'mesh/istiod-values.yaml',
    steps: [],
    around: (values) => values,
    beside: {
      'apps/istiod.yaml': {
        ...application,
        spec: {
          sources: [
            argo({ valueFiles: ['$values/mesh/istiod-values.yaml'] }),
            { repoURL: 'https://git.example.com/mesh', ref: 'values' },
          ],
        },
      },
    },
  },
  {
    name: 'IstioOperator',
    installer: 'istioctl',
    path: 'istio.yaml',
    steps: ['spec', 'values'],
    around: (values) => ({
      apiVersion: 'install.istio.io/v1alpha1',
      kind: 'IstioOperator',
      metadata,
      spec: { profile: 'default', values },
    }),
  },
  {
    name: 'Sail Istio',
    installer: 'sail',
    path: 'istio.yaml',
    steps: ['spec', 'values'],
    around: (values) => ({
      apiVersion: 'sailoperator.io/v1',
      kind: 'Istio',
      metadata,
      spec: { version: 'v1.28.3', values },
    }),
  },
  {
    name: 'Sail IstioRevision',
    installer: 'sail',
    path: 'istio.yaml',
    steps: ['spec', 'values'],
    around: (values) => ({
      apiVersion: 'sailoperator.io/v1alpha1',
      kind: 'IstioRevision',
      metadata,
      spec: { version: 'v1.28.3', values },
    }),
  },
  {
    name: 'Flux HelmRelease',
    installer: 'helm',
    path: 'release.yaml',
    steps: ['spec', 'values'],
    around: (values) => ({ ...flux, spec: { interval: '30m', chart: fluxChart, values } }),
  },
  {
    name: 'ConfigMap that a HelmRelease reads',
    installer: 'helm',
    path: 'values.yaml',
    steps: ['data', 'values.yaml'],
    isText: true,
    around: (values) => ({
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'istiod-values', namespace: 'istio-system' },
      data: { 'values.yaml': values },
    }),
    beside: {
      'release.yaml': {
        ...flux,
        spec: { chart: fluxChart, valuesFrom: [{ kind: 'ConfigMap', name: 'istiod-values' }] },
      },
    },
  },
  {
    name: 'Argo CD Application',
    installer: 'helm',
    path: 'application.yaml',
    steps: ['spec', 'source', 'helm', 'valuesObject'],
    around: (values) => ({
      ...application,
      spec: { project: 'mesh', source: argo({ releaseName: 'istiod', valuesObject: values }) },
    }),
  },
  {
    name: 'Argo CD Application with several sources and values in a text',
    installer: 'helm',
    path: 'application.yaml',
    steps: ['spec', 'sources', 1, 'helm', 'values'],
    isText: true,
    around: (values) => ({
      ...application,
      spec: { sources: [{ repoURL: repository, chart: 'base' }, argo({ releaseName: 'istiod', values })] },
    }),
  },
  {
    name: 'Argo CD ApplicationSet',
    installer: 'helm',
    path: 'set.yaml',
    steps: ['spec', 'template', 'spec', 'source', 'helm', 'valuesObject'],
    around: (values) => ({
      apiVersion: 'argoproj.io/v1alpha1',
      kind: 'ApplicationSet',
      metadata,
      spec: {
        generators: [{ clusters: {} }],
        template: { spec: { source: argo({ releaseName: 'istiod', valuesObject: values }) } },
      },
    }),
  },
  {
    name: 'helmfile',
    installer: 'helm',
    path: 'helmfile.yaml',
    steps: ['releases', 1, 'values', 0],
    around: (values) => ({
      repositories: [{ name: 'istio', url: repository }],
      releases: [
        { name: 'base', chart: 'istio/base', values: [{ global: { meshID: 'west' } }] },
        { name: 'istiod', chart: 'istio/istiod', version: '1.28.3', values: [values] },
      ],
    }),
  },
  {
    name: 'kustomize helmCharts',
    installer: 'helm',
    path: 'kustomization.yaml',
    steps: ['helmCharts', 0, 'valuesInline'],
    around: (values) => ({
      apiVersion: 'kustomize.config.k8s.io/v1beta1',
      kind: 'Kustomization',
      helmCharts: [{ name: 'istiod', repo: repository, releaseName: 'istiod', valuesInline: values }],
    }),
  },
  {
    name: 'Fleet',
    installer: 'helm',
    path: 'fleet.yaml',
    steps: ['helm', 'values'],
    around: (values) => ({
      defaultNamespace: 'istio-system',
      helm: { repo: repository, chart: 'istiod', version: '1.28.3', values },
    }),
  },
  {
    name: 'Crossplane Release',
    installer: 'helm',
    path: 'release.yaml',
    steps: ['spec', 'forProvider', 'values'],
    around: (values) => ({
      apiVersion: 'helm.crossplane.io/v1beta1',
      kind: 'Release',
      metadata,
      spec: { forProvider: { chart: { name: 'istiod', repository, version: '1.28.3' }, values } },
    }),
  },
  {
    name: 'k3s HelmChart',
    installer: 'helm',
    path: 'chart.yaml',
    steps: ['spec', 'valuesContent'],
    isText: true,
    around: (values) => ({
      apiVersion: 'helm.cattle.io/v1',
      kind: 'HelmChart',
      metadata,
      spec: { repo: repository, chart: 'istiod', version: '1.28.3', valuesContent: values },
    }),
  },
];
