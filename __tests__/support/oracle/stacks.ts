import { Document, parse, stringify } from 'yaml';

type Tree = Readonly<Record<string, string>>;
type Keys = readonly (string | number)[];

/** How layers of values lie in a tree, lowest first; each of them is a text. */
export interface StackCarrier {
  readonly tree: (chart: string, layers: readonly string[]) => Tree;
  /** What a layer of a tree says, as a text. */
  readonly layer: (tree: Tree, index: number, of: number) => string;
  /** How many layers there can be. */
  readonly most?: number;
  /** The chart, if it can be no other one. */
  readonly chart?: 'istiod';
}

const indented = (text: string, by: number) => text.trimEnd().replaceAll(/^(?=.)/gm, ' '.repeat(by));
const file = (index: number) => `layer-${index}.yaml`;
const repository = 'https://istio-release.storage.googleapis.com/charts';

const filesOf = (layers: readonly string[]) =>
  Object.fromEntries(layers.map((text, index) => [file(index), text]));
const named = (layers: readonly string[], start = '') => layers.map((_, index) => `${start}${file(index)}`);
const listOf = (names: readonly string[], indent: number) =>
  names.map((name) => `${' '.repeat(indent)}- ${name}\n`).join('');

/** What is at keys of a file of a tree: a text, or a map that is written out again. */
function said(tree: Tree, path: string, ...keys: Keys): string {
  const at = keys.reduce<unknown>(
    (data, key) => (data as Readonly<Record<string | number, unknown>> | null | undefined)?.[key],
    parse(tree[path] ?? ''),
  );
  return typeof at === 'string' ? at : stringify(at ?? {});
}

/** Files, and over them what a manifest holds itself. */
function withOwn(
  path: string,
  keysOf: (of: number) => Keys,
  manifest: (chart: string, files: readonly string[], own: string) => string,
): StackCarrier {
  return {
    tree: (chart, layers) => {
      const files = layers.slice(0, -1);
      return { [path]: manifest(chart, named(files), layers.at(-1) ?? ''), ...filesOf(files) };
    },
    layer: (tree, index, of) =>
      index < of - 1 ? (tree[file(index)] ?? '') : said(tree, path, ...keysOf(of)),
  };
}

/** What a map says as parameters, by the keys of each with dots between them: what is null there is left out. */
function parametersOf(data: unknown, start = ''): [name: string, value: string][] {
  if (typeof data === 'string') return [[start, data]];
  if (typeof data !== 'object' || data === null) return [];
  return Object.entries(data).flatMap(([key, value]) => parametersOf(value, start ? `${start}.${key}` : key));
}

/** Files, and over them parameters, in a list of names and values or in a map. */
function withParameters(carrier: StackCarrier, isList: boolean): StackCarrier {
  return {
    ...carrier,
    tree(chart, layers) {
      const parameters = parametersOf(parse(layers.at(-1) ?? ''));
      const own = isList
        ? parameters.map(([name, value]) => ({ name, value }))
        : Object.fromEntries(parameters);
      return carrier.tree(chart, [...layers.slice(0, -1), stringify(own)]);
    },
    layer(tree, index, of) {
      const text = carrier.layer(tree, index, of);
      if (index < of - 1) return text;
      const own = (parse(text) ?? []) as { name: string; value: string }[] | Record<string, string>;
      const pairs = Array.isArray(own)
        ? own.map(({ name, value }) => [name, value] as const)
        : Object.entries(own);
      const document = new Document({});
      for (const [name, value] of pairs) document.setIn(name.split('.'), value);
      return document.toString();
    },
  };
}

/** Files alone. */
function ofFiles(path: string, manifest: (chart: string, files: readonly string[]) => string): StackCarrier {
  return {
    tree: (chart, layers) => ({ [path]: manifest(chart, named(layers)), ...filesOf(layers) }),
    layer: (tree, index) => tree[file(index)] ?? '',
  };
}

/** An Application of which the files are in another source. */
function application(chart: string, helm: string): string {
  return `apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: {name: mesh}
spec:
  sources:
    - {repoURL: https://git.example/mesh, ref: values}
    - repoURL: ${repository}
      chart: ${chart}
      targetRevision: 1.20.0
      helm:
${helm}`;
}

const valueFiles = (names: readonly string[]) =>
  `        valueFiles:\n${listOf(names, 10).replaceAll('- ', '- $values/')}`;

/** The start of an object, and what only the lowest layer of several has. */
interface Head {
  readonly own: string;
  readonly base: (chart: string) => string;
}

const flux: Head = {
  own: 'apiVersion: helm.toolkit.fluxcd.io/v2\nkind: HelmRelease\nmetadata: {name: mesh, namespace: istio-system}\nspec:\n',
  base: (chart) =>
    `  chart: {spec: {chart: ${chart}, version: 1.20.0, sourceRef: {kind: HelmRepository, name: istio}}}\n`,
};

const sail: Head = {
  own: 'apiVersion: sailoperator.io/v1\nkind: Istio\nmetadata: {name: default}\nspec:\n',
  base: () => '  version: v1.20.0\n  namespace: istio-system\n',
};

const operator: Head = {
  own: 'apiVersion: install.istio.io/v1alpha1\nkind: IstioOperator\nmetadata: {name: mesh, namespace: istio-system}\nspec:\n',
  base: () => '  profile: minimal\n',
};

/** ConfigMaps or Secrets below the values of a HelmRelease. */
function ofObjects(kind: string, field: string): StackCarrier {
  return {
    tree: (chart, layers) => {
      const below = layers.slice(0, -1);
      const from = below.map((_, index) => `{kind: ${kind}, name: layer-${index}}`);
      const own = indented(layers.at(-1) ?? '', 4);
      const objects = below.map((text, index) => [
        file(index),
        `apiVersion: v1\nkind: ${kind}\nmetadata: {name: layer-${index}, namespace: istio-system}\n${field}:\n  values.yaml: |\n${indented(text, 4)}\n`,
      ]);
      return {
        'release.yaml': `${flux.own}${flux.base(chart)}  valuesFrom:\n${listOf(from, 4)}  values:\n${own}\n`,
        ...(Object.fromEntries(objects) as Tree),
      };
    },
    layer: (tree, index, of) =>
      index < of - 1
        ? said(tree, file(index), field, 'values.yaml')
        : said(tree, 'release.yaml', 'spec', 'values'),
  };
}

/** Overlays on overlays, each of which is a patch of the one below. */
function ofOverlays({ own, base }: Head): StackCarrier {
  return {
    tree(chart, layers) {
      const folders = layers.flatMap((text, index) => [
        [
          `${index}/kustomization.yaml`,
          index === 0
            ? 'resources: [own.yaml]\n'
            : `resources: [../${index - 1}]\npatches: [{path: own.yaml}]\n`,
        ],
        [`${index}/own.yaml`, `${own}${index === 0 ? base(chart) : ''}  values:\n${indented(text, 4)}\n`],
      ]);
      return Object.fromEntries(folders) as Tree;
    },
    layer: (tree, index) => said(tree, `${index}/own.yaml`, 'spec', 'values'),
  };
}

export const stackCarriers: Readonly<Record<string, StackCarrier>> = {
  helmfile: ofFiles(
    'helmfile.yaml',
    (chart, files) =>
      `releases:\n  - name: mesh\n    chart: istio/${chart}\n    version: 1.20.0\n    values:\n${listOf(files, 6)}`,
  ),
  'helmfile, the last of its values its own': withOwn(
    'helmfile.yaml',
    (of) => ['releases', 0, 'values', of - 1],
    (chart, files, own) =>
      `releases:\n  - name: mesh\n    chart: istio/${chart}\n    version: 1.20.0\n    values:\n${listOf(files, 6)}      -\n${indented(own, 8)}\n`,
  ),
  'Argo CD': ofFiles('app.yaml', (chart, files) => application(chart, valueFiles(files))),
  'Argo CD, a map over its files': withOwn(
    'app.yaml',
    () => ['spec', 'sources', 1, 'helm', 'valuesObject'],
    (chart, files, own) =>
      application(chart, `${valueFiles(files)}        valuesObject:\n${indented(own, 10)}\n`),
  ),
  'Argo CD, a text over its files': withOwn(
    'app.yaml',
    () => ['spec', 'sources', 1, 'helm', 'values'],
    (chart, files, own) =>
      application(chart, `${valueFiles(files)}        values: |\n${indented(own, 10)}\n`),
  ),
  'Argo CD, parameters over its files': withParameters(
    withOwn(
      'app.yaml',
      () => ['spec', 'sources', 1, 'helm', 'parameters'],
      (chart, files, own) =>
        application(chart, `${valueFiles(files)}        parameters:\n${indented(own, 10)}\n`),
    ),
    true,
  ),
  'helmfile, parameters over its files': withParameters(
    withOwn(
      'helmfile.yaml',
      () => ['releases', 0, 'set'],
      (chart, files, own) =>
        `releases:\n  - name: mesh\n    chart: istio/${chart}\n    version: 1.20.0\n    values:\n${listOf(files, 6)}    set:\n${indented(own, 6)}\n`,
    ),
    true,
  ),
  'Flux, ConfigMaps below its values': ofObjects('ConfigMap', 'data'),
  'Flux, Secrets below its values': ofObjects('Secret', 'stringData'),
  'Flux, overlays of kustomize': ofOverlays(flux),
  'Sail, overlays of kustomize': { ...ofOverlays(sail), chart: 'istiod' },
  'an IstioOperator, overlays of kustomize': { ...ofOverlays(operator), chart: 'istiod' },
  'the charts of kustomize': {
    // The map lies over the first file, and further files over both.
    tree: (chart, [first = '', own = '', ...others]) => ({
      'kustomization.yaml': `helmCharts:\n  - name: ${chart}\n    repo: ${repository}\n    version: 1.20.0\n    valuesFile: ${file(0)}\n    valuesInline:\n${indented(own, 6)}\n${
        others.length === 0
          ? ''
          : `    additionalValuesFiles:\n${listOf(
              others.map((_, index) => file(index + 2)),
              6,
            )}`
      }`,
      [file(0)]: first,
      ...Object.fromEntries(others.map((text, index) => [file(index + 2), text])),
    }),
    layer: (tree, index) =>
      index === 1
        ? said(tree, 'kustomization.yaml', 'helmCharts', 0, 'valuesInline')
        : (tree[file(index)] ?? ''),
  },
  Terraform: ofFiles(
    'main.tf',
    (chart, files) =>
      `resource "helm_release" "mesh" {\n  name       = "mesh"\n  repository = "${repository}"\n  chart      = "${chart}"\n  version    = "1.20.0"\n  values = [\n${files.map((name) => `    file("\${path.module}/${name}"),\n`).join('')}  ]\n}\n`,
  ),
  'a script': ofFiles(
    'up.sh',
    (chart, files) =>
      `helm upgrade --install mesh istio/${chart} --version 1.20.0 ${files.map((name) => `-f ${name}`).join(' ')}\n`,
  ),
  'a chart that brings it': {
    tree: (chart, layers) => ({
      'mesh/Chart.yaml': `apiVersion: v2\nname: mesh\nversion: 1.0.0\ndependencies:\n  - {name: ${chart}, alias: own, version: 1.20.0, repository: ${repository}}\n`,
      'mesh/values.yaml': `own:\n${indented(layers[0] ?? '', 2)}\n`,
      'helmfile.yaml': `releases:\n  - name: mesh\n    chart: ./mesh\n    values:\n${listOf(named(layers).slice(1), 6)}`,
      ...Object.fromEntries(
        layers.flatMap((text, index) => (index === 0 ? [] : [[file(index), `own:\n${indented(text, 2)}\n`]])),
      ),
    }),
    layer: (tree, index) => said(tree, index === 0 ? 'mesh/values.yaml' : file(index), 'own'),
  },
  'k3s, parameters': withParameters(
    {
      most: 2,
      tree: (chart, [below = '', own = '']) => ({
        'chart.yaml': `apiVersion: helm.cattle.io/v1\nkind: HelmChart\nmetadata: {name: mesh, namespace: kube-system}\nspec:\n  chart: ${chart}\n  repo: ${repository}\n  version: 1.20.0\n  valuesContent: |\n${indented(below, 4)}\n  set:\n${indented(own, 4)}\n`,
      }),
      layer: (tree, index) => said(tree, 'chart.yaml', 'spec', index === 0 ? 'valuesContent' : 'set'),
    },
    false,
  ),
  k3s: {
    most: 2,
    tree: (chart, [below = '', own = '']) => ({
      'chart.yaml': `apiVersion: helm.cattle.io/v1\nkind: HelmChart\nmetadata: {name: mesh, namespace: kube-system}\nspec:\n  chart: ${chart}\n  repo: ${repository}\n  version: 1.20.0\n  valuesContent: |\n${indented(below, 4)}\n`,
      'config.yaml': `apiVersion: helm.cattle.io/v1\nkind: HelmChartConfig\nmetadata: {name: mesh, namespace: kube-system}\nspec:\n  valuesContent: |\n${indented(own, 4)}\n`,
    }),
    layer: (tree, index) => said(tree, index === 0 ? 'chart.yaml' : 'config.yaml', 'spec', 'valuesContent'),
  },
};
