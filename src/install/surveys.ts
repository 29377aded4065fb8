import { fileNameOf, fileOf, isSchemaByName, isYamlByName } from '../kubernetes/path';
import type { KubernetesObject } from '../kubernetes/object';
import type { Survey } from '../transform';
import { asMapping, entriesOf, stringOf, valueAt } from '../yaml';
import { releasesInText } from './scripts/commands';
import { collectEnvironments } from './releases/helmfile';
import { generatedConfigMaps, generatedTexts } from './releases/generated';
import { collectJsonPatch, pathsOfCarriers } from './layers/json-patches';
import { collectReplacements } from './layers/replacements';
import {
  contentOf,
  contentOfText,
  fileContent,
  generatedConfigMap,
  isRead,
  manifestWithWords,
} from './layers/content';
import { releaseFact, releaseFactsOf } from './releases/release-facts';
import { secretNamed } from './releases/release-layers';
import { collectSubstitutes, substituteWords } from './pins/filled-versions';
import { collectNamedValues, namingWords } from './pins/named-versions';
import { operatorFiles, operatorFilesIn, operatorLists } from './scripts/operator-files';
import { collectKeptFlags, wordsOfNames } from './scripts/files';
import { collectMentions } from './scripts/mentions';
import { localChart, otherChart, readChart } from './chart';
import { chartObject } from './namings';
import { wordsGivenTo } from './given';
import { isOfAnotherProduct } from './evidence';

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
    for (const map of generatedConfigMaps(document)) facts.add(generatedConfigMap, map);
    for (const text of generatedTexts(document)) facts.add(fileContent, text);
    for (const release of releaseFactsOf(document)) facts.add(releaseFact, release);
    for (const list of operatorLists(document)) facts.add(operatorFiles, list);
    collectJsonPatch(document, facts);
    collectReplacements(document, facts);
    collectEnvironments(document, facts);
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
    return 'enough';
  },
  collect: () => undefined,
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
    return 'enough';
  },
  collect: () => undefined,
};

/** What commands have installed. */
export const commandSurveys: readonly Survey[] = [commandSurvey, mentionSurvey, namedReleaseSurvey];

/** The chart that an object of Flux or k3s stands for, if it says so: an OCI address ends with the chart's name. */
function chartOfSource({ mapping, group, kind }: KubernetesObject): string | undefined {
  const isFlux = group === 'source.toolkit.fluxcd.io';
  if (isFlux && kind === 'OCIRepository') return stringOf(valueAt(mapping, 'spec', 'url'));
  const isChart = kind === 'HelmChart' && (isFlux || group === 'helm.cattle.io');
  return isChart ? stringOf(valueAt(mapping, 'spec', 'chart')) : undefined;
}

/** Whether a text is of objects, by the looks of it. */
function isManifest(text: string): boolean {
  return /^kind:/m.test(text) && /^apiVersion:/m.test(text);
}

/**
 * Surveys of what the values files and ConfigMaps of the tree say about certain keys. What others name as values is one of
 * them whatever its words are.
 */
export function surveysOfLayers(words: readonly string[]): Survey[] {
  return [surveyOfLayers(words), namedValuesSurvey];
}

const namedValuesSurvey: Survey = {
  triggers: [],
  buildsOnFacts: true,
  files: (path, facts) => wordsGivenTo(path, facts).length > 0 && !isRead(path, facts),
  collect({ path, root, host }, facts) {
    const values = asMapping(root);
    if (!host && (values || !root)) facts.add(fileContent, { path, content: contentOf(values) });
  },
};

/** Words of objects that may hold values. */
const objectsOfValues = ['ConfigMap', 'stringData'];

function surveyOfLayers(words: readonly string[]): Survey {
  return {
    triggers: [...words, ...signs, 'values.yaml'],
    files: (path) => isNamedAsValues(path),
    mayConcern: (text) =>
      !isManifest(text) || [...words, ...objectsOfValues].some((word) => text.includes(word)),
    glance(path, text, facts) {
      if (isSchemaByName(path)) return 'enough';
      if (isManifest(text)) {
        facts.add(manifestWithWords, path);
        return objectsOfValues.some((word) => text.includes(word)) ? 'parse' : 'enough';
      }
      // What has none of the words, and neither null nor a template that may bring them, says nothing of them.
      const isRead =
        [...words, ...objectsOfValues].some((word) => text.includes(word)) || mayReset.test(text);
      // What cannot be parsed stays unseen.
      facts.add(fileContent, {
        path,
        ...(!isRead && { content: { settings: [], open: [] } }),
        isGlance: true,
      });
      return isRead ? 'parse' : 'enough';
    },
    collect(document, facts) {
      // The text of a ConfigMap is read below; a patch is a layer as one in a file is.
      if (document.host && !document.host.patch) return;
      const path = fileOf(document.path);
      const root = asMapping(document.root);
      if (root && !document.host && document.objects.every(({ mapping }) => mapping !== root)) {
        // What somebody wants to keep is not rewritten, so that others must not count on it.
        const isFixed = document.ignores.length > 0;
        facts.add(fileContent, {
          path,
          content: contentOf(root),
          isOfAnother: isOfAnotherProduct(root),
          ...(isFixed && { isFixed }),
        });
      }
      for (const { mapping, group, kind, name, namespace } of document.objects) {
        const isSecretObject = kind === 'Secret';
        if (group !== '' || !(isSecretObject || kind === 'ConfigMap') || name === undefined) continue;
        for (const { name: key, value } of entriesOf(
          valueAt(mapping, isSecretObject ? 'stringData' : 'data'),
        )) {
          if (key === undefined || value.kind !== 'scalar') continue;
          const configMap = { name: isSecretObject ? secretNamed(name) : name, namespace, key };
          const content = contentOfText(document, value);
          facts.add(fileContent, { path, configMap, content, isFixed: isSecretObject });
        }
      }
    },
  };
}

/** Words of few values, which may be all that a file of values has of Istio: others have them, too. */
export const signsOfFew = ['compatibilityVersion', 'istio_cni', 'profile:', 'revision:', 'env:'];

/** Words by which a file may be one of values of Istio, whatever it is called. */
const signs = ['pilot', 'meshConfig', 'sidecarInjectorWebhook', 'global:', ...signsOfFew].concat(
  ...['resources:', 'replicaCount', 'autoscale'],
);

/** A template, null, or a key with nothing behind it and nothing below. */
const mayReset =
  /\{\{|\bnull\b|~|:[ \t]*[,}]|^([ \t]*)[^\s#][^\n]*:[ \t]*\r?\n(?!\1[ \t]|\1- |[ \t]*[\r\n#])/im;

/** Files that are values by their name, whatever words they hold. */
function isNamedAsValues(path: string): boolean {
  return /(?:^|[-._])values(?:[-._]|$)/.test(fileNameOf(path)) && isYamlByName(path);
}
