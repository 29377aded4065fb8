import fc from 'fast-check';
import { spawnSync } from 'node:child_process';
import { parseAllDocuments } from 'yaml';
import { kustomized } from '../support/kustomize-tree';
import type { Tree } from '../support/fixtures';
import { migrateTexts } from '../support/migrate-texts';
import { runs } from '../support/seed';

/** What overlays name by its index is what it was, or the list stays: kustomize is asked. */
const canBuild = spawnSync('kubectl', ['kustomize', '--help']).status === 0;
if (!canBuild && process.env['CI']) throw new Error('kubectl is missing, which .ci/run installs');

const gone = 'METRIC_GRACEFUL_DELETION_INTERVAL';
const names = fc.shuffledSubarray([gone, 'ONE', 'TWO', 'THREE'], { minLength: 1 });
const index = fc.nat({ max: 4 });
const item = { name: 'NEW', value: 'new' };
const env = '/spec/template/spec/containers/0/env';

const operation = fc.oneof(
  index.map((at) => ({ op: 'replace', path: `${env}/${at}/value`, value: 'other' })),
  index.map((at) => ({ op: 'test', path: `${env}/${at}/value`, value: '1s' })),
  index.map((at) => ({ op: 'remove', path: `${env}/${at}` })),
  index.map((at) => ({ op: 'add', path: `${env}/${at}`, value: item })),
  fc.tuple(index, index).map(([from, to]) => ({ op: 'move', from: `${env}/${from}`, path: `${env}/${to}` })),
  fc.constantFrom(
    { op: 'add', path: `${env}/-`, value: item },
    { op: 'replace', path: env, value: [item] },
    { op: 'add', path: '/spec/template/spec/containers/0/tty', value: true },
    { op: 'add', path: '/metadata/labels', value: { team: 'edge' } },
  ),
);
const operations = fc.array(operation, { minLength: 1, maxLength: 2 });

const replaced = fc.oneof(
  index.map((at) => `spec.template.spec.containers.0.env.${at}.value`),
  fc
    .constantFrom('ONE', 'TWO', gone)
    .map((name) => `spec.template.spec.containers.0.env.[name=${name}].value`),
);

const target = '{kind: Deployment, name: istiod}';
const resources = 'resources: [../base]\n';

const strategic = fc.array(
  fc.constantFrom<object>(
    { $patch: 'replace' },
    { name: 'ONE', $patch: 'delete' },
    { name: gone, $patch: 'delete' },
    { name: 'TWO', value: 'other' },
    item,
  ),
  { minLength: 1, maxLength: 3 },
);

const overlay: fc.Arbitrary<Tree> = fc.oneof(
  operations.map((all) => ({
    'build/kustomization.yaml': `${resources}patches:\n  - target: ${target}\n    patch: |-\n      ${JSON.stringify(all)}\n`,
  })),
  operations.map((all) => ({
    'build/kustomization.yaml': `${resources}patches: [{path: patch.yaml, target: ${target}}]\n`,
    'build/patch.yaml': all.map((each) => `- ${JSON.stringify(each)}\n`).join(''),
  })),
  strategic.map((list) => ({
    'build/kustomization.yaml': `${resources}patches: [{path: patch.yaml}]\n`,
    'build/patch.yaml': `apiVersion: apps/v1
kind: Deployment
metadata: {name: istiod, namespace: istio-system}
spec: {template: {spec: {containers: [{name: discovery, env: ${JSON.stringify(list)}}]}}}
`,
  })),
  replaced.map((field) => ({
    'build/kustomization.yaml': `${resources}replacements:
  - source: {kind: Deployment, name: istiod, fieldPath: metadata.name}
    targets: [{select: ${target}, fieldPaths: ["${field}"]}]
`,
  })),
);

const base = (variables: readonly string[]): Tree => ({
  'base/kustomization.yaml': 'resources: [istiod.yaml]\n',
  'base/istiod.yaml': `apiVersion: apps/v1
kind: Deployment
metadata: {name: istiod, namespace: istio-system}
spec:
  template:
    spec:
      containers:
        - name: discovery
          image: docker.io/istio/pilot:1.28.2
          env:
${variables.map((name) => `            - {name: ${name}, value: 1s}\n`).join('')}`,
});

/** A list of which a patch leaves nothing is as good as none. */
const read = (text: string): unknown =>
  parseAllDocuments(text).map(
    (document) =>
      document.toJS({
        reviver: (key, value: unknown) => (isEmpty(key, value) ? undefined : value),
      }) as unknown,
  );

const isEmpty = (key: unknown, value: unknown): boolean =>
  key === 'env' && Array.isArray(value) && value.length === 0;

(canBuild ? test : test.skip)(
  'an overlay builds what it built, with all that changes, or nothing changes',
  () => {
    fc.assert(
      fc.property(names, overlay, (variables, above) => {
        const tree = { ...base(variables), ...above };
        const before = kustomized(tree);
        fc.pre(before !== undefined && variables.includes(gone));
        const outcomes = migrateTexts(tree);
        const after = Object.fromEntries(outcomes.map((outcome) => [outcome.path, outcome.after]));
        if (outcomes.every((outcome) => outcome.before === outcome.after)) {
          const findings = outcomes.flatMap((outcome) => outcome.findings);
          expect(findings.map(({ message }) => message)).toContainEqual(
            expect.stringMatching(/^not rewritten: .* \(build\/(?:kustomization|patch)\.yaml:\d/),
          );
        } else {
          const built = migrateTexts({ 'built.yaml': before }).map((outcome) => outcome.after);
          expect(read(kustomized(after) ?? 'refused')).toEqual(read(built.join('')));
        }
      }),
      runs(25),
    );
  },
);
