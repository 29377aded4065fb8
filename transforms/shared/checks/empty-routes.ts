import type { Operation } from '../../../src/kustomize/operation';
import type { Transform } from '../../../src/transform';
import { asMapping, entryOf, isNull, itemsOf, type Node, stringOf, valueAt } from '../../../src/yaml';
import { gatewayClassSurvey, isOfOtherControllers } from './gateway-classes';
import { foundBelow, objectCheck } from './object-check';

/** What a release answers for a rule without backends, where that changes. */
interface Answer {
  readonly release: string;
  readonly before: number;
  readonly after: number;
  readonly source: string;
  /** By default, in each upgrade to that release: one over both of them reads the message once. */
  readonly isDue?: NonNullable<Transform['isDue']>;
}

/** What both releases that change the answer say. */
const message = 'a rule without backendRefs answers 404 in Istio 1.30 only, and 500 in all other releases';

/**
 * The check of rules that answer by themselves, for a release that changes the answer: alerts see it at that hop, even if
 * a later one changes it back.
 */
export function emptyRoutes({ release, before, after, source, ...due }: Answer): Transform {
  return objectCheck({
    id: `empty-routes-${release}`,
    title: `HTTPRoute rules without backendRefs answer ${after}`,
    release,
    ...due,
    phase: 'before',
    kind: 'advice',
    triggers: ['HTTPRoute'],
    surveys: [gatewayClassSurvey],
    mayConcern: (text) => !everyRuleHasBackends(text),
    why: [
      `A rule of an HTTPRoute without \`backendRefs\` answers ${after} in Istio ${release} and later, and ${before} before (istio, \`${source}\`). Alerts on errors of the server may see it.`,
    ],
    changes: ['Nothing. It reports such rules, unless a filter redirects.'],
    reports: () => [
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
    link: ['HTTPRoute', 'https://gateway-api.sigs.k8s.io/api-types/httproute/'],
    check(object, { report, facts }, document) {
      const { group, kind, mapping } = object;
      if (group !== 'gateway.networking.k8s.io' || kind !== 'HTTPRoute') return;
      if (isOfOtherControllers(object, facts)) return;
      const rules = itemsOf(valueAt(mapping, 'spec', 'rules'));
      for (const [index, { value: rule, range }] of rules.entries()) {
        // What a template puts there may be backends.
        const end = rules[index + 1]?.range.start ?? document.range.end;
        if (/^(?:- |[ \t]+)\{\{/m.test(document.text.slice(range.start, end))) continue;
        const backends = valueAt(rule, 'backendRefs');
        // A text in the place of the list is filled in by a template.
        if (itemsOf(backends).length > 0 || (backends?.kind === 'scalar' && !isNull(backends))) continue;
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
    checkOperation({ group, kind, operation, operations, context: { report } }) {
      if (group !== 'gateway.networking.k8s.io' || kind !== 'HTTPRoute') return;
      if (!leavesNoBackends(operation) || operations.some(redirects)) return;
      report({
        level: 'note',
        at: operation.pathEntry,
        message,
        help: 'if this leaves the rule without backends, check alerts and clients that look at the status',
      });
    },
  });
}

/** Whether an operation may take the last backend of a rule. */
function leavesNoBackends({ op, path, value }: Operation): boolean {
  const [spec, rules, , field, , ...rest] = path;
  if (spec !== 'spec' || rules !== 'rules' || field !== 'backendRefs' || rest.length > 0) return false;
  if (op === 'remove') return true;
  const list = value?.value;
  return path.length === 4 && (isNull(list) || (list?.kind === 'sequence' && list.items.length === 0));
}

/** Whether an operation brings a filter that answers in the place of backends. */
function redirects({ value }: Operation): boolean {
  const answers = (node: Node): boolean =>
    ['RequestRedirect', 'ExtensionRef'].includes(stringOf(entryOf(asMapping(node), 'type')?.value) ?? '');
  return foundBelow(value?.value, (node) => (answers(node) ? node : undefined)).length > 0;
}

/**
 * Whether a document is plainly one HTTPRoute in block style of which each rule has a list under `backendRefs`. Most are:
 * they need not be parsed.
 */
function everyRuleHasBackends(text: string): boolean {
  if (text.includes('{{') || text.indexOf('rules:') !== text.lastIndexOf('rules:')) return false;
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
