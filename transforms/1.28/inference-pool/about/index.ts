import type { About } from '../../../../src/about';
import { declines } from './declines';
import { examples } from './examples';
import { besidePools } from './beside-pools';
import { ofPickers } from './of-pickers';
import { ofPools } from './of-pools';
import { ofPatches } from './of-patches';

const extension = 'https://github.com/kubernetes-sigs/gateway-api-inference-extension/blob';

export const about: About = {
  why: [
    'Istio 1.28 reads InferencePool only as `inference.networking.k8s.io/v1`. The alpha versions in the group `inference.networking.x-k8s.io` and the fields of the release candidate are gone.',
    'It breaks as soon as istiod is on 1.28. A route to a pool of the old group is refused (`InvalidDestinationKind`). A pool whose picker names no port is dropped: the port 9002 is no longer assumed.',
  ],
  changes: [
    'The `apiVersion` becomes `inference.networking.k8s.io/v1`. The fields decide what else changes, since many files mix versions.',
    'The labels of `spec.selector` go under `matchLabels`.',
    '`targetPortNumber` becomes `targetPorts`, a list of one.',
    '`extensionRef` becomes `endpointPickerRef`, and its `portNumber` becomes `port.number`. A Service without a port gets `port: {number: 9002}`, which it had by default.',
    'What names the pool by its group follows it: routes, grants, policies, owner references, and every other reference by `group` or `apiVersion`.',
    'A rule of a role on `inferencepools` grants the new group. The old group stays beside it where the rule names something else that lives there.',
    'The flag `--pool-group` of an endpoint picker names the new group, in any spelling.',
    'Patches, replacements and configurations of Kustomize follow the fields.',
    'A `status` in a dump is renamed by the rules of the project’s own converter.',
    'InferenceObjective, EndpointPickerConfig, and labels and annotations such as `inference.networking.x-k8s.io/export` stay in the old group.',
  ],
  examples,
  declines: [...declines, ...ofPatches.declines],
  reports: [...ofPools, ...ofPatches.reports, ...ofPickers, ...besidePools],
  links: [
    {
      title: 'Migration guide of the inference extension (v1.1.0)',
      url: `${extension}/v1.1.0/site-src/guides/ga-migration.md`,
    },
    {
      title: 'CRD of InferencePool v1 (v1.0.0)',
      url: `${extension}/v1.0.0/config/crd/bases/inference.networking.k8s.io_inferencepools.yaml`,
    },
    {
      title: 'CRD of InferencePool v1alpha2 (v1.0.0)',
      url: `${extension}/v1.0.0/config/crd/bases/inference.networking.x-k8s.io_inferencepools.yaml`,
    },
  ],
};
