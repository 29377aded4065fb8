/** The oldest Kubernetes that a release of Istio asks for. */
export interface OldestKubernetes {
  /** The first release that asks for it. */
  readonly release: string;
  readonly minor: number;
}

/**
 * The releases that ask for a newer Kubernetes than the one before, oldest first.
 *
 * Source: istio/istio, `MinK8SVersion` in `istioctl/pkg/install/k8sversion/version.go` (`operator/pkg/...` before) at
 * each .0 tag from 1.19.0 to 1.31.0-rc.0.
 */
export const oldestKubernetes: readonly OldestKubernetes[] = [
  { release: '1.21', minor: 26 },
  { release: '1.24', minor: 28 },
  { release: '1.26', minor: 29 },
  { release: '1.29', minor: 30 },
  { release: '1.30', minor: 32 },
];

/**
 * The newest minor release of Kubernetes that a release of Istio is supported on.
 *
 * Source: istio/istio.io, `data/compatibility/supportStatus.yml` (the table of supported releases) up to 1.22, and the
 * announcement of each release from 1.23 to 1.31; the table of September 2026 has one more for 1.26 and for 1.31.
 */
export const newestKubernetes: Readonly<Record<string, number>> = {
  '1.21': 29,
  '1.22': 30,
  '1.23': 30,
  '1.24': 31,
  '1.25': 32,
  '1.26': 33,
  '1.27': 33,
  '1.28': 34,
  '1.29': 35,
  '1.30': 36,
  '1.31': 37,
};

/** Where a kind of object pins the Kubernetes of a cluster. */
export interface KubernetesPin {
  /** What its group holds. */
  readonly words: readonly string[];
  readonly group: RegExp;
  readonly kind: RegExp;
  /** `[]` behind a key goes through a list. */
  readonly paths: readonly string[];
}

/**
 * Sources: the API references of kind, k3d, eksctl, Cluster API (core and its providers), kubeadm, k3s
 * (system-upgrade-controller), Rancher, Gardener and Crossplane's providers.
 */
export const kubernetesPins: readonly KubernetesPin[] = [
  { words: ['kind.x-k8s.io'], group: /^kind\.x-k8s\.io$/, kind: /^Cluster$/, paths: ['nodes[].image'] },
  { words: ['k3d.io'], group: /^k3d\.io$/, kind: /^Simple$/, paths: ['image'] },
  { words: ['eksctl.io'], group: /^eksctl\.io$/, kind: /^ClusterConfig$/, paths: ['metadata.version'] },
  {
    words: ['kubeadm.k8s.io'],
    group: /^kubeadm\.k8s\.io$/,
    kind: /^ClusterConfiguration$/,
    paths: ['kubernetesVersion'],
  },
  {
    words: ['cluster.x-k8s.io'],
    group: /^cluster\.x-k8s\.io$/,
    kind: /^Cluster$/,
    paths: ['spec.topology.version'],
  },
  {
    words: ['cluster.x-k8s.io'],
    group: /^cluster\.x-k8s\.io$/,
    kind: /^Machine(?:Deployment|Pool|Set)$/,
    paths: ['spec.template.spec.version'],
  },
  {
    words: ['cluster.x-k8s.io'],
    group: /^controlplane\.cluster\.x-k8s\.io$/,
    kind: /ControlPlane$/,
    paths: ['spec.version'],
  },
  { words: ['upgrade.cattle.io'], group: /^upgrade\.cattle\.io$/, kind: /^Plan$/, paths: ['spec.version'] },
  {
    words: ['provisioning.cattle.io'],
    group: /^provisioning\.cattle\.io$/,
    kind: /^Cluster$/,
    paths: ['spec.kubernetesVersion'],
  },
  {
    words: ['core.gardener.cloud'],
    group: /^core\.gardener\.cloud$/,
    kind: /^Shoot$/,
    paths: ['spec.kubernetes.version'],
  },
  {
    words: ['upbound.io'],
    group: /^(?:eks\.aws|container\.gcp|containerservice\.azure)\.(?:m\.)?upbound\.io$/,
    kind: /Cluster$/,
    paths: [
      'spec.forProvider.version',
      'spec.forProvider.minMasterVersion',
      'spec.forProvider.kubernetesVersion',
    ],
  },
];
