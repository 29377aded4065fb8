import {
  asMapping,
  Declined,
  type Entry,
  entryOf,
  keyOf,
  type Mapping,
  type Node,
  stringOf,
  walk,
} from '../../src/yaml';
import { readEmbedded } from '../../src/kubernetes/embedded';
import type { ManifestDocument } from '../../src/kubernetes/document';
import { type Operation, printPointer, readOperations } from '../../src/kustomize/operation';
import type { Context, Transform } from '../../src/transform';
import type { ChangedAnnotation } from '../tables/annotations';
import { type About, type Case, changeNotesOf, type Example, sentence } from '../../src/about';
import { installSurvey } from '../../src/install/surveys';
import { annotationMention } from './mentions/mentions';
import { requireUnread, surveyOfReaders } from './template-readers';

/**
 * The transform that follows the annotations that a release stopped reading or renamed, wherever they are given to pods
 * or objects: metadata, the infrastructure of a Gateway, values of charts, IstioOperators, kustomizations and patches.
 */
export function changedAnnotationsTransform(release: string, rows: readonly ChangedAnnotation[]): Transform {
  return {
    id: `annotations-${release}`,
    title: `Annotations that ${release} no longer reads`,
    release,
    phase: 'with',
    kind: 'cleanup',
    docs: changeNotesOf(release),
    about: () => aboutOf(release, rows),
    triggers: rows.flatMap(({ name }) => [name, name.replace('/', '~1')]),
    mentions: rows
      .filter(({ isLabelToo = false }) => !isLabelToo)
      .map((row) => annotationMention({ name: row.name, message: messageOf(row), help: helpOf(row) })),
    surveys: [
      installSurvey,
      surveyOfReaders(rows.flatMap(({ name, becomes }) => ('to' in becomes ? { name, to: becomes.to } : []))),
    ],
    migrate(document, context) {
      for (const row of rows) migrateAnnotation(row, document, context);
    },
  };
}

function migrateAnnotation(row: ChangedAnnotation, document: ManifestDocument, context: Context): void {
  const policies = document.objects.filter(({ group }) => isPolicyGroup(group)).map(({ mapping }) => mapping);
  const isInPolicy = ({ content: { start } }: Node) =>
    policies.some(({ content }) => content.start <= start && start < content.end);
  walk(document.root, (node) => {
    const mapping = asMapping(node);
    if (mapping && isAnnotations(mapping) && !isInPolicy(mapping)) {
      for (const entry of mapping.entries) if (entry.name === row.name) migrateEntry(row, entry, context);
    }
    if (node.kind === 'scalar' && !context.isRead(node) && isInlinePatch(node, row))
      migrateInline(row, node, document, context);
  });
  migrateOperations(row, document.root, context);
}

/** Policies match and demand annotations: what is right for them is decided by whoever writes them. */
function isPolicyGroup(group: string): boolean {
  return /(?:^|\.)(?:kyverno\.io|gatekeeper\.sh|admissionregistration\.k8s\.io|kubewarden\.io)$/.test(group);
}

function isAnnotations(mapping: Mapping): boolean {
  return /(?:^a|A)nnotations$/.test(keyOf(mapping) ?? '');
}

function migrateEntry(row: ChangedAnnotation, entry: Entry, context: Context): void {
  const { becomes } = row;
  if (becomes.is === 'wrong') {
    const isRightBeside = entry.parent.entries.some(({ name }) => name === becomes.right);
    const help = isRightBeside ? `delete it: ${becomes.right} is set beside it` : becomes.help;
    context.report({ level: 'warning', at: entry, message: messageOf(row), help });
    return;
  }
  context.rewrite(entry, summaryOf(row), (edit, report) => {
    requireUnread(row.name, context.facts);
    if (becomes.is === 'removed') edit.remove(entry);
    // Where both are set, the new one wins.
    else if (entryOf(entry.parent, becomes.to)) edit.remove(entry);
    else edit.rename(entry, becomes.to);
    if (row.lost) report({ at: entry, ...row.lost });
  });
}

function isInlinePatch(node: Node, { name }: ChangedAnnotation): boolean {
  const text = stringOf(node);
  const isNamed =
    text?.includes('\n') === true && (text.includes(name) || text.includes(name.replace('/', '~1')));
  return isNamed && /^patch(?:$|es)/.test(keyOf(node) ?? '');
}

function migrateInline(
  row: ChangedAnnotation,
  node: Node,
  document: ManifestDocument,
  context: Context,
): void {
  if (node.kind !== 'scalar') return;
  const inner = readEmbedded(document, node, context);
  if (!Array.isArray(inner)) return;
  for (const each of inner) migrateAnnotation(row, each.document, each.context);
}

function migrateOperations(row: ChangedAnnotation, root: Node | undefined, context: Context): void {
  const operations = readOperations(root) ?? [];
  const touched = operations.filter(({ path }) => path.at(-1) === row.name && path.at(-2) === 'annotations');
  for (const operation of touched) {
    if (row.becomes.is === 'wrong') {
      const { help } = row.becomes;
      context.report({ level: 'warning', at: operation.pathEntry, message: messageOf(row), help });
    } else migrateOperation(row, operation, touched.length === operations.length, context);
  }
}

function migrateOperation(
  row: ChangedAnnotation,
  { path, pathScalar, mapping }: Operation,
  isAll: boolean,
  context: Context,
): void {
  context.rewrite(pathScalar, summaryOf(row), (edit, report) => {
    requireUnread(row.name, context.facts);
    if (row.becomes.is === 'renamed')
      edit.set(pathScalar, printPointer([...path.slice(0, -1), row.becomes.to]));
    else {
      if (isAll || mapping.parent?.kind !== 'item')
        throw new Declined('the patch does nothing else; delete the patch as a whole');
      edit.remove(mapping.parent);
      if (row.lost) report({ at: pathScalar, ...row.lost });
    }
  });
}

function summaryOf({ name, becomes, reason }: ChangedAnnotation): string {
  return becomes.is === 'renamed' ? `${name} → ${becomes.to}` : `${name} is removed: ${reason}`;
}

function messageOf({ name, release, becomes }: ChangedAnnotation): string {
  if (becomes.is === 'wrong') return `the annotation ${name} has no effect; Istio reads ${becomes.right}`;
  if (becomes.is === 'renamed') return `since Istio ${release}, ${name} is called ${becomes.to}`;
  return `Istio ${release} no longer reads ${name}`;
}

function helpOf({ becomes, lost }: ChangedAnnotation): string {
  if (becomes.is === 'wrong') return becomes.help;
  if (becomes.is === 'renamed') return `use ${becomes.to} once every injector is on the new release`;
  return lost?.help ?? 'delete it together with the upgrade';
}

/** What `explain` and the docs say about the annotations that a release changed, from their rows. */
function aboutOf(release: string, rows: readonly ChangedAnnotation[]): About {
  return {
    why: [
      `An annotation that nothing reads looks as if it had an effect. ${rows.length === 1 ? 'This one is' : 'These are'} due with Istio ${release}.`,
    ],
    changes: rows.map(changeOf),
    examples: rows.flatMap(exampleOf),
    declines: rows.flatMap(declineOf).slice(0, 1),
    reports: rows.flatMap(caseOf),
    links: [['Annotations of Istio', 'https://istio.io/latest/docs/reference/config/annotations/']],
  };
}

function changeOf({ name, becomes, reason }: ChangedAnnotation): string {
  switch (becomes.is) {
    case 'removed':
      return `\`${name}\` is removed: ${reason}.`;
    case 'renamed':
      return `\`${name}\` becomes \`${becomes.to}\`; where both are set, the old one is removed.`;
    case 'wrong':
      return `Nothing where \`${name}\` is set: it is only reported, since ${reason}.`;
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
