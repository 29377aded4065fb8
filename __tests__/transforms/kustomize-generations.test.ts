import { spawnSync } from 'node:child_process';
import type { Tree } from '../support/fixtures';
import { kustomized } from '../support/kustomize-tree';
import { migrateTexts } from '../support/migrate-texts';
import { type Upgrade, upgradeTo } from '../support/upgrade';

/**
 * Kinds that get another name: what selects one object by the old kind or by the new one would select both generations
 * once they are migrated. It takes the same objects as before, or all of the tree stays.
 */
const hasKustomize = spawnSync('kubectl', ['kustomize', '--help']).status === 0;
if (!hasKustomize && process.env['CI']) throw new Error('kubectl is missing, which .ci/run installs');

interface Generations {
  readonly old: readonly [apiVersion: string, kind: string];
  readonly new: readonly [apiVersion: string, kind: string];
  readonly spec: string;
  readonly path: string;
  readonly upgrade: Upgrade;
}

const sets: Generations = {
  old: ['gateway.networking.x-k8s.io/v1alpha1', 'XListenerSet'],
  new: ['gateway.networking.k8s.io/v1', 'ListenerSet'],
  spec: '{parentRef: {name: gw}, listeners: [{name: a, port: 80, protocol: HTTP}]}',
  path: 'spec.parentRef.name',
  upgrade: upgradeTo('1.30'),
};
const grants: Generations = {
  old: ['gateway.networking.k8s.io/v1alpha2', 'ReferencePolicy'],
  new: ['gateway.networking.k8s.io/v1beta1', 'ReferenceGrant'],
  spec: '{from: [{group: gateway.networking.k8s.io, kind: HTTPRoute, namespace: x}], to: [{group: "", kind: Service, name: s}]}',
  path: 'spec.to.0.name',
  upgrade: upgradeTo('1.20'),
};

function treeOf({ old, new: newer, spec }: Generations, kustomization: string): Tree {
  const object = ([apiVersion, kind]: readonly [string, string], name: string) =>
    `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: {name: ${name}}\nspec: ${spec}\n`;
  return {
    'build/one.yaml': object(old, 'one'),
    'build/two.yaml': object(newer, 'two'),
    'build/params.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: params}\ndata: {value: v}\n',
    'build/kustomization.yaml': `resources: [one.yaml, two.yaml, params.yaml]\n${kustomization}`,
  };
}

const patch = (selector: string, { path }: Generations) =>
  `patches:\n- target: ${selector}\n  patch: |-\n    - {op: replace, path: /${path.replaceAll('.', '/')}, value: v}\n`;
const replacement = (selector: string, { path }: Generations) =>
  `replacements:\n- source: {kind: ConfigMap, name: params, fieldPath: data.value}\n  targets:\n  - select: ${selector}\n    fieldPaths: [${path}]\n`;
const label = (selector: string) =>
  `labels:\n- pairs: {team: a}\n  fields:\n  - ${selector.replace('}', ', path: spec/labels, create: true}')}\n`;

const routes: Generations = {
  old: ['gateway.networking.k8s.io/v1alpha2', 'GRPCRoute'],
  new: ['gateway.networking.k8s.io/v1', 'GRPCRoute'],
  spec: '{parentRefs: [{name: gw}], rules: []}',
  path: 'spec.parentRefs.0.name',
  upgrade: upgradeTo('1.22'),
};

const ofKinds = [sets, grants].flatMap((each) => {
  const [, oldKind] = each.old;
  const [, newKind] = each.new;
  return [
    ['patch', `{kind: ${oldKind}}`, patch, 'moves'],
    ['patch', `{kind: ${newKind}}`, patch, 'moves'],
    ['patch', `{kind: ${newKind}, name: two}`, patch, 'moves'],
    ['patch', `{kind: "${oldKind}|${newKind}"}`, patch, 'moves'],
    ['patch', `{kind: ${newKind}, name: .*o.*}`, patch, 'stays'],
    ['patch', `{kind: ${newKind}, name: one}`, patch, 'stays'],
    ['replacement', `{kind: ${oldKind}}`, replacement, 'moves'],
    ['replacement', `{kind: ${newKind}}`, replacement, 'moves'],
    ['label', `{kind: ${oldKind}}`, label, 'stays'],
    ['label', `{kind: ${newKind}}`, label, 'stays'],
  ].map(([what, selector, make, outcome]) => ({ what, selector, make, outcome, each })) as {
    what: string;
    selector: string;
    make: typeof patch;
    outcome: 'moves' | 'stays';
    each: Generations;
  }[];
});

const rows = [
  ...ofKinds,
  {
    ...{ what: 'label', selector: '{kind: GRPCRoute, version: v1alpha2}', make: label },
    ...{ outcome: 'stays', each: routes },
  } as const,
];

/** What kustomize builds, with the new names, each object for itself. */
function built(tree: Tree, { old, new: newer }: Generations): readonly string[] {
  const text = kustomized(tree) ?? '';
  const renamed = old.reduce(
    (all, name, index) => all.replaceAll(` ${name}\n`, ` ${newer[index] ?? ''}\n`),
    text,
  );
  return renamed.split('---\n').toSorted();
}

describe('selectors by a kind or version that all have once they are migrated', () => {
  test.each(rows)('a $what of $selector $outcome', ({ selector, make, outcome, each }) => {
    const tree = treeOf(each, make(selector, each));
    const files = migrateTexts(tree, undefined, undefined, each.upgrade);
    const errors = files.flatMap(({ findings }) => findings).filter(({ level }) => level === 'error');
    const after = Object.fromEntries(files.map(({ path, after: text }) => [path, text]));
    const [oldVersion] = each.old;
    expect(errors).toHaveLength(outcome === 'stays' ? 1 : 0);
    if (outcome === 'stays') expect(after).toEqual(tree);
    else expect(after['build/one.yaml']).not.toContain(oldVersion);
    if (!hasKustomize) return;
    expect(built(tree, each)).toHaveLength(3);
    expect(built(after, each)).toEqual(built(tree, each));
  });
});
