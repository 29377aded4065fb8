import type { KubernetesObject } from '../kubernetes/object';
import type { Survey } from '../transform';
import { stringOf, valueAt } from '../yaml';
import { releasesInText } from './scripts/commands';
import { collectEnvironments } from './releases/helmfile';
import { generatedConfigMaps, generatedTexts } from './releases/generated';
import { collectJsonPatch, pathsOfCarriers } from './layers/json-patches';
import { collectRenderedPatch } from './releases/rendered';
import { collectRenderedIstiods } from './releases/rendered-istiods';
import { collectReplacements } from './layers/replacements';
import { releaseFact, releaseFactsOf } from './releases/release-facts';
import { collectSubstitutes, substituteWords } from './pins/filled-versions';
import { collectNamedValues, namingWords } from './pins/named-versions';
import { collectSourceVersions } from './pins/source-versions';
import { operatorFiles, operatorFilesIn, operatorLists } from './scripts/operator-files';
import { collectKeptFlags, wordsOfNames } from './scripts/files';
import { collectMentions } from './scripts/mentions';
import { localChart, otherChart, readChart } from './chart';
import { chartObject } from './namings';
import { collectAddedRepositories, collectRepositories } from './origin';
import type { ChartReference } from './values';
import { fileContent, generatedConfigMap } from './layers/file-contents';

/** Names of Istio's charts that say nothing of Istio, as a manifest that takes them from a mirror has them. */
const namesOfCharts = [
  'istio-base',
  'istio-cni',
  'istio-ingress',
  'istio-egress',
  'istio/',
  '/cni',
  'ztunnel',
  'helmCharts',
  'chartName',
  ...['base', 'cni', 'gateway'].flatMap((name) => [
    `chart: ${name}`,
    `chart: "${name}"`,
    `"chart": "${name}"`,
  ]),
  // A chart of the tree, which may bring Istio's along.
  ...['.', 'charts/'].flatMap((path) =>
    ['chart: ', 'chart: "', "chart: '", '"chart": "'].map((key) => key + path),
  ),
  ...['releases:', 'chartPath', 'localPath', 'chart_ref', 'chart-path'],
];

/** Groups of objects that have charts installed. A patch of one need not name the chart again, nor Istio. */
const groupsOfTools = ['helm.toolkit.fluxcd.io', 'source.toolkit.fluxcd.io', 'argoproj.io', 'crossplane.io'];

/** A chart whose name is not Istio's alone: what says that it is Istio's may be in another file. */
const chartOfAnyone =
  /(?:\bchart(?:Name)?["']?[ \t]*:[ \t]*["']?|\/)(?:base|cni|gateway)["']?[ \t]*(?:[,}#\r\n]|$)/;

/**
 * Whether a manifest of a tool names a chart itself, and Istio nowhere: of such there are many. A chart in a folder
 * may have Istio's below it.
 */
function isOfAnotherChart(text: string): boolean {
  const isOfTool = groupsOfTools.some((group) => text.includes(group));
  return (
    isOfTool &&
    !mayNameFolder(text) &&
    !chartOfAnyone.test(text) &&
    !/istio|ztunnel|valuesFrom|chartRef|configMapGenerator|environments:|\/spec\//.test(text) &&
    (/\bchart(?:Name)?["']?[ \t]*:[ \t]*["']?[^\s{"'#]|repoURL/i.test(text) ||
      !/values|helm:|set:/.test(text))
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
    'secretGenerator',
    'kappctrl.k14s.io',
    'HelmDeploy@',
    'valuesFrom',
    'helm.cattle.io',
    'install.istio.io',
    'kind: helm_release',
    'sailoperator.io',
    'operator.istio.io',
    ...pathsOfCarriers,
    ...namesOfCharts,
    ...groupsOfTools,
    'environments:',
    'fieldPath',
    '/spec/ref',
    // Patches of what the charts render.
    'discovery',
    'install-cni',
    '/containers/',
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
      const { name, kind } = object;
      const source = chartOfSource(object);
      if (source && name !== undefined)
        facts.add(chartObject, { name, chart: source, kind, path: document.path });
    }
    for (const map of generatedConfigMaps(document)) facts.add(generatedConfigMap, map);
    for (const text of generatedTexts(document)) facts.add(fileContent, text);
    for (const release of releaseFactsOf(document)) {
      facts.add(releaseFact, release);
      // What is given for a variable is for the chart that gets it.
      const { chart } = release;
      for (const { argument } of release.layers)
        if (argument !== undefined) facts.add(chartObject, { name: argument, chart });
    }
    for (const list of operatorLists(document)) facts.add(operatorFiles, list);
    collectJsonPatch(document, facts);
    collectSourceVersions(document, facts);
    collectRenderedPatch(document, facts);
    collectRenderedIstiods(document, facts);
    collectReplacements(document, facts);
    collectEnvironments(document, facts);
    collectRepositories(document, facts);
  },
};

const callWords = ['helm ', 'helm3 ', 'HELM', ...['"', "'", ',', '(', '_'].map((end) => `helm${end}`)];
const resourceWords = ['helm_release', 'helm_template'];

/** What scripts, workflows and Terraform modules say about it, at a glance, and the versions that Flux fills in. */
const commandSurvey: Survey = {
  triggers: [
    ...[...callWords, ...resourceWords, 'istioctl', 'ISTIOCTL'],
    ...namingWords,
    ...wordsOfNames,
    ...substituteWords,
  ],
  readsScripts: true,
  glance(path, text, facts) {
    collectNamedValues(path, text, facts);
    collectKeptFlags(path, text, facts);
    collectAddedRepositories(text, facts);
    for (const release of releasesInText(path, text)) facts.add(releaseFact, release);
    for (const each of operatorFilesIn(path, text)) facts.add(operatorFiles, each);
    return [...substituteWords, 'kind: ConfigMap'].some((word) => text.includes(word)) ? 'parse' : 'enough';
  },
  collect: collectSubstitutes,
};

/** What files are named in texts that may have a chart installed. */
const mentionSurvey: Survey = {
  triggers: ['.yaml', '.yml'],
  readsScripts: true,
  glance(path, text, facts) {
    collectMentions(path, text, facts);
  },
};

/** What scripts have installed by names that other files give a value. */
const namedReleaseSurvey: Survey = {
  triggers: callWords,
  readsScripts: true,
  buildsOnFacts: true,
  glance(path, text, facts) {
    const known = new Set(facts.all(releaseFact).map(({ id }) => id));
    for (const release of releasesInText(path, text, facts))
      if (!known.has(release.id)) facts.add(releaseFact, release);
  },
};

/** What commands have installed. */
export const commandSurveys: readonly Survey[] = [commandSurvey, mentionSurvey, namedReleaseSurvey];

/** The chart that an object of Flux or k3s stands for, if it says so: an OCI address ends with the chart's name. */
function chartOfSource({ mapping, group, kind }: KubernetesObject): ChartReference | undefined {
  const isFlux = group === 'source.toolkit.fluxcd.io';
  const said = (...keys: string[]) => stringOf(valueAt(mapping, 'spec', ...keys));
  if (isFlux && kind === 'OCIRepository') {
    const name = said('url');
    const version = said('ref', 'tag') ?? said('ref', 'semver');
    return name === undefined ? undefined : { name, repository: undefined, version };
  }
  const name = kind === 'HelmChart' && (isFlux || group === 'helm.cattle.io') ? said('chart') : undefined;
  const repository = said('repo') ?? said('sourceRef', 'name');
  return name === undefined ? undefined : { name, repository, version: said('version') };
}
