import { kubernetesVersion } from '../../transforms/any/kubernetes-version';
import { newestKubernetes, oldestKubernetes } from '../../transforms/tables/kubernetes';
import { findingsBetween } from '../support/findings-between';

const cluster = (minor: number): Record<string, string> => ({
  'main.tf': `# Runs Istio.\nmodule "eks" {\n  cluster_version = "1.${minor}"\n}\n`,
  'eks.tf': `# Istio\nresource "aws_eks_cluster" "a" {\n  name    = "prod"\n  version = "1.${minor}"\n}\nresource "aws_eks_addon" "b" {\n  version = "1.${minor}"\n}\n`,
  'up.sh': `kind create cluster --image kindest/node:v1.${minor}.0 # istio\n`,
  'kind.yaml': `# Istio\napiVersion: kind.x-k8s.io/v1alpha4\nkind: Cluster\nnodes:\n  - image: kindest/node:v1.${minor}.2\n`,
});

test.each([
  [25, '1.20', '1.21'],
  [27, '1.20', '1.24'],
  [27, '1.24', '1.26'],
  [28, '1.22', '1.26'],
  [29, '1.22', '1.29'],
  [31, '1.22', '1.30'],
])('Kubernetes 1.%i is too old, from Istio %s, with %s first', async (minor, from, wanted) => {
  const found = await findingsBetween('kubernetes-version', cluster(minor), from, '1.31');
  expect(found.map(({ path, release }) => [path, release])).toEqual([
    ['eks.tf', wanted],
    ['kind.yaml', wanted],
    ['main.tf', wanted],
    ['up.sh', wanted],
  ]);
});

test('every hop of the plan says which versions of Kubernetes it supports', () => {
  const said = kubernetesVersion.prerequisites ?? {};
  expect(Object.keys(said)).toEqual(Object.keys(newestKubernetes));
  for (const [release, newest] of Object.entries(newestKubernetes)) {
    expect(said[release]).toContain(`1.${newest}`);
    const oldest = oldestKubernetes.find((row) => row.release === release);
    if (oldest) expect(said[release]).toContain(`Kubernetes 1.${oldest.minor} or later`);
  }
});
