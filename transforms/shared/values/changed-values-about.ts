import { stringify } from 'yaml';
import { type About, type Case, type Example, linkToNotes, sentence } from '../../../src/about';
import type { ChartName } from '../../../src/install/chart';
import type { ChangedValue } from '../../tables/values';

/** What `explain` and the docs say about the values that a release's charts no longer read, from their rows. */
export function aboutOf(release: string, rows: readonly ChangedValue[]): About {
  const names = [...new Set(rows.map(({ path }) => `\`${path.join('.')}\``))];
  return {
    why: [
      `The charts of Istio ${release} no longer read ${names.join(', ')}. Helm ignores such values silently; istioctl stops at fields that its schema does not have.`,
    ],
    changes: rows.map(changeOf),
    examples: exampleOf(rows),
    reports: rows.flatMap(caseOf),
    links: [linkToNotes(release, 'Change')],
  };
}

function changeOf({ path, lost, becomes }: ChangedValue): string {
  const name = `\`${path.join('.')}\``;
  const outcome = becomes?.('true');
  if (outcome?.is === 'moved') return `${name} becomes \`${outcome.path.join('.')}\`.`;
  if (lost?.level !== 'error') return `${name} is removed.`;
  const harmless = lost.unless.filter((text) => text !== '').map((text) => `\`${text}\``);
  return harmless.length > 0
    ? `${name} is removed where it is ${harmless.join(' or ')}; otherwise it is reported as an error.`
    : `${name} is reported as an error.`;
}

/** A value that is removed or moved without more to say. */
function exampleOf(rows: readonly ChangedValue[]): Example[] {
  const row = rows.find(({ lost }) => !lost);
  if (!row) return [];
  const outcome = row.becomes?.('true');
  const [chart = 'istiod'] = row.charts;
  const kept = { revision: 'main' };
  const moved = outcome?.is === 'moved' ? valuesWith(outcome.path, outcome.made?.(true) ?? true) : {};
  return [
    {
      title: 'An Application of Argo CD',
      before: { 'application.yaml': applicationOf(chart, { ...kept, ...valuesWith(row.path, true) }) },
      after: { 'application.yaml': applicationOf(chart, { ...kept, ...moved }) },
    },
  ];
}

function valuesWith(path: readonly string[], value: unknown): Record<string, unknown> {
  const [key = '', ...rest] = path;
  return { [key]: rest.length === 0 ? value : valuesWith(rest, value) };
}

/** An Application of Argo CD says which chart its values are for. */
export function applicationOf(chart: ChartName, values: Readonly<Record<string, unknown>>): string {
  return stringify({
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Application',
    metadata: { name: 'mesh' },
    spec: {
      source: {
        chart: charts[chart],
        repoURL: 'https://charts.example/istio',
        targetRevision: '*',
        helm: { valuesObject: values },
      },
    },
  });
}

const charts: Readonly<Record<ChartName, string>> = {
  base: 'istio-base',
  istiod: 'istiod',
  cni: 'istio-cni',
  ztunnel: 'ztunnel',
  gateway: 'gateway',
  ingress: 'istio-ingress',
  egress: 'istio-egress',
};

function caseOf({ path, gone, lost, charts: [chart = 'istiod'] }: ChangedValue): Case[] {
  if (!lost) return [];
  const name = path.join('.');
  const value = lost.unless.includes('false') ? true : 'custom';
  return [
    {
      when: `\`${name}\` has another value than the default.`,
      level: lost.level,
      message:
        lost.level === 'error'
          ? `${name} has no effect in Istio ${gone} and later: ${lost.message}`
          : `${name} is removed: ${lost.message}`,
      remedy: sentence(lost.help),
      files: { 'application.yaml': applicationOf(chart, valuesWith(path, value)) },
    },
  ];
}
