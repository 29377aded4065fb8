import { type Facts, upgradeRange, upgradeTarget } from '../../src/facts';
import type { ManifestDocument } from '../../src/kubernetes/document';
import type { Mention } from '../../src/sweep/mention';
import type { Context, Transform } from '../../src/transform';
import { anyRelease, crosses, printVersion, reaches, type UpgradeRange } from '../../src/version';
import { type Node, nodesAt, stringOf, unlessDeclined, valueAt } from '../../src/yaml';
import { kubernetesPins, newestKubernetes, oldestKubernetes } from '../tables/kubernetes';

/** The oldest minor release of Kubernetes that the end of an upgrade works with. */
function oldestFor(facts: Facts): number {
  const [to] = facts.all(upgradeTarget);
  const due = oldestKubernetes.filter(({ release }) => to === undefined || reaches({ to }, release));
  return Math.max(0, ...due.map(({ minor }) => minor));
}

const asked = oldestKubernetes.map(({ release, minor }) => `Istio ${release}: 1.${minor}`).join(', ');

/** The first release on the way that asks for a newer Kubernetes. */
function firstAbove(minor: number, range: Pick<UpgradeRange, 'from' | 'to'>) {
  return oldestKubernetes.find((row) => minor < row.minor && crosses(range, row.release));
}

/** What the plan says before the upgrade to a release. */
function prerequisite(release: string, newest: number): string {
  const rise = oldestKubernetes.find((row) => row.release === release);
  return rise
    ? `Upgrade the clusters to Kubernetes 1.${rise.minor} or later: Istio ${release} does not support older ones. The newest that it supports is 1.${newest}.`
    : `The newest Kubernetes that Istio ${release} supports is 1.${newest}: upgrade the clusters no further before Istio.`;
}

const minorIn = (word: string): number => Number(/1\.(\d+)/.exec(word)?.[1]);

const mention = {
  message: 'this pins an old version of Kubernetes; each release of Istio asks for a certain one',
  help: `upgrade the cluster before Istio; the oldest versions: ${asked}`,
  level: 'note',
  isMeant: ({ word, isInComment }, facts) => !isInComment && minorIn(word) < oldestFor(facts),
  says: ({ word }, facts) => {
    const [range] = facts.all(upgradeRange);
    return [{ release: range && firstAbove(minorIn(word), range)?.release }];
  },
} satisfies Partial<Mention>;

/** How Terraform names the version of a cluster of EKS, GKE, AKS and others. */
const names = [
  'cluster_version',
  'kubernetes_version',
  'k8s_version',
  'min_master_version',
  'orchestrator_version',
];
const version = String.raw`v?1\.\d{1,2}(?:\.\d+)?\b`;
const nameOf = `(?:${names.join('|')})`;
const ofTerraform: Pick<Mention, 'isMeant'> = {
  isMeant: (place, facts) =>
    /\.(?:tf|tofu|tfvars|hcl)$/.test(place.source.path) && mention.isMeant(place, facts),
};

const mentions: readonly Mention[] = [
  {
    ...mention,
    words: ['kindest/node:v1.', 'rancher/k3s:v1.'],
    pattern: /(?<=(?:kindest\/node|rancher\/k3s):)v1\.\d+/g,
  },
  {
    ...mention,
    words: names,
    // Assigned, or the default of a variable.
    pattern: new RegExp(
      String.raw`(?<=(?:^|[\s{,])${nameOf}[ \t]{0,40}=[ \t]{0,9}"|\bvariable[ \t]{1,9}"${nameOf}"[ \t]{0,9}\{[^{}]{0,400}\bdefault[ \t]{0,40}=[ \t]{0,9}")${version}`,
      'g',
    ),
    ...ofTerraform,
  },
  {
    ...mention,
    words: ['aws_eks_cluster', 'aws_eks_node_group'],
    // It is called no more than "version" there.
    pattern: new RegExp(
      String.raw`(?<=\bresource[ \t]{1,9}"aws_eks_(?:cluster|node_group)"[^{}]{1,99}\{[^{}]{0,400}\bversion[ \t]{0,40}=[ \t]{0,9}")${version}`,
      'g',
    ),
    ...ofTerraform,
  },
];

const clusterOf = (version: string) => `# Runs Istio.
apiVersion: kind.x-k8s.io/v1alpha4
kind: Cluster
nodes:
  - role: control-plane
    image: kindest/node:${version}
`;

/**
 * Versions of Kubernetes that a release of Istio on the way no longer supports.
 *
 * Source: the rows of `tables/kubernetes.ts`.
 */
export const kubernetesVersion: Transform = {
  id: 'kubernetes-version',
  title: 'Versions of Kubernetes that Istio supports',
  release: anyRelease,
  phase: 'before',
  kind: 'advice',
  docs: 'https://istio.io/latest/docs/releases/supported-releases/',
  prerequisites: Object.fromEntries(
    Object.entries(newestKubernetes).map(([release, newest]) => [release, prerequisite(release, newest)]),
  ),
  about: () => ({
    why: [
      `Each release of Istio supports certain versions of Kubernetes. \`istioctl\` warns of older ones (${asked}); Helm does not.`,
    ],
    changes: ['Nothing: the version of a cluster is your decision. It reports older versions.'],
    reports: [
      {
        when: 'A manifest of kind, k3d, eksctl, Cluster API or another tool pins a version that is too old.',
        level: 'warning',
        message: 'Istio 1.31 supports Kubernetes 1.32 and later, and this is 1.29',
        remedy: 'Upgrade the cluster before Istio.',
        target: '1.31',
        files: { 'kind.yaml': clusterOf('v1.29.2') },
      },
      {
        when: 'One of them pins a version that the target does not support yet.',
        level: 'note',
        message: 'Istio 1.28 supports Kubernetes up to 1.34, and this is 1.36',
        remedy: 'Check the table of supported releases.',
        target: '1.28',
        files: { 'kind.yaml': clusterOf('v1.36.1') },
      },
      {
        when: 'A script or a Terraform module pins a version that some release of Istio does not support.',
        level: 'note',
        message: mention.message,
        remedy: 'Upgrade the cluster before Istio.',
        files: { 'main.tf': '# Runs Istio.\nmodule "eks" {\n  cluster_version = "1.29"\n}\n' },
      },
    ],
    links: [['Platform setup', 'https://istio.io/latest/docs/setup/platform-setup/']],
  }),
  triggers: kubernetesPins.flatMap(({ words }) => words),
  // A repository of clusters that never names Istio is not about it.
  occasion: ['istio', 'Istio'],
  mentions,
  migrate(document, context) {
    for (const mapping of holdersIn(document))
      for (const node of unlessDeclined(() => pinsIn(mapping)) ?? []) checkPin(node, document, context);
  },
};

/** Objects, and the configuration of a tool, which has no metadata. */
function holdersIn({ root, objects }: ManifestDocument): Node[] {
  const held: readonly Node[] = objects.map(({ mapping }) => mapping);
  return root && !held.includes(root) ? [root, ...held] : [...held];
}

function pinsIn(mapping: Node): Node[] {
  const [group = ''] = (stringOf(valueAt(mapping, 'apiVersion')) ?? '').split('/');
  const kind = stringOf(valueAt(mapping, 'kind')) ?? '';
  return kubernetesPins
    .filter((row) => row.group.test(group) && row.kind.test(kind))
    .flatMap(({ paths }) => paths.flatMap((path) => nodesAt(mapping, path)));
}

function checkPin(node: Node, { text }: ManifestDocument, { range, report }: Context): void {
  // `1.30` without quotes is a number, and would lose its zero.
  const written = stringOf(node) ?? text.slice(node.content.start, node.content.end);
  const [, minor] = /(?:^|:)v?1\.(\d+)/.exec(written) ?? [];
  const end = printVersion({ ...range.to, patch: undefined });
  const newest = newestKubernetes[end];
  if (newest !== undefined && Number(minor) > newest) {
    report({
      level: 'note',
      at: node,
      message: `Istio ${end} supports Kubernetes up to 1.${newest}, and this is 1.${minor ?? ''}`,
      help: 'check the table of supported releases of Istio: a later patch may support it',
    });
  }
  const last = oldestKubernetes.findLast(({ release }) => reaches(range, release));
  if (!last || !(Number(minor) < last.minor)) return;
  const first = firstAbove(Number(minor), range);
  report({
    level: 'warning',
    at: node,
    ...(first && { release: first.release }),
    message: `Istio ${end} supports Kubernetes 1.${last.minor} and later, and this is 1.${minor ?? ''}`,
    help: first
      ? `upgrade the cluster before Istio ${first.release}, which needs Kubernetes 1.${first.minor}`
      : 'upgrade the cluster before Istio',
  });
}
