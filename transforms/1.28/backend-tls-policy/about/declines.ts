import type { Case } from '../../../../src/about';
import { policyWith } from './policy-with';

const target = '{group: "", kind: Service, name: orders}';
const validation = 'validation: {hostname: orders.shop.example, wellKnownCACertificates: System}';

export const declines: readonly Case[] = [
  {
    when: 'A field is there under both its old and its new name.',
    level: 'error',
    message: 'not rewritten: it has both targetRef and targetRefs',
    remedy: 'Decide which of the two holds, delete the other, and run again.',
    files: {
      'policy.yaml': policyWith(
        `targetRef: ${target}\n  targetRefs: [${target}]\n  ${validation}`,
        'v1alpha2',
      ),
    },
  },
  {
    when: 'The target is a word and no reference, or `targetRefs` is no list.',
    level: 'error',
    message: 'not rewritten: targetRefs is not a list',
    remedy: 'Write it as a list of references with group, kind and name.',
    files: { 'policy.yaml': policyWith(`targetRefs: ${target}\n  ${validation}`) },
  },
  {
    when: 'A template inserts a field that has another name in v1alpha2.',
    level: 'error',
    message: 'not rewritten: a template inserts its whole targetRef',
    remedy:
      'Change the values or the helper that insert it, and set the `apiVersion` of the template manually.',
    files: {
      'templates/policy.yaml': policyWith(
        `targetRef:\n    {{- toYaml .Values.target | nindent 4 }}\n  ${validation}`,
        'v1alpha2',
      ),
    },
  },
  {
    when: 'A patch of Kustomize changes a part of the one target. Of a list, a patch replaces the whole.',
    level: 'error',
    message:
      'not rewritten: targetRef becomes a list, which a patch replaces as a whole; name the other fields of the target here too (group, kind)',
    remedy: 'Write the whole target in the patch, and run again.',
    files: {
      'kustomization.yaml': 'resources: [policy.yaml]\npatches: [{path: patch.yaml}]\n',
      'policy.yaml': policyWith(`targetRef: ${target}\n  ${validation}`, 'v1alpha2'),
      'patch.yaml': policyWith('targetRef: {name: orders-canary}', 'v1alpha2'),
    },
  },
  {
    when: 'An anchor inserts the old field name in a place that must keep it.',
    level: 'error',
    message:
      'not rewritten: the value is shared by anchor &trust; replace the alias *trust with a literal first',
    remedy: 'Write the alias out as a value of its own, and run again.',
    files: {
      'values.yaml': `trust: &trust
  caCertRefs: [{group: "", kind: ConfigMap, name: orders-ca}]
policies:
  - apiVersion: gateway.networking.k8s.io/v1alpha2
    kind: BackendTLSPolicy
    metadata: {name: orders}
    spec:
      targetRef: ${target}
      tls:
        <<: *trust
        hostname: orders.shop.example
`,
    },
  },
  {
    when: 'A file holds a policy and is not valid YAML.',
    level: 'warning',
    message: 'invalid YAML: Nested mappings are not allowed in compact mappings',
    remedy: 'Fix the file at the line that the finding names, and run again.',
    files: {
      'policy.yaml': `apiVersion: gateway.networking.k8s.io/v1alpha3
kind: BackendTLSPolicy
 metadata:
   name: orders
`,
    },
  },
];
