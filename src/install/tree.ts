import { once } from '../once';
import type { FactKind, Facts } from '../facts';
import { grouped } from '../grouped';
import { fileNameOf, folderOf, isNamed, resolveFrom } from '../kubernetes/path';
import type { ManifestDocument } from '../kubernetes/document';
import type { KubernetesObject } from '../kubernetes/object';
import type { Survey } from '../transform';
import { asMapping, entriesOf, itemsOf, stringOf, valueAt } from '../yaml';
import { releasesInText } from './commands';
import { collectEnvironments } from './helmfile';
import { collectJsonPatch, pathsOfCarriers } from './json-patches';
import { contentOf, fileContent, type GeneratedConfigMap, generatedConfigMap } from './content';
import { contentOfText, releaseFact, releaseFactsOf, type SurveyedLayer } from './release-facts';
import { collectSubstitutes, substituteWord } from './filled-versions';
import { collectNamedValues, namingWords } from './named-versions';
import { operatorFiles, operatorFilesIn } from './operator-files';
import { localChart, otherChart, readChart } from './chart';
import type { ChartReference } from './values';

/** That a manifest gives a file of the tree, or a ConfigMap, to a chart as values. */
export interface NamedValues {
  readonly chart: ChartReference;
  /** The object that names the chart in place of a name. */
  readonly chartObject: string | undefined;
  readonly file: NonNullable<SurveyedLayer['file']> | undefined;
  readonly configMap: NonNullable<SurveyedLayer['configMap']> | undefined;
  readonly version: string | undefined;
  /** Whether every other layer of the release wins over it. */
  readonly isLowest: boolean;
}

/** That an object stands for a chart, as some of Flux and k3s do: its name, and what it says about the chart. */
export interface ChartObject {
  readonly name: string;
  readonly chart: string;
}

export const chartObject: FactKind<ChartObject> = { name: 'chart-object' };

/** Names of Istio's charts that say nothing of Istio, as a manifest that takes them from a mirror has them. */
const namesOfCharts = [
  'istio-base',
  'istio-cni',
  'istio-ingress',
  'istio-egress',
  'istio/',
  'ztunnel',
  'helmCharts',
  'chartName',
  ...['base', 'cni', 'gateway'].flatMap((name) => [
    `chart: ${name}`,
    `chart: "${name}"`,
    `"chart": "${name}"`,
  ]),
];

/** Groups of objects that have charts installed. A patch of one need not name the chart again, nor Istio. */
const groupsOfTools = ['helm.toolkit.fluxcd.io', 'argoproj.io', 'crossplane.io'];

/**
 * Whether a manifest of a tool names a chart itself, and Istio nowhere: of such there are many. A chart in a folder
 * may have Istio's below it.
 */
function isOfAnotherChart(text: string): boolean {
  const isOfTool = groupsOfTools.some((group) => text.includes(group));
  return (
    isOfTool &&
    !mayNameFolder(text) &&
    !/istio|ztunnel|valuesFrom|chartRef|configMapGenerator|environments:|\/spec\//.test(text) &&
    (/chart|repoURL/i.test(text) || !/values|helm:|set:/.test(text))
  );
}

/** Argo CD has a `path` beside `helm`, Flux a source that is no registry of charts. */
function mayNameFolder(text: string): boolean {
  return (
    (/\bhelm["']?[ \t]*:/.test(text) && /\bpath["']?[ \t]*:/.test(text)) || /GitRepository|Bucket/.test(text)
  );
}

/**
 * What the tree says about where Istio's install values live. A manifest that installs istiod names the chart, or the
 * registry of the Istio release, or else an object of Flux that does; each Chart.yaml of Helm 3 has an apiVersion that nothing else has.
 */
export const installSurvey: Survey = {
  triggers: [
    'apiVersion: v2',
    'istiod',
    'istio-release',
    'configMapGenerator',
    'valuesFrom',
    'helm.cattle.io',
    'install.istio.io',
    'sailoperator.io',
    'operator.istio.io',
    ...pathsOfCarriers,
    ...namesOfCharts,
    ...groupsOfTools,
    'environments:',
  ],
  glance(path, text, facts) {
    if (isOfAnotherChart(text)) return 'enough';
    const chart = otherChart(path, text);
    if (!chart) return 'parse';
    facts.add(localChart, chart);
    return 'enough';
  },
  collect(document, facts) {
    const chart = readChart(document);
    if (chart) facts.add(localChart, chart);
    for (const object of document.objects) {
      const source = chartOfSource(object);
      if (source !== undefined && object.name !== undefined)
        facts.add(chartObject, { name: object.name, chart: source });
    }
    for (const { name, files } of generatedConfigMaps(document)) {
      const folder = folderOf(document.path);
      facts.add(generatedConfigMap, {
        name,
        files: files.map(({ key, path }) => ({ key, path: resolveFrom(folder, path) })),
      });
    }
    for (const release of releaseFactsOf(document)) facts.add(releaseFact, release);
    collectJsonPatch(document, facts);
    collectEnvironments(document, facts);
  },
};

const resourceWords = ['helm_release', 'helm_template'];

/** What scripts, workflows and Terraform modules say about it, at a glance, and the versions that Flux fills in. */
const commandSurvey: Survey = {
  triggers: [
    ...['helm ', 'helm3 ', 'HELM', ...resourceWords, 'istioctl', 'ISTIOCTL'],
    ...namingWords,
    substituteWord,
  ],
  readsScripts: true,
  glance(path, text, facts) {
    collectNamedValues(path, text, facts);
    for (const release of releasesInText(path, text)) facts.add(releaseFact, release);
    for (const each of operatorFilesIn(path, text)) facts.add(operatorFiles, each);
    return text.includes(substituteWord) ? 'parse' : 'enough';
  },
  collect: collectSubstitutes,
};

/** What a Terraform module has installed by names that other files of it give a value. */
const namedReleaseSurvey: Survey = {
  triggers: resourceWords,
  readsScripts: true,
  buildsOnFacts: true,
  glance(path, text, facts) {
    const known = new Set(facts.all(releaseFact).map(({ id }) => id));
    for (const release of releasesInText(path, text, facts))
      if (!known.has(release.id)) facts.add(releaseFact, release);
    return 'enough';
  },
  collect() {
    // Terraform has no documents.
  },
};

/** What commands and Terraform have installed. */
export const commandSurveys: readonly Survey[] = [commandSurvey, namedReleaseSurvey];

/** The chart that an object of Flux or k3s stands for, if it says so: an OCI address ends with the chart's name. */
function chartOfSource({ mapping, group, kind }: KubernetesObject): string | undefined {
  const isFlux = group === 'source.toolkit.fluxcd.io';
  if (isFlux && kind === 'OCIRepository') return stringOf(valueAt(mapping, 'spec', 'url'));
  const isChart = kind === 'HelmChart' && (isFlux || group === 'helm.cattle.io');
  return isChart ? stringOf(valueAt(mapping, 'spec', 'chart')) : undefined;
}

/** ConfigMaps that a kustomization generates from files: name of the map, paths of the files. */
function generatedConfigMaps({ root }: ManifestDocument): GeneratedConfigMap[] {
  return itemsOf(valueAt(root, 'configMapGenerator')).flatMap(({ value }) => {
    const name = stringOf(valueAt(value, 'name'));
    if (name === undefined) return [];
    // `key=file`, or the file alone.
    const files = itemsOf(valueAt(value, 'files')).flatMap((item) => {
      const [, key, path = ''] = /^(?:([^=]*)=)?(.*)$/.exec(stringOf(item.value) ?? '') ?? [];
      return path === '' ? [] : [{ key: key ?? fileNameOf(path), path }];
    });
    return [{ name, files }];
  });
}

/** Whether a text is of objects, and so no file of values, by the looks of it. */
function isManifest(text: string): boolean {
  return /^kind:/m.test(text);
}

/** A survey of what the values files and ConfigMaps of the tree say about certain keys. */
export function surveyOfLayers(words: readonly string[]): Survey {
  return {
    triggers: [...words, ...signs],
    files: (path) => isNamedAsValues(path),
    mayConcern: (text) => !isManifest(text) || text.includes('ConfigMap'),
    glance(path, text, facts) {
      if (isManifest(text)) return text.includes('ConfigMap') ? 'parse' : 'enough';
      // What has none of the words, and no template that may bring them, says nothing of them.
      if (words.some((word) => text.includes(word)) || text.includes('{{')) return 'parse';
      facts.add(fileContent, { path, content: { settings: [], open: [] }, isGlance: true });
      return 'enough';
    },
    collect(document, facts) {
      if (document.host) return;
      const root = asMapping(document.root);
      if (root && document.objects.every(({ mapping }) => mapping !== root)) {
        facts.add(fileContent, { path: document.path, content: contentOf(root) });
      }
      for (const { mapping, group, kind, name } of document.objects) {
        if (group !== '' || kind !== 'ConfigMap' || name === undefined) continue;
        for (const { name: key, value } of entriesOf(valueAt(mapping, 'data'))) {
          if (key === undefined || value.kind !== 'scalar') continue;
          const content = contentOfText(document, value);
          facts.add(fileContent, { path: document.path, configMap: { name, key }, content });
        }
      }
    },
  };
}

/** Words by which a file may be one of values of Istio, whatever it is called. */
const signs = ['pilot', 'meshConfig', 'sidecarInjectorWebhook', 'global:'];

/** Files that are values by their name, whatever words they hold. */
function isNamedAsValues(path: string): boolean {
  return /(?:^|[-._])values(?:[-._]|$)/.test(fileNameOf(path)) && /\.(?:ya?ml|json)(?:\.gotmpl)?$/.test(path);
}

/** Whether a manifest takes values of a chart from a ConfigMap. */
export function namesConfigMaps(facts: Facts): boolean {
  return facts.derived(namings).some(({ configMap }) => configMap !== undefined);
}

/** Who names the text under a key of a ConfigMap as values of a chart. */
export function namingsOfConfigMap(name: string | undefined, key: string, facts: Facts): NamedValues[] {
  return facts
    .derived(namings)
    .filter(({ configMap }) => configMap !== undefined && configMap.name === name && configMap.key === key);
}

/** Who names a file as values of a chart. */
export function namingsOf(path: string, facts: Facts): readonly NamedValues[] {
  return facts.derived(namingsByPath)(path);
}

/** Looks each file up once, among those of its name and of names with unknown parts. */
function namingsByPath(facts: Facts): (path: string) => readonly NamedValues[] {
  const all = facts.derived(namings);
  const byName = grouped(all, ({ file }) => {
    const names = [file?.path ?? '*', ...(file?.others ?? [])].map(fileNameOf);
    return names.some((name) => name !== names[0] || name.includes('*')) ? '*' : names[0];
  });
  const maps = facts.all(generatedConfigMap);
  const order = new Map(all.map((each, index) => [each, index]));
  const byOrder = (one: NamedValues, other: NamedValues) => (order.get(one) ?? 0) - (order.get(other) ?? 0);
  return once((path) => {
    const ofFile = maps.filter(({ files }) => files.some((file) => file.path === path));
    const candidates = [...(byName.get(fileNameOf(path)) ?? []), ...(byName.get('*') ?? [])];
    const isMeant = ({ file, configMap }: NamedValues): boolean =>
      configMap
        ? ofFile.some(({ name }) => name === configMap.name)
        : file !== undefined && isNamed(file, path);
    return candidates.filter(isMeant).toSorted(byOrder);
  });
}

function namings(facts: Facts): readonly NamedValues[] {
  return facts.all(releaseFact).flatMap(({ chart, chartObject: object, version, layers }) =>
    layers.flatMap(({ file, configMap }, index): NamedValues[] => {
      if (!file && !configMap) return [];
      return [{ chart, chartObject: object, file, configMap, version, isLowest: index === 0 }];
    }),
  );
}
