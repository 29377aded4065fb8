import { fileNameOf } from '../../kubernetes/path';
import { readRevision } from './read-pin';

/** A version that a text calls that of Istio, and how it calls it. */
export interface CalledVersion {
  readonly what: string;
  readonly text: string;
  readonly line: number;
}

/** Names of variables for a version of Istio, as `ISTIO_VERSION`, `istioChartVersion` and `istiod_tag`. */
const nameOfVersion =
  '[iI][sS][tT][iI][oO](?:[dD]|[cC][tT][lL])?(?:[_-]?(?:[bB][aA][sS][eE]|[cC][nN][iI]|[cC][hH][aA][rR][tT]|[hH][eE][lL][mM]|[iI][sS][tT][iI][oO][dD]|[gG][aA][tT][eE][wW][aA][yY])){0,2}[_-]?(?:[vV][eE][rR][sS][iI][oO][nN]|[tT][aA][gG])';

/** Words one of which is in every text that {@link istioVersionsIn} finds something in. */
export const wordsOfVersions: readonly string[] = [
  ...['', 'd', 'ctl', '_base', '_cni', '_chart', '_helm', '_helm_chart', '_base_chart'].flatMap((part) => {
    const name = `istio${part}`;
    return [`${name}_version`, `${name}_version`.toUpperCase()];
  }),
  ...['istio_tag', 'ISTIO_TAG', 'istio-version', 'istioVersion', 'istioChartVersion', 'istioTag'],
  ...['istioctlVersion', 'istiodVersion', 'istioBaseVersion'],
  // Tools that install command-line programs.
  ...['istio/', 'istio-release/', 'registry.istio.io/release/'],
  ...['istio/istio/releases/download/1.', 'istio-release/releases/1.', 'googleapis.com/releases/1.'],
  ...['istioctl 1.', 'istioctl v1.', 'istioctl = ', 'istioctl" = ', 'istioctl@', 'istio/istio@'],
  // Values of charts: the version is a key below.
  ...['#Istio: {', 'istio: {', 'istio:\n', 'istio:\r\n', '"istio": {', '"istio":{'],
];

/** Versions that a script, a workflow, a file of variables or of a version manager calls that of Istio. */
export function istioVersionsIn(text: string, path: string): CalledVersion[] {
  const name = `(?<name>${nameOfVersion})`;
  const version = String.raw`["']?(?<version>\$\{\w+:?[-=]v?1\.\d[^}\s]*\}|v?1\.\d+[\w.-]*)`;
  const patterns = [
    String.raw`(?<![\w.$-])${name}["']?[ \t]*(?::?\??=|:)[ \t]*${version}`,
    String.raw`\bname:[ \t]*["']?${name}["']?\s*,?\s*value:[ \t]*${version}`,
    String.raw`\b(?:ENV|ARG)[ \t]+${name}[ \t]+${version}`,
  ].map((pattern) => new RegExp(pattern, 'g'));
  return [
    ...[...patterns, ...toolsIn(path)].flatMap((pattern) => versionsBy(pattern, text)),
    ...versionsBy(download, text, () => 'download'),
    ...versionsBy(image, text, (name) => `image ${name}`),
    ...(/\.(?:ya?ml|json)$/.test(path) ? versionsBelowIstio(text) : []),
  ];
}

/** What a pattern finds as `version` outside of prose, and calls as it is called at `name`. */
function versionsBy(pattern: RegExp, text: string, called = (name: string) => name): CalledVersion[] {
  return Array.from(text.matchAll(pattern))
    .filter(({ index }) => !isProse(text, index))
    .map(({ index, 0: all, groups: { name = '', version = '' } = {} }) => ({
      what: called(name),
      text: version,
      line: lineAt(text, index + all.lastIndexOf(version)),
    }));
}

/** Revisions called after a version that a script, a module or a patch installs, gives namespaces and pods, or has a tag stand for. */
export function revisionsIn(text: string): CalledVersion[] {
  const revision = String.raw`["']?(?<version>[\w-]*1-\d[\w-]*)`;
  const value = String.raw`["']?\s*,?\s*["']?value["']?[ \t]*[:=][ \t]*`;
  const patterns = [
    ['label istio.io/rev', String.raw`\bistio\.io/rev["']?[ \t]*=[ \t]*${revision}`],
    ['label istio.io/rev', String.raw`\bistio\.io~1rev${value}${revision}`],
    [
      'revision tag',
      String.raw`\btag[ \t]+(?:set|generate)[ \t](?:\\\r?\n|[^\n]){0,999}?--revision[= \t]+${revision}`,
    ],
    ['revision', String.raw`[\s,"']revision=${revision}`],
    ['revision', String.raw`\bname["']?[ \t]*[:=][ \t]*["']?revision${value}${revision}`],
  ] as const;
  return patterns.flatMap(([what, pattern]) =>
    versionsBy(new RegExp(pattern, 'g'), text, () => what).flatMap((found) => {
      const version = readRevision(found.text);
      return version === undefined ? [] : [{ ...found, text: version }];
    }),
  );
}

/** Releases that are downloaded from GitHub, or from a bucket of the project. */
const download =
  /https?:\/\/(?:github\.com\/istio\/istio\/releases\/download|(?:storage\.googleapis\.com|blob\.istio\.io)\/istio-release\/releases|istio-release\.storage\.googleapis\.com\/releases)\/(?<version>1\.\d+\.\d+)\//g;

/** Images of Istio's, as a Dockerfile or a script names them. */
const image =
  /(?<![\w.:/@-])(?:[\w.:-]{1,99}\/){0,5}?(?:istio(?:-release)?|registry\.istio\.io\/release)\/(?<name>pilot|proxyv2|install-cni|ztunnel|istioctl|operator):v?(?<version>1\.\d+[\w.-]*)/g;

/** How files of version managers name `istioctl`: asdf, mise, aqua and devbox. */
function toolsIn(path: string): RegExp[] {
  const name = fileNameOf(path);
  if (name === '.tool-versions') return [/^(?<name>istioctl|istio)[ \t]+(?<version>v?1\.\d[\w.-]*)/gm];
  if (/^\.?mise(?:\.[\w-]+)*\.toml$/.test(name))
    return [
      /^["']?(?:\w+:(?:[\w-]+\/)*)?(?<name>istioctl|istio)["']?[ \t]*=[ \t]*(?:\{[ \t]*version[ \t]*=[ \t]*)?["'](?<version>v?1\.\d[\w.-]*)/gm,
    ];
  return /^(?:\.?aqua\.ya?ml|devbox\.json)$/.test(name)
    ? [/(?<![\w-])(?<name>istioctl|istio\/istio)@(?<version>v?1\.\d[\w.-]*)/g]
    : [];
}

/** `version` as a key of `istio`, as values of charts have it. */
function versionsBelowIstio(text: string): CalledVersion[] {
  const onOneLine =
    /\bistio["']?:[ \t]*\{(?:[^{}\n]{0,999}?[\s,"'])?(?<name>version|chartVersion)["']?:[ \t]*["']?(?<version>v?1\.\d+[\w.-]*)/g;
  const found = versionsBy(onOneLine, text, (key) => `istio.${key}`);
  /** Of the innermost `istio` around: how far it and its keys are indented. */
  let around: { readonly at: number; keys: number | undefined } | undefined;
  for (const [index, line] of text.split('\n').entries()) {
    const {
      space = '',
      key,
      value = '',
    } = /^(?<space>[ \t]*)["']?(?<key>[\w-]+)["']?:(?<value>.*)$/.exec(line)?.groups ?? {};
    if (key === undefined) continue;
    if (around && space.length <= around.at) around = undefined;
    if (around) around.keys ??= space.length;
    const [, version] = /^[ \t]*["']?(v?1\.\d+[\w.-]*)["']?,?[ \t]*(?:#.*)?$/.exec(value.trimEnd()) ?? [];
    if (around?.keys === space.length && version !== undefined && /^(?:chartV|v)ersion$/.test(key))
      found.push({ what: `istio.${key}`, text: version, line: index + 1 });
    if (key === 'istio' && /^\{?$/.test(value.trim())) around = { at: space.length, keys: undefined };
  }
  return found;
}

/** The versions of Istio that a file of CUE writes: as the version of something that is called so, or beside the chart istiod. */
export function versionsInCue(text: string): CalledVersion[] {
  const version = String.raw`[vV]ersion:\s*"(v?1\.\d+[^"\n]*)"`;
  const patterns = [
    ['Istio', String.raw`\b[iI]stio\w*:\s*(?:\{[^{}]*?)?\b${version}`],
    ['Istio', String.raw`\b[iI]stio_?[vV]ersion:\s*"(v?1\.\d+[^"\n]*)"`],
    ['chart istiod', String.raw`\bname:\s*"istiod"[^{}]*?\b${version}`],
    ['chart istiod', String.raw`\b${version}[^{}]*?\bname:\s*"istiod"`],
  ] as const;
  return patterns.flatMap(([what, pattern]) =>
    [...text.matchAll(new RegExp(pattern, 'gi'))].map(({ index, 0: all, 1: found = '' }) => {
      const at = index + all.indexOf(`"${found}"`);
      return { what, text: found, line: lineAt(text, at) };
    }),
  );
}

/**
 * Whether a place is in a comment, in the middle of a text in quotes, such as a line of help, or in the list of the images
 * that Sail's operator has for each release.
 */
function isProse(text: string, at: number): boolean {
  const before = text.slice(text.lastIndexOf('\n', at - 1) + 1, at);
  return (
    /(?:^|\s)(?:#|\/\/|\/\*|<!--)|^\s*\*\s|\bimages\.v\d/.test(before) ||
    /["'].+$/.test(before.replaceAll(/"[^"]*"|'[^']*'/g, ''))
  );
}

/** The line of an offset, counted from 1. */
export function lineAt(text: string, offset: number): number {
  return text.slice(0, offset).split('\n').length;
}
