import type { FactKind, FactPlace, Facts } from '../../src/facts';
import type { ManifestDocument } from '../../src/kubernetes/document';
import { describeObject, factPlaceOf } from '../../src/kubernetes/object';
import { entryOf, isNull, isTemplated, itemsOf, stringOf, valueAt } from '../../src/yaml';
import type { Transform } from '../../src/transform';
import type { UpgradeRange } from '../../src/version';
import { objectCheck } from './object-check';

/** A host of a VirtualService for sidecars. */
interface VirtualHost {
  readonly host: string;
  readonly called: string;
  readonly place: FactPlace;
}

const virtualHost: FactKind<VirtualHost> = { name: 'virtual-host' };

/** Two VirtualServices that both have a host: one by a wildcard, the other one more exactly. */
interface Overlap {
  readonly wide: VirtualHost;
  readonly narrow: VirtualHost;
}

/**
 * Collects the hosts of VirtualServices for sidecars. On gateways, Envoy itself prefers the most specific host.
 *
 * Source: istio 1.21, `pilot/pkg/model/sidecar.go` (computeWildcardHostVirtualServiceIndex).
 */
export function collectVirtualHosts(document: ManifestDocument, facts: Facts): void {
  for (const object of document.objects) {
    const { group, kind, namespace, mapping } = object;
    if (group !== 'networking.istio.io' || kind !== 'VirtualService') continue;
    const gateways = itemsOf(valueAt(mapping, 'spec', 'gateways')).map(({ value }) => stringOf(value));
    if (gateways.length > 0 && !gateways.includes('mesh')) continue;
    for (const { value } of itemsOf(valueAt(mapping, 'spec', 'hosts'))) {
      const host = stringOf(value);
      if (host === undefined || isTemplated(host)) continue;
      const full =
        host.includes('.') || namespace === undefined ? host : `${host}.${namespace}.svc.cluster.local`;
      const place = factPlaceOf(document, value);
      facts.add(virtualHost, { host: full, called: describeObject(object), place });
    }
  }
}

/** Every pair of hosts of two VirtualServices of which one covers the other, by the order of the files. */
export function overlappingHosts(facts: Facts): readonly Overlap[] {
  return facts.derived(findOverlaps);
}

function findOverlaps(facts: Facts): readonly Overlap[] {
  const all = facts.all(virtualHost);
  const wildcards = all.filter(({ host }) => host.startsWith('*.'));
  return all.flatMap((narrow) =>
    wildcards
      .filter((wide) => wide.called !== narrow.called && covers(wide.host, narrow.host))
      .map((wide) => ({ wide, narrow })),
  );
}

function covers(wildcard: string, host: string): boolean {
  return host !== wildcard && host.endsWith(wildcard.slice(1));
}

/** What a release answers for a rule without backends, where that changes. */
interface Answer {
  readonly release: string;
  readonly before: number;
  readonly after: number;
  /** Whether an upgrade ends with this answer, and starts with the other one. */
  readonly isAnswer: (range: UpgradeRange) => boolean;
  readonly source: string;
}

/** The check of rules that answer by themselves, for a release that changes the answer. */
export function emptyRoutes({ release, before, after, isAnswer, source }: Answer): Transform {
  const message = `with Istio ${release}, a rule without backendRefs answers ${after}, and no longer ${before}`;
  return objectCheck({
    id: `empty-routes-${release}`,
    title: `HTTPRoute rules without backendRefs answer ${after}`,
    release,
    phase: 'before',
    kind: 'advice',
    triggers: ['HTTPRoute'],
    isDue: isAnswer,
    mayConcern: (text) => !everyRuleHasBackends(text),
    about: () => ({
      why: [
        `A rule of an HTTPRoute without \`backendRefs\` answers ${after} in Istio ${release} and later, and ${before} before (istio, \`${source}\`). Alerts on errors of the server may see it.`,
      ],
      changes: ['Nothing. It reports such rules, unless a filter redirects.'],
      reports: [
        {
          when: 'A rule has no `backendRefs` and no redirect.',
          level: 'note',
          message,
          remedy: 'Check alerts and clients that look at the status.',
          files: {
            'route.yaml': `apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata:
  name: gone
spec:
  rules:
    - matches: [{path: {value: /gone}}]
`,
          },
        },
      ],
      links: [{ title: 'HTTPRoute', url: 'https://gateway-api.sigs.k8s.io/api-types/httproute/' }],
    }),
    check({ group, kind, mapping }, { report }, document) {
      if (group !== 'gateway.networking.k8s.io' || kind !== 'HTTPRoute') return;
      const rules = itemsOf(valueAt(mapping, 'spec', 'rules'));
      for (const [index, { value: rule, range }] of rules.entries()) {
        // What a template puts there may be backends.
        const end = rules[index + 1]?.range.start ?? document.range.end;
        if (/^(?:- |[ \t]+)\{\{/m.test(document.text.slice(range.start, end))) continue;
        const backends = entryOf(rule, 'backendRefs');
        if (backends && !isNull(backends.value) && itemsOf(backends.value).length > 0) continue;
        // A text in the place of the list is filled in by a template.
        if (backends?.value.kind === 'scalar' && !isNull(backends.value)) continue;
        const filters = itemsOf(valueAt(rule, 'filters')).map(({ value }) =>
          stringOf(valueAt(value, 'type')),
        );
        if (filters.includes('RequestRedirect') || filters.includes('ExtensionRef')) continue;
        report({
          level: 'note',
          at: rule,
          message,
          help: 'check alerts and clients that look at the status',
        });
      }
    },
  });
}

/**
 * Whether a document is plainly one HTTPRoute in block style of which each rule has a list under `backendRefs`. Most are:
 * they need not be parsed.
 */
function everyRuleHasBackends(text: string): boolean {
  const isOnlyOnce = (word: string) => text.includes(word) && text.indexOf(word) === text.lastIndexOf(word);
  if (text.includes('{{') || !isOnlyOnce('HTTPRoute') || !isOnlyOnce('rules:')) return false;
  const [, rules = ''] = ruleLines.exec(`${text}\n`) ?? [];
  const [, dash = ''] = /^( +- )/.exec(rules) ?? [];
  // Another way to write an item would be overlooked.
  if (dash === '' || /^ *-(?! \S)/m.test(rules)) return false;
  const key = ' '.repeat(dash.length);
  const hasBackends = new RegExp(`(?:^|\\n${key})backendRefs:\\n${key} *- `);
  return `\n${rules}`
    .split(`\n${dash}`)
    .slice(1)
    .every((rule) => hasBackends.test(rule));
}

const ruleLines = /^kind: HTTPRoute\n[^]*^spec:\n[^]*^ {2}rules:\n((?: {2}[ -].*\n| *(?:#.*)?\n)*)/m;
