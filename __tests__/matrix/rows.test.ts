import { migrateFiles } from '../../src/api';
import type { Finding } from '../../src/finding';
import { printVersion, releaseBefore } from '../../src/version';
import { changedAnnotations } from '../../transforms/tables/annotations';
import { apiVersions } from '../../transforms/tables/api-versions';
import { operatorFields } from '../../transforms/tables/operator-fields';
import type { Tree } from '../support/fixtures';
import { versionOf } from '../support/upgrade';

/**
 * Rows about objects in every carrier. What is right is worked out from the row alone: the text that is written for what
 * there has to be afterwards, or a finding that names the thing in the file that holds it.
 */
interface Carrier {
  readonly name: string;
  /** The files, with the thing in question in the first of them. */
  readonly tree: (part: string) => Tree;
  /** Whether the product rewrites such a file; otherwise it reports. */
  readonly isRewritten: boolean;
}

function run(tree: Tree, release: string): { after: Tree; findings: readonly Finding[] } {
  const from = printVersion(releaseBefore(versionOf(release)));
  const { changed, findings } = migrateFiles(tree, { from, to: release, modernize: true });
  const texts = Object.fromEntries([...changed].map(([path, { text }]) => [path, text]));
  return { after: { ...tree, ...texts }, findings };
}

const firstPath = (tree: Tree): string => Object.keys(tree)[0] ?? '';
const file = (path: string, text: string): Tree => ({ [path]: text });
const crlf = (tree: Tree): Tree =>
  Object.fromEntries(Object.entries(tree).map(([path, text]) => [path, text.replaceAll('\n', '\r\n')]));

describe('annotations', () => {
  const pod = (annotation: string) => `apiVersion: v1
kind: Pod
metadata:
  name: shop
  annotations:
    stays: here # a neighbour
${annotation === '' ? '' : `    ${annotation}\n`}spec: {containers: []}
`;
  const deployment = (annotation: string) => `apiVersion: apps/v1
kind: Deployment
metadata: {name: shop}
spec:
  template:
    metadata: {annotations: {stays: here${annotation === '' ? '' : `, ${annotation}`}}}
    spec: {containers: []}
`;
  const patch = (annotation: string) => `resources: [shop.yaml]
patches:
  - patch: |-
${pod(annotation).trimEnd().replaceAll(/^/gm, '      ')}
`;
  const carriers: readonly Carrier[] = [
    { name: 'a pod', tree: (part) => file('pod.yaml', pod(part)), isRewritten: true },
    { name: 'a pod with CRLF', tree: (part) => crlf(file('pod.yaml', pod(part))), isRewritten: true },
    {
      name: 'the template of a Deployment',
      tree: (part) => file('shop.yaml', deployment(part)),
      isRewritten: true,
    },
    {
      name: 'a template of Helm',
      tree: (part) => file('shop/templates/pod.yaml', `{{- if .Values.shop }}\n${pod(part)}{{- end }}\n`),
      isRewritten: true,
    },
    {
      name: 'values of a gateway',
      tree: (part) =>
        file(
          'release.yaml',
          `apiVersion: helm.toolkit.fluxcd.io/v2\nkind: HelmRelease\nmetadata: {name: edge}\nspec:\n  chart: {spec: {chart: gateway, sourceRef: {kind: HelmRepository, name: istio}}}\n  values:\n    podAnnotations:\n      stays: here\n${part === '' ? '' : `      ${part}\n`}`,
        ),
      isRewritten: true,
    },
    {
      name: 'a patch in a kustomization',
      tree: (part) => ({ 'kustomization.yaml': patch(part), 'shop.yaml': pod('') }),
      isRewritten: true,
    },
    {
      name: 'a heredoc',
      tree: (part) => file('up.sh', `#!/bin/sh\nkubectl apply -f - <<EOF\n${pod(part)}EOF\n`),
      isRewritten: false,
    },
    {
      name: 'Terraform',
      tree: (part) =>
        file(
          'pod.tf',
          `resource "kubernetes_pod" "shop" {\n  metadata {\n    annotations = {\n      ${part === '' ? '' : part.replace(/^([^:]+): /, '"$1" = ')}\n    }\n  }\n}\n`,
        ),
      isRewritten: false,
    },
  ];
  describe.each(carriers)('in $name', ({ tree, isRewritten }) => {
    test.each(changedAnnotations)('$name of $release', ({ name, release, becomes, isLabelToo = false }) => {
      const value = '"gzip"';
      const input = tree(`${name}: ${value}`);
      const { after, findings } = run(input, release);
      if (!isRewritten || becomes.is === 'wrong') {
        expect(after).toEqual(input);
        // A text may name the label, which is right.
        if (isLabelToo && !isRewritten) return;
        const told = findings.filter(
          ({ path, message }) => path === firstPath(input) && message.includes(name),
        );
        expect(told).not.toEqual([]);
      } else expect(after).toEqual(tree(becomes.is === 'renamed' ? `${becomes.to}: ${value}` : ''));
    });
  });
});

describe('fields of an IstioOperator', () => {
  const nested = (path: readonly string[], value: unknown): Record<string, unknown> =>
    path.reduceRight<unknown>((inner, key) => ({ [key]: inner }), value) as Record<string, unknown>;
  test.each(operatorFields)('$path of $gone', ({ path, gone, renamed }) => {
    const keys = path.map((key) => (key === '*' ? 'acme' : key));
    const head = {
      apiVersion: 'install.istio.io/v1alpha1',
      kind: 'IstioOperator',
      metadata: { name: 'mesh' },
    };
    const object = { ...head, ...nested(keys, renamed ? renamed.of : { enabled: 'x' }) };
    for (const path of ['mesh.yaml', 'mesh.json']) {
      const { after, findings } = run({ [path]: JSON.stringify(object, null, 2) }, gone);
      const read = JSON.parse(after[path] ?? '') as unknown;
      const isTold = findings.some(
        ({ message, level }) => level === 'error' && message.includes(keys.at(-1) ?? ''),
      );
      const at = keys.reduce<unknown>(
        (inner, key) => (inner as Record<string, unknown> | undefined)?.[key],
        read,
      );
      expect({ path, at: isTold ? undefined : at }).toEqual({ path, at: renamed?.to });
    }
  });
});

describe('versions of kinds', () => {
  const rows = apiVersions.flatMap(({ id, release, kinds }) =>
    kinds.flatMap(({ from, to }) =>
      from.flatMap(({ group, kind, versions }) =>
        versions.map((version) => ({ id, release, to, kind, old: `${group}/${version}` })),
      ),
    ),
  );
  // What every version of these kinds accepts.
  const rest = `metadata: {name: shop}
spec:
  hostnames: [shop.example]
  rules: [{backendRefs: [{name: shop, port: 80}]}]
`;
  const forms: readonly (readonly [string, (apiVersion: string, kind: string) => string])[] = [
    ['plain', (version, kind) => `apiVersion: ${version} # of the API\nkind: ${kind}\n${rest}`],
    ['quoted', (version, kind) => `"apiVersion": '${version}'\n"kind": "${kind}"\n${rest}`],
    ['CRLF', (version, kind) => `apiVersion: ${version}\nkind: ${kind}\n${rest}`.replaceAll('\n', '\r\n')],
    [
      'a template',
      (version, kind) => `{{- if .Values.shop }}\napiVersion: ${version}\nkind: ${kind}\n${rest}{{- end }}\n`,
    ],
    [
      'a list',
      (version, kind) =>
        `apiVersion: v1\nkind: List\nitems:\n  - apiVersion: ${version}\n    kind: ${kind}\n    metadata: {name: shop}\n`,
    ],
    [
      'JSON',
      (version, kind) => `{"kind": "${kind}", "apiVersion": "${version}", "metadata": {"name": "shop"}}\n`,
    ],
  ];
  describe.each(forms)('%s', (_, write) => {
    test.each(rows)('$kind $old ($id)', ({ release, old, kind, to }) => {
      const { after } = run({ 'shop.yaml': write(old, kind) }, release);
      const written = after['shop.yaml'] ?? '';
      expect(written).toBe(write(`${to.group}/${to.version}`, to.kind));
    });
  });
});
