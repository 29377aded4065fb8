import { migrateTexts } from '../support/migrate-texts';

const old = 'inference.networking.x-k8s.io';
const indented = (text: string, by: number) => text.replaceAll(/^(?=.)/gm, ' '.repeat(by));

const rego = `package pools
violation[{"msg": msg}] {
  input.review.kind.group == "${old}"
  input.review.object.spec.targetPortNumber != 8000
  not input.review.object.spec.extensionRef.failureMode
  input.review.object.metadata.name != ""
  msg := "only 8000"
}
`;
const cel = `object.metadata.name != "" &&
object.spec.targetPortNumber == 8000 &&
has(object.spec.extensionRef)
`;
const template = (targets: string) =>
  `apiVersion: templates.gatekeeper.sh/v1
kind: ConstraintTemplate
metadata: {name: ports}
spec:
  crd: {spec: {names: {kind: Ports}}}
  targets:
    - target: admission.k8s.gatekeeper.sh
${indented(targets, 6)}`;
const rules = `matchConstraints:
  resourceRules: [{apiGroups: ["${old}"], resources: [inferencepools]}]
`;

const programs: Readonly<Record<string, string>> = {
  'Rego of Gatekeeper': template(`rego: |\n${indented(rego, 2)}`),
  'Rego of Gatekeeper under code': template(
    `code:\n  - engine: Rego\n    source:\n      rego: |\n${indented(rego, 8)}`,
  ),
  'CEL of Gatekeeper': template(
    `code:\n  - engine: K8sNativeValidation\n    source:\n      validations:\n        - message: bad InferencePool\n          expression: |\n${indented(cel, 12)}`,
  ),
  'CEL of Kubernetes': `apiVersion: admissionregistration.k8s.io/v1\nkind: ValidatingAdmissionPolicy\nmetadata: {name: a}\nspec:\n${indented(rules, 2)}  validations:\n    - expression: |\n${indented(cel, 8)}`,
  'CEL of Kyverno': `apiVersion: policies.kyverno.io/v1\nkind: ValidatingPolicy\nmetadata: {name: a}\nspec:\n${indented(rules, 2)}  validations:\n    - expression: |\n${indented(cel, 8)}`,
  'Lua of Argo CD': `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: argocd-cm}\ndata:\n  resource.customizations.health.${old}_InferencePool: |\n    local port = obj.spec.targetPortNumber\n    if port == nil then\n      return obj.spec.extensionRef\n    end\n`,
  'jq of a ConfigMap': `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\ndata:\n  a.jq: |\n    .items[] | select(.kind == "InferencePool")\n    | .spec.targetPortNumber\n    | .spec.extensionRef.name\n`,
};

test.each(Object.entries(programs))('%s is reported at each line that names an old field', (_, text) => {
  const lines = text
    .split('\n')
    .flatMap((line, index) => (/targetPort|extensionRef/.test(line) ? index + 1 : []));
  const [outcome] = migrateTexts({ 'program.yaml': text });
  const told = (outcome?.findings ?? []).filter(({ message }) =>
    message.includes('v1 InferencePools do not have'),
  );
  expect(lines.length).toBeGreaterThan(1);
  expect(told.map(({ line }) => line)).toEqual(lines);
});

test('a constraint names the lines of its template that read old fields', () => {
  const constraint = `apiVersion: constraints.gatekeeper.sh/v1beta1\nkind: Ports\nmetadata: {name: a}\nspec: {match: {kinds: [{apiGroups: ["${old}"], kinds: [InferencePool]}]}}\n`;
  const [outcome] = migrateTexts({
    'constraint.yaml': constraint,
    'template.yaml': template(`rego: |\n${indented(rego, 2)}`),
  });
  expect(outcome?.after).toBe(constraint);
  const [error] = (outcome?.findings ?? []).filter(({ level }) => level === 'error');
  expect(error?.help).toContain('(template.yaml:12, template.yaml:13)');
});

test('a template for another kind is left alone', () => {
  const text = template(`rego: |\n${indented(rego.replace(old, 'example.com'), 2)}`);
  expect(migrateTexts({ 'template.yaml': text })[0]?.findings).toEqual([]);
});
