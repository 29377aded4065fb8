import type { FactKind, Facts } from '../facts';
import type { ManifestDocument } from '../kubernetes/document';
import { factPlaceOf, type KubernetesObject } from '../kubernetes/object';
import type { Survey } from '../transform';
import type { VersionPin } from '../version';
import { comparePins, readPin, writtenVersion } from './read-pin';
import { isChartIndex } from './chart';
import {
  collectPatched,
  collectSubstitutes,
  substituteWord,
  valuesFilledIn,
  versionsGenerated,
  versionsPatched,
} from './filled-versions';
import { versionsInCue } from './called-versions';
import { installationsIn } from './commands';
import {
  collectNamedValues,
  istioValues,
  namingWords,
  type TerraformName,
  valuesOfName,
} from './named-versions';
import {
  asMapping,
  entryOf,
  itemsOf,
  type Mapping,
  type Node,
  stringOf,
  unlessDeclined,
  valueAt,
  walk,
} from '../yaml';

const versionPin: FactKind<VersionPin> = { name: 'version-pin' };

/** A pin of a Terraform module whose version another file may write. */
const pinByName: FactKind<{ readonly what: string; readonly path: string; readonly name: TerraformName }> = {
  name: 'version-pin-by-name',
};

/** A pin of a chart whose version something else fills in. */
const filledPin: FactKind<{ readonly what: string; readonly text: string }> = { name: 'version-pin-filled' };

/** Finds out which versions of Istio the tree pins. */
export const pinSurvey: Survey = {
  triggers: [
    'istiod',
    'istio-release',
    'istio/',
    '/istio',
    'blob.istio.io',
    'registry.istio.io',
    'istio.io/rev',
    'install.istio.io',
    'sailoperator.io',
    'operator.istio.io',
    'name: istio',
    'proxyv2',
    'install-cni',
    ...namingWords,
    substituteWord,
  ],
  readsScripts: true,
  glance(path, text, facts) {
    // Another file may write the version that a module of Terraform or a manifest of Flux names.
    const mayBeElsewhere =
      path.endsWith('.tf') || (text.includes('toolkit.fluxcd.io') && text.includes('${'));
    if (!mayBeElsewhere && !/(?<![\d.])1[.-]\d/.test(text)) return 'enough';
    collectNamedValues(path, text, facts);
    const add = (given: string, what: string, place: VersionPin['place']): void => {
      const version = readPin(given);
      if (version) facts.add(versionPin, { version, what, place });
    };
    for (const found of path.endsWith('.cue') ? versionsInCue(text) : [])
      add(found.text, found.what, { path, line: found.line });
    for (const found of installationsIn(path, text)) {
      const { repository = '', version, versionName, versionLine, line } = found;
      const chart = istioChart(found.chart, repository);
      if (chart === undefined) continue;
      const what = `chart ${chart}`;
      if (version !== undefined) add(version, what, { path, line: versionLine ?? line });
      else if (versionName) facts.add(pinByName, { what, path, name: versionName });
    }
    return 'parse';
  },
  collect(document, facts) {
    // The packages of a repository of charts are of any age.
    if (isChartIndex(document)) return;
    collectSubstitutes(document, facts);
    for (const object of document.objects) collectPatched(object, document, chartOf, facts);
    for (const { node, text, what } of pinsIn(document)) {
      const version = readPin(text);
      if (version) facts.add(versionPin, { version, what, place: factPlaceOf(document, node) });
      else if (text.includes('${')) facts.add(filledPin, { what, text });
    }
  },
};

/** The versions of Istio that the tree pins, from old to new. */
export function pinsOf(facts: Facts): readonly VersionPin[] {
  const named = [
    ...facts
      .all(pinByName)
      .map(({ what, path, name }) => ({ what, values: valuesOfName(name, path, facts) })),
    ...facts.all(filledPin).map(({ what, text }) => ({ what, values: valuesFilledIn(text, facts) })),
    ...versionsPatched(facts),
  ].flatMap(({ what, values }) =>
    values.flatMap(({ text, path, line }): VersionPin[] => {
      const version = readPin(text);
      return version ? [{ version, what, place: { path, line } }] : [];
    }),
  );
  const pins = [...facts.all(versionPin), ...named];
  // What is known to be installed with a version says more than its name.
  for (const { what, text, path, line } of istioValues(facts)) {
    const version = readPin(text);
    const isKnown = pins.some(({ place }) => place.path === path && place.line === line);
    if (version && !isKnown) pins.push({ version, what, place: { path, line } });
  }
  return pins.toSorted((one, other) => comparePins(one.version, other.version));
}

interface Pin {
  readonly node: Node;
  /** The version as it is written: it may be a placeholder. */
  readonly text: string;
  readonly what: string;
}

function pinsIn(document: ManifestDocument): Pin[] {
  const pins: Pin[] = [];
  const generated = document.objects.flatMap((object) => versionsGenerated(object, document));
  const add: Add = (node, what, text) => {
    if (!node) return;
    const filled = generated.filter(({ of }) => of === node);
    if (filled.length === 0) pins.push({ node, text: text ?? writtenVersion(node, document), what });
    for (const { value } of filled) pins.push({ node: value, text: writtenVersion(value, document), what });
  };
  for (const object of document.objects) addOperator(object, add);
  walk(document.root, (node) => {
    const mapping = asMapping(node);
    if (!mapping) return;
    unlessDeclined(() => {
      addChart(mapping, add);
      addImage(mapping, add);
      addValues(mapping, add);
    });
  });
  return pins;
}

/** @param text what is said there, if it is only a part of the value */
type Add = (node: Node | undefined, what: string, text?: string) => void;

/** `spec.version` of Sail's operator, `spec.tag` of an IstioOperator. */
function addOperator({ mapping, group, kind }: KubernetesObject, add: Add): void {
  const isSail = group === 'sailoperator.io' || group === 'operator.istio.io';
  const [key, what] = isSail ? ['version', `Sail ${kind}`] : ['tag', kind];
  if (!isSail && group !== 'install.istio.io') return;
  add(
    unlessDeclined(() => valueAt(mapping, 'spec', key)),
    what,
  );
}

/** The keys under which carriers name a chart, where it comes from, and its version. */
const chartKeys = ['chart', 'chartName', 'remoteChart', 'name', 'url', 'repoURL'] as const;
const repositoryKeys = ['repository', 'repo', 'repoURL', 'repositoryURL', 'url'] as const;
const versionKeys = ['targetRevision', 'version', 'chartVersion'] as const;

/** A chart as a mapping of some carrier names it. */
export interface NamedChart {
  /** What may be its name: `istiod`, `istio/istiod`, `oci://…/istiod`. */
  readonly names: readonly string[];
  /** Where it comes from. */
  readonly origin: string;
  readonly versions: readonly Node[];
}

/** The chart that a mapping may name, whatever its carrier. */
export function chartIn(mapping: Mapping): NamedChart {
  // Flux names a source, and an OCIRepository has its version in `ref`.
  const source = stringOf(valueAt(mapping, 'sourceRef', 'name')) ?? '';
  const versions = [
    ...versionKeys.map((key) => valueAt(mapping, key)),
    ...['tag', 'semver'].map((key) => valueAt(mapping, 'ref', key)),
  ];
  return {
    names: textsAt(mapping, chartKeys),
    origin: [...textsAt(mapping, repositoryKeys), source].join(' '),
    versions: versions.filter((version) => version !== undefined),
  };
}

function addChart(mapping: Mapping, add: Add): void {
  const chart = chartOf(mapping);
  if (chart === undefined) return;
  for (const version of chartIn(mapping).versions) add(version, `chart ${chart}`);
}

function chartOf(mapping: Mapping): string | undefined {
  const { names, origin } = chartIn(mapping);
  return names.map((name) => istioChart(name, origin)).find((name) => name !== undefined);
}

/** The name of a chart of Istio's. Only `istiod` is a name that no other product has. */
function istioChart(name: string, origin: string): string | undefined {
  const last = name.split('/').findLast((part) => part !== '') ?? '';
  if (last === 'istiod' || last === 'istiod-remote') return last;
  const isCommon = /^(?:base|cni|gateway|ztunnel|ambient)$/.test(last);
  return isCommon && /(?:^|[/.@\s-])istio(?:[/.:\s-]|$)/.test(`${origin} ${name}`) ? last : undefined;
}

/** Images of the control plane and of the data plane; those of samples have versions of their own. */
const image =
  /(?:^|\/)(?<name>pilot|proxyv2|install-cni|ztunnel|istioctl|operator)(?::(?<tag>[\w.-]+))?(?:@sha256:\w+)?$/;

function addImage(mapping: Mapping, add: Add): void {
  for (const entry of mapping.entries) {
    const text = stringOf(entry.value) ?? '';
    const { name, tag } = image.exec(text)?.groups ?? {};
    if (
      name === undefined ||
      (!/^(?:proxyv2|install-cni)$/.test(name) && !/(?:^|[/.-])istio(?:-release)?\//.test(text))
    )
      continue;
    if (tag !== undefined) add(entry.value, `image ${name}`, tag);
    else if (/^(?:repository|image|name|newName)$/.test(entry.name ?? '')) {
      for (const key of ['tag', 'newTag']) add(valueAt(mapping, key), `image ${name}`);
    }
  }
}

/** `global.tag` of values and parameters, and revisions that are called after their version. */
function addValues(mapping: Mapping, add: Add): void {
  for (const { name = '', value } of mapping.entries) {
    if (name === 'global' && isIstio(mapping, value)) add(valueAt(value, 'tag'), 'global.tag');
    if (/^(?:istio\.io\/rev|revision)$/.test(name)) {
      const [, version] = /^(?:v|istio-)?(1-\d+(?:-\d+)?)$/.exec(stringOf(value) ?? '') ?? [];
      if (version !== undefined)
        add(value, name === 'revision' ? name : `label ${name}`, version.replaceAll('-', '.'));
    }
  }
  if (stringOf(valueAt(mapping, 'name')) === 'global.tag') {
    const isOfIstio = itemsOf(mapping.parent?.parent).some(({ value }) =>
      isHub(stringOf(valueAt(value, 'value'))),
    );
    if (isOfIstio) add(valueAt(mapping, 'value'), 'global.tag');
  }
}

/** Whether values with a `global` are of Istio's charts: other products have a `global.tag` too. */
function isIstio(values: Mapping, global: Node): boolean {
  if (isHub(stringOf(valueAt(global, 'hub')))) return true;
  const own = ['pilot', 'meshConfig', 'sidecarInjectorWebhook', 'istio_cni'];
  return (
    own.some((key) => entryOf(values, key) !== undefined) ||
    ['proxy', 'proxy_init', 'istioNamespace', 'meshID'].some((key) => entryOf(global, key) !== undefined)
  );
}

function isHub(text: string | undefined): boolean {
  return /(?:^|\/)istio(?:-release)?$|^registry\.istio\.io\/release$/.test(text ?? '');
}

function textsAt(mapping: Mapping, keys: readonly string[]): string[] {
  return keys.flatMap((key) => stringOf(valueAt(mapping, key)) ?? []);
}
