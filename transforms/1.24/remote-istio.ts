import { entryOf } from '../../src/yaml';
import { objectCheck } from '../shared/object-check';

/** Source: istio-ecosystem/sail-operator, `api/v1alpha1` at 0.1.0 and `api` at 1.0.0. */
export const remoteIstio = objectCheck({
  id: 'remote-istio',
  title: 'RemoteIstio of the Sail operator is gone',
  release: '1.24',
  phase: 'with',
  kind: 'required',
  triggers: ['RemoteIstio'],
  about: {
    why: ['The Sail operator has no kind RemoteIstio any more. The API server refuses such an object.'],
    changes: ['Nothing, since the status of the new object differs. It reports each RemoteIstio.'],
    reports: [
      {
        when: 'The tree has a RemoteIstio.',
        level: 'error',
        message: 'the Sail operator that installs Istio 1.24 has no kind RemoteIstio',
        remedy: 'Write an Istio of `sailoperator.io/v1` with `spec.profile: remote`.',
        files: {
          'remote.yaml':
            'apiVersion: sailoperator.io/v1alpha1\nkind: RemoteIstio\nmetadata: {name: default}\nspec: {version: v1.23.0}\n',
        },
      },
    ],
    link: ['Sail operator', 'https://github.com/istio-ecosystem/sail-operator/blob/main/docs/README.adoc'],
  },
  check({ group, kind, mapping }, { report }) {
    if (kind !== 'RemoteIstio' || !['sailoperator.io', 'operator.istio.io'].includes(group)) return;
    report({
      level: 'error',
      at: entryOf(mapping, 'kind') ?? mapping,
      message: 'the Sail operator that installs Istio 1.24 has no kind RemoteIstio',
      help: 'write an Istio of sailoperator.io/v1 with spec.profile: remote and the same values; adapt what reads its status',
    });
  },
});
