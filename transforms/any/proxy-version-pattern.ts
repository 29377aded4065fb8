import { type Facts, upgradeRange } from '../../src/facts';
import { kustomizeSurvey } from '../../src/kustomize/kustomization';
import { objectsAndParts } from '../../src/kustomize/part';
import type { Mention, MentionPlace } from '../../src/sweep/mention';
import { isInText } from '../../src/sweep/object';
import type { Transform } from '../../src/transform';
import { anyRelease, isAtLeast, printVersion, type UpgradeRange, type Version } from '../../src/version';
import { type Entry, entryOf, isTemplated, itemsOf, type Node, stringOf, valueAt } from '../../src/yaml';
import type { About } from '../../src/about';

/** As many patches as a release may have. */
const patches = Array.from({ length: 31 }, (_, patch) => patch);

/**
 * A pattern as istiod reads it. Undefined for what cannot be judged here: a template, what is no pattern of JavaScript, and
 * repetitions that might take long.
 */
function patternOf(text: string): RegExp | undefined {
  const isSimple = (text.match(/[*+?{]/g) ?? []).length <= 6 && !/\)[*+{]/.test(text);
  if (text === '' || text.length > 1024 || !isSimple || isTemplated(text) || text.includes('${'))
    return undefined;
  try {
    return new RegExp(text);
  } catch {
    return undefined;
  }
}

/** Whether some patch of a release matches. */
function matches(pattern: RegExp, { major, minor }: Version): boolean {
  return patches.some((patch) => pattern.test(`${major}.${minor}.${patch}`));
}

/** The releases at the end of an upgrade that a pattern no longer matches; none if it matches the last, or none before. */
function releasesLost(text: string, { from, to }: Pick<UpgradeRange, 'from' | 'to'>): Version[] {
  const pattern = patternOf(text);
  const releases: Version[] = [];
  for (let at = from; pattern && isAtLeast(to, at); at = { ...at, minor: at.minor + 1 })
    releases.push({ ...at, patch: undefined });
  const last = releases.findLastIndex((release) => pattern && matches(pattern, release));
  return last === -1 ? [] : releases.slice(last + 1);
}

const help =
  'find out whether the proxies of the new release still need the patch; then widen the pattern, or delete the patch';

/** Where Terraform and other programs write a pattern, and whether it is one that gets lost on the way. */
function lostAt({ word }: MentionPlace, facts: Facts): Version[] {
  const [range] = facts.all(upgradeRange);
  return range ? releasesLost(word.replaceAll('\\\\', '\\'), range) : [];
}

const mention: Mention = {
  words: ['proxyVersion'],
  about: /EnvoyFilter/,
  pattern: /(?<=\bproxyVersion["']?[ \t]{0,9}[:=][ \t]{0,9}["'])[^"'\n]{1,200}(?=["'])/g,
  message: 'this proxyVersion does not match the release that the upgrade ends at',
  help,
  isMeant: (place, facts) => isInText(place) && lostAt(place, facts).length > 0,
  says: (place, facts) =>
    lostAt(place, facts)
      .slice(0, 1)
      .map((first) => ({ release: printVersion(first) })),
};

/**
 * Patches of an EnvoyFilter for proxies of certain versions that a release on the way is not among.
 *
 * Source: istio 1.20.0 to 1.31.0-rc.0, `pilot/pkg/model/envoyfilter.go` (`proxyMatch`: the pattern is looked for in the
 * whole version of the proxy, such as 1.31.0).
 */
export const proxyVersionPattern: Transform = {
  id: 'proxy-version-pattern',
  title: 'EnvoyFilters for proxies of older releases only',
  release: anyRelease,
  phase: 'before',
  kind: 'advice',
  docs: 'https://istio.io/latest/docs/reference/config/networking/envoy-filter/',
  about: () => about(),
  triggers: ['proxyVersion'],
  surveys: [kustomizeSurvey],
  mentions: [mention],

  migrate(document, context) {
    for (const { object, context: inner } of objectsAndParts(document, context)) {
      if (object.group !== 'networking.istio.io' || object.kind !== 'EnvoyFilter') continue;
      const places = placesIn(object.mapping);
      // Where another patch is for the new release, this one is for the old one on purpose.
      if (places.some(({ text }) => isForTarget(text, inner.target))) continue;
      for (const { at, text } of places) {
        const [first, ...others] = releasesLost(text, inner.range);
        if (!first) continue;
        const last = others.at(-1);
        const releases = printVersion(first) + (last ? ` to ${printVersion(last)}` : '');
        const message = `no proxy of Istio ${releases} matches this proxyVersion, so the patch has no effect on them`;
        inner.report({ level: 'warning', at, message, help, release: printVersion(first) });
      }
    }
  },
};

function isForTarget(text: string, target: Version): boolean {
  const pattern = patternOf(text);
  return pattern !== undefined && matches(pattern, target);
}

function placesIn(mapping: Node): { readonly at: Node; readonly text: string }[] {
  return proxyVersionsIn(mapping).flatMap(({ value: at }) => {
    const text = stringOf(at);
    return text === undefined ? [] : [{ at, text }];
  });
}

/** The patterns of an EnvoyFilter that say for which proxies its patches are. */
export function proxyVersionsIn(filter: Node): Entry[] {
  return itemsOf(valueAt(filter, 'spec', 'configPatches')).flatMap(
    ({ value }) => entryOf(valueAt(value, 'match', 'proxy'), 'proxyVersion') ?? [],
  );
}

/** An EnvoyFilter as an example: a patch for the proxies that a pattern matches, which is written as it is given. */
export function filterFor(pattern: string): string {
  return `apiVersion: networking.istio.io/v1alpha3
kind: EnvoyFilter
metadata:
  name: audit
spec:
  configPatches:
    - applyTo: HTTP_FILTER
      match:
        proxy:
          proxyVersion: ${pattern}
`;
}

const filter = (pattern: string) => filterFor(`'${pattern}'`);

const about = (): About => ({
  why: [
    'A patch of an EnvoyFilter with `proxyVersion` is only for proxies whose version the pattern matches. Where the pattern lists the releases of its day, the patch silently has no effect on proxies of a new one.',
  ],
  changes: [
    'Nothing: whether the new Envoy needs the patch, and takes it, is for you to find out. Where another patch of the same EnvoyFilter is for the new release, nothing is reported.',
  ],
  reports: [
    {
      when: 'A pattern matches a release at the start of the upgrade, and not the one at its end.',
      level: 'warning',
      message: 'no proxy of Istio 1.31 matches this proxyVersion, so the patch has no effect on them',
      remedy:
        'Find out whether the new proxies still need the patch; widen the pattern, or delete the patch.',
      target: '1.31',
      files: { 'filter.yaml': filter(String.raw`^1\.(2[0-9]|30).*`) },
    },
    {
      when: 'A Terraform module or another program writes such a pattern.',
      level: 'warning',
      message: mention.message,
      remedy: 'The same.',
      target: '1.31',
      files: {
        'main.tf': String.raw`# kind = "EnvoyFilter"
proxyVersion = "^1\\.30.*"
`,
      },
    },
  ],
  links: [['EnvoyFilter', 'https://istio.io/latest/docs/reference/config/networking/envoy-filter/']],
});
