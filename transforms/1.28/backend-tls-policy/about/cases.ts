import type { Case } from '../../../../src/about';

/** A policy with this spec, whose lines but the first are indented by two. */
function policyWith(spec: string, version = 'v1alpha3'): string {
  return `apiVersion: gateway.networking.k8s.io/${version}
kind: BackendTLSPolicy
metadata:
  name: orders
spec:
  ${spec}
`;
}

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
    when: 'A template inserts a field that has another name in v1alpha2, or the fields of one.',
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
    when: 'Values that a template inserts into a policy have fields of v1alpha2.',
    level: 'error',
    message: 'a template inserts this into a BackendTLSPolicy; v1 has no such field',
    remedy: 'Rename the field in the values, together with the upgrade.',
    files: {
      'templates/policy.yaml': policyWith(
        `targetRefs: [${target}]\n  validation:\n    {{- toYaml .Values.tls | nindent 4 }}`,
      ),
      'values.yaml': 'tls:\n  hostname: orders.shop.example\n  wellKnownCACerts: System\n',
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

const targets = `targetRefs: [${target}]`;
const certificate = '{group: "", kind: ConfigMap, name: orders-ca}';

export const reports: readonly Case[] = [
  {
    when: 'A policy is rewritten.',
    level: 'warning',
    message:
      'BackendTLSPolicy v1 needs the Gateway API CRDs of 1.4 or newer, whose standard channel serves no alpha version',
    remedy:
      'Install these before istiod (while the flag is on, their experimental channel), and apply the manifests between the two.',
    files: { 'policy.yaml': policyWith(`${targets}\n  ${validation}`) },
  },
  {
    when: 'Nothing in the tree shows that the flag was on, without which 1.27 ignored the policy.',
    level: 'warning',
    message:
      'Istio 1.27 ignored this policy unless PILOT_ENABLE_ALPHA_GATEWAY_API was on; in 1.28 and later it takes effect',
    remedy: 'Make sure before the upgrade that the backend speaks TLS with this hostname and CA.',
    files: { 'policy.yaml': policyWith(`${targets}\n  ${validation}`) },
  },
  {
    when: 'A target names a port by `sectionName`.',
    level: 'note',
    message:
      'Istio 1.27 applied the policy to the whole Service; in 1.28 and later sectionName limits it to that port',
    remedy: 'If the other ports speak TLS too, add a target for each, or delete `sectionName`.',
    files: {
      'policy.yaml': policyWith(
        `targetRefs: [{group: "", kind: Service, name: orders, sectionName: https}]\n  ${validation}`,
      ),
    },
  },
  {
    when: 'The target of a v1alpha2 policy is in another namespace.',
    level: 'error',
    message: 'v1 targetRefs have no namespace field: a policy targets its own namespace only',
    remedy: 'Move the policy to the namespace of its target, and delete the line.',
    files: {
      'policy.yaml': policyWith(
        `targetRef: {group: "", kind: Service, name: orders, namespace: shop}\n  ${validation}`,
        'v1alpha2',
      ),
    },
  },
  {
    when: 'The policy lacks what v1 requires, or holds what v1 refuses: no hostname, a target without a group, none or both of the two kinds of CA.',
    level: 'error',
    message: 'v1 refuses a policy without a hostname',
    remedy: 'Write what is missing. The API server refuses the object until then.',
    files: {
      'policy.yaml': policyWith(`${targets}\n  validation: {wellKnownCACertificates: System}`),
    },
  },
  {
    when: 'The hostname is a wildcard, or no DNS name.',
    level: 'error',
    message: 'v1 refuses a hostname that is not a precise DNS name',
    remedy: 'Name the one host that the certificate of the backend is for.',
    files: {
      'policy.yaml': policyWith(
        `${targets}\n  validation: {hostname: "*.shop.example", wellKnownCACertificates: System}`,
      ),
    },
  },
  {
    when: 'A policy has several CA references.',
    level: 'warning',
    message: 'Istio 1.28 reads the first of the caCertificateRefs only',
    remedy: 'Put the certificates into one ConfigMap.',
    files: {
      'policy.yaml': policyWith(
        `${targets}\n  validation:\n    hostname: orders.shop.example\n    caCertificateRefs: [${certificate}, ${certificate}]`,
      ),
    },
  },
  {
    when: 'The CA is no ConfigMap.',
    level: 'warning',
    message: 'Istio 1.28 reads a CA certificate from a ConfigMap only',
    remedy: 'Put the certificate into a ConfigMap, and name that.',
    files: {
      'policy.yaml': policyWith(
        `${targets}\n  validation:\n    hostname: orders.shop.example\n    caCertificateRefs: [{group: "", kind: Secret, name: orders-ca}]`,
      ),
    },
  },
  {
    when: 'A template’s values decide the version.',
    level: 'warning',
    message: 'the apiVersion of BackendTLSPolicy comes from the values of a template',
    remedy: 'Set the value to `gateway.networking.k8s.io/v1`, and look whether the fields are those of v1.',
    files: {
      'templates/policy.yaml': `apiVersion: {{ .Values.policyVersion }}
kind: BackendTLSPolicy
metadata:
  name: orders
`,
    },
  },
  {
    when: 'A script, a document or any other text names an alpha version. It is a note in docs and comments, a warning elsewhere.',
    level: 'warning',
    message: 'still refers to an alpha version of BackendTLSPolicy',
    remedy: 'Write `gateway.networking.k8s.io/v1`, and look whether the fields beside it have changed.',
    files: { 'deploy.sh': 'kubectl get backendtlspolicies.v1alpha3.gateway.networking.k8s.io\n' },
  },
];
