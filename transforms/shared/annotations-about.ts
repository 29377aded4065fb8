import type { About, Case, Example } from '../../src/about';
import type { ChangedAnnotation } from '../tables/annotations';
import { messageOf } from './annotations';

/** What `explain` and the docs say of the annotations that a release changed, from their rows. */
export function aboutOf(release: string, rows: readonly ChangedAnnotation[]): About {
  return {
    why: [
      `An annotation that nothing reads looks as if it had an effect. ${rows.length === 1 ? 'This one is' : 'These are'} due with Istio ${release}.`,
    ],
    changes: rows.map(changeOf),
    examples: rows.flatMap(exampleOf),
    declines: rows.flatMap(declineOf).slice(0, 1),
    reports: rows.flatMap(caseOf),
    links: [
      {
        title: 'Annotations of Istio',
        url: 'https://istio.io/latest/docs/reference/config/annotations/',
      },
    ],
  };
}

function changeOf({ name, becomes, reason }: ChangedAnnotation): string {
  switch (becomes.is) {
    case 'removed':
      return `\`${name}\` is removed: ${reason}.`;
    case 'renamed':
      return `\`${name}\` becomes \`${becomes.to}\`; where both are set, the old one is removed.`;
    case 'wrong':
      return `\`${name}\` is only reported: ${reason}.`;
  }
}

const podWith = (annotation: string) => `apiVersion: apps/v1
kind: Deployment
metadata:
  name: shop
spec:
  template:
    metadata:
      annotations:
        prometheus.io/scrape: "true"
${annotation === '' ? '' : `        ${annotation}: "value"\n`}    spec:
      containers: []
`;

function exampleOf({ name, becomes, lost }: ChangedAnnotation): Example[] {
  if (becomes.is === 'wrong' || lost) return [];
  return [
    {
      title: `\`${name}\``,
      before: { 'shop.yaml': podWith(name) },
      after: { 'shop.yaml': podWith(becomes.is === 'renamed' ? becomes.to : '') },
    },
  ];
}

function caseOf(row: ChangedAnnotation): Case[] {
  const { name, becomes, lost } = row;
  const files = { 'shop.yaml': podWith(name) };
  if (becomes.is === 'wrong') {
    const remedy = sentence(becomes.help);
    return [
      {
        when: `An object has the annotation \`${name}\`.`,
        level: 'warning',
        message: messageOf(row),
        remedy,
        files,
      },
    ];
  }
  if (!lost) return [];
  const { level, message, help } = lost;
  return [{ when: `The annotation \`${name}\` was removed.`, level, message, remedy: sentence(help), files }];
}

function declineOf({ name, becomes }: ChangedAnnotation): Case[] {
  if (becomes.is !== 'removed') return [];
  return [
    {
      when: 'A JSON patch does nothing but add the annotation.',
      level: 'warning',
      message: 'not rewritten: the patch does nothing else; delete the patch as a whole',
      remedy: 'Delete the patch, and the place that names it.',
      files: {
        'patch.yaml': `- op: add
  path: /spec/template/metadata/annotations/${name.replace('/', '~1')}
  value: "value"
`,
      },
    },
  ];
}

function sentence(help: string): string {
  return `${help.charAt(0).toUpperCase()}${help.slice(1)}.`;
}
