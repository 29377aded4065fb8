import { type Facts, givenFiles } from '../../../src/facts';
import { type ChartName, formsOfChart } from '../../../src/install/chart';
import type { ReleaseFact } from '../../../src/install/releases/release-facts';
import {
  chartOf,
  type Installation,
  installationsIn,
  releaseOf,
} from '../../../src/install/scripts/commands';
import { operatorInstallations } from '../../../src/install/scripts/operator-files';
import { slotsOf } from '../../../src/install/slots';
import { isTerraform, namedChart } from '../../../src/install/terraform/terraform';
import { isAnyFile, isNamed } from '../../../src/kubernetes/path';
import type { Mention, MentionPlace, Said } from '../../../src/sweep/mention';
import type { Plain } from '../../../src/yaml';
import type { Removal } from '../mentions/mentions';
import { filesNamed } from '../../../src/install/layers/file-contents';

/** The command or the resource of Terraform that a place of a text is a part of. */
export function installationAround(place: MentionPlace, facts: Facts): Installation | undefined {
  const { source } = place;
  if (source.kind === 'documentation' || place.isInComment) return undefined;
  return facts.derivedFor(source, installationsOf).findLast(({ line }) => line <= place.lineNumber);
}

/** What a text installs: read once, however many of its words are asked for. */
function installationsOf(facts: Facts, { path, text }: MentionPlace['source']): Installation[] {
  return installationsIn(path, text, facts);
}

/** The charts of Istio that it installs. */
export function chartsOf(
  installation: Installation,
  { source: { path } }: MentionPlace,
  facts: Facts,
): readonly ChartName[] {
  return (slotsOf(chartOf(installation, path), facts) ?? []).map(({ chart }) => chart);
}

/** The keys of each value that a command sets, or a resource sets or writes out. */
export function keysSetBy({ set, files }: Installation): (readonly string[])[] {
  const settings = [set, ...files].flatMap((each) => (typeof each === 'object' ? each.settings : []));
  return settings.flatMap(({ keys, value }) => (value === null ? [] : [keys]));
}

/** A value at the root of a chart that a command sets: `--set redirectMode=…`. */
export function rootValueMention({
  charts,
  key,
  ...removal
}: Removal & { readonly charts: readonly ChartName[]; readonly key: string }): Mention {
  return {
    ...removal,
    name: key,
    words: [key],
    pattern: () => new RegExp(String.raw`(?<![\w.-])${key}(?![\w.-])`, 'g'),
    isMeant(place, facts) {
      const around = installationAround(place, facts);
      return (
        around !== undefined &&
        keysSetBy(around).some((keys) => keys.length === 1 && keys[0] === key) &&
        chartsOf(around, place, facts).some((chart) => charts.includes(chart))
      );
    },
  };
}

/**
 * What is said where a script or a Terraform module installs a chart of Istio, and its values are not in sight.
 *
 * @param saysOf what is said of the installation; nothing where it sets what matters
 */
export function installationMention(
  chart: ChartName,
  removal: Removal,
  saysOf: (release: ReleaseFact, facts: Facts) => readonly Said[],
): Mention {
  const says = (place: MentionPlace, facts: Facts) => {
    const release = installationAt(place, chart, facts);
    return release ? saysOf(release, facts) : [];
  };
  return {
    ...removal,
    words: [chart, 'helm_release', ...wordsOfIstioctl],
    pattern: () =>
      new RegExp(
        String.raw`(?<![\w-])(?:${[chart, ...wordsOfIstioctl].join('|')})(?![\w-])|${namedChart}`,
        'gm',
      ),
    says,
    isMeant: (place, facts) => says(place, facts).length > 0,
  };
}

/** How scripts name what installs several charts at once. */
const wordsOfIstioctl: readonly string[] = ['istioctl', 'ISTIOCTL'];

/** What a place installs a chart with, if its values are not in sight. */
function installationAt(place: MentionPlace, chart: ChartName, facts: Facts): ReleaseFact | undefined {
  const { word, source } = place;
  const isCall = wordsOfIstioctl.includes(word);
  const installation = isCall ? calledAt(place, chart, facts) : namedAt(place, chart, facts);
  if (!installation) return undefined;
  const release = releaseOf(installation, source.path);
  const known = isCall ? { ...release, carrier: carrierOfIstioctl } : release;
  return isHere(known, facts) ? undefined : known;
}

/** What is called a release that `istioctl` installs. */
export const carrierOfIstioctl = 'istioctl command';

function calledAt(place: MentionPlace, chart: ChartName, facts: Facts): Installation | undefined {
  const { source, isInComment, lineNumber } = place;
  if (source.kind === 'documentation' || isInComment) return undefined;
  const calls = facts.derivedFor(source, callsIn);
  return calls.find((each) => each.line === lineNumber && each.chart === chart);
}

function callsIn(facts: Facts, { path, text }: MentionPlace['source']): Installation[] {
  return operatorInstallations(path, text, facts);
}

/** What a command or a resource of the same text installs, where a line names its chart. */
function namedAt(place: MentionPlace, chart: ChartName, facts: Facts): Installation | undefined {
  const before = `${place.at(-1) ?? ''} ${place.before}`;
  const isNamed = isTerraform(place.source.path)
    ? place.word !== chart || /^[ \t]*chart[ \t]*=[ \t]*"[^"]*$/.test(place.before)
    : (/[\w-]\/$/.test(place.before) && /\bhelm(?:\b|_resource\()/i.test(before)) ||
      /\bhelm_remote\(\s*["']$|\bchart["']?\s*[:=]\s*(?:[\w.]+\()?["'`](?:[\w-]+\/)?$/i.test(before);
  const around = isNamed ? installationAround(place, facts) : undefined;
  if (!around || (around.body && givesValues(around.body))) return undefined;
  return chartsOf(around, place, facts).includes(chart) ? around : undefined;
}

/** Whether a resource of Terraform gives the chart values: these are looked at themselves. */
function givesValues(body: string): boolean {
  return /^[ \t]*(?:values[ \t]*=|(?:dynamic[ \t]+")?set(?:_[a-z]{1,9})?"?[ \t]*[={])/m.test(body);
}

/** Whether a release has values that may be rewritten, and so are looked at themselves. */
export function isHere({ layers }: ReleaseFact, facts: Facts): boolean {
  const given = givenFiles(facts);
  return layers.some(({ content, file, isFixed = false }) => {
    if (content !== undefined && !isFixed) return true;
    const found = file ? filesNamed(file, facts) : [];
    if (file && found.length === 0) return !isAnyFile(file) && [...given].some((path) => isNamed(file, path));
    return found.some(({ path, isBlank = false }) => given.has(path) && !isBlank);
  });
}

/** How a command may write a value of a chart: a chart's own keys may stand at the root as well. */
export function formsOf(path: readonly string[], chart: ChartName): (readonly string[])[] {
  const [[prefix] = []] = formsOfChart(chart, 'helm');
  return path[0] === prefix ? [path, path.slice(1)] : [path];
}

/** Whether a layer that can be seen sets one of some values, or what is below one. */
export function setsOneOf(
  { layers }: ReleaseFact,
  paths: readonly (readonly string[])[],
  isMeant: (value: Plain) => boolean = (value) => value !== null,
): boolean {
  const names = paths.map((path) => `${path.join('.')}.`);
  return layers.some(({ content }) =>
    content?.settings.some(
      ({ keys, value }) => isMeant(value) && names.some((name) => `${keys.join('.')}.`.startsWith(name)),
    ),
  );
}
