import type { About } from '../../../src/about';

const mesh = `apiVersion: install.istio.io/v1alpha1
kind: IstioOperator
metadata:
  name: mesh
  namespace: istio-system
spec:
  profile: default
`;

export const about: About = {
  why: [
    'Istio 1.24 has no operator in the cluster: the Deployment `istio-operator`, its chart and `istioctl operator init` are gone. An IstioOperator that is applied to the cluster does nothing any more. `istioctl install -f` still reads one from a file.',
    'As long as the old operator runs, it keeps its old Istio. Deleting the IstioOperator then uninstalls Istio: the operator has to be scaled to 0 first.',
  ],
  changes: ['Nothing. One error names all the places that rely on the operator.'],
  examples: [],
  declines: [],
  reports: [
    {
      when: 'A kustomization, Flux or Argo CD applies an IstioOperator, a file has it together with other objects, or the operator itself is installed.',
      level: 'error',
      message:
        'Istio 1.24 has no in-cluster operator, but this tree relies on it: IstioOperator mesh (mesh.yaml:2)',
      remedy:
        'Scale the operator to 0 before the upgrade, then install with `istioctl install -f`, with Helm, or with the Sail operator.',
      files: {
        'kustomization.yaml': 'resources:\n  - mesh.yaml\n',
        'mesh.yaml': mesh,
      },
    },
    {
      when: 'Git holds the state that `istioctl` wrote to the cluster.',
      level: 'note',
      message:
        'installed-state was written to the cluster by istioctl for the in-cluster operator, and nothing reads it now',
      remedy: 'Delete it once no operator runs in the cluster.',
      files: { 'state.yaml': mesh.replace('name: mesh', 'name: installed-state') },
    },
  ],
  links: [
    {
      title: 'Installing Istio with Helm',
      url: 'https://istio.io/latest/docs/setup/install/helm/',
    },
  ],
};
