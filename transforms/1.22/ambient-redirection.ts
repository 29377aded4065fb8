import type { FactKind } from '../../src/facts';
import type { ManifestDocument } from '../../src/kubernetes/document';
import { kustomizeSurvey } from '../../src/kustomize/kustomization';
import { printPointer } from '../../src/kustomize/operation';
import { layersBeside, type Statement, statementsIn } from '../../src/kustomize/over';
import type { MentionPlace } from '../../src/sweep/mention';
import type { Context, Survey, Transform } from '../../src/transform';
import { crosses } from '../../src/version';
import {
  asMapping,
  Declined,
  type Entry,
  entryOf,
  isNull,
  scalarValueOf,
  stringOf,
  walk,
} from '../../src/yaml';
import { annotationMention } from '../shared/mentions/mentions';
import { type About, changeNotesOf } from '../../src/about';

const annotation = 'ambient.istio.io/redirection';
const label = 'istio.io/dataplane-mode';

/** Says something of whether pods are in the mesh: a patch may say otherwise than its base. */
const saysMode = /ambient\.istio\.io(?:\/|~1)redirection|istio\.io(?:\/|~1)dataplane-mode/;

const statement: FactKind<Statement> = { name: 'in-ambient-mesh' };

const statementSurvey: Survey = {
  triggers: [annotation, label, printPointer([annotation]), printPointer([label])],
  collect(document, facts) {
    for (const each of statementsIn(document, saysMode)) facts.add(statement, each);
  },
};

const optOut = annotationMention({
  name: annotation,
  message: `${annotation} no longer keeps pods out of the ambient mesh since Istio 1.22`,
  help: `use the label ${label}: none`,
});

/** Whether a text waits for, or looks at, what the CNI agent writes: it still does. */
function isStatus({ after }: MentionPlace): boolean {
  return /^["'\]}) ]{0,6}[=!:]{0,3} {0,3}["']?enabled\b/.test(after);
}

/**
 * Up to 1.21, the annotation kept a pod out of an ambient mesh. In 1.22 and later only the label does.
 *
 * Source: istio 1.21 and 1.22, `cni/pkg/util/podutil.go` (PodRedirectionEnabled).
 */
export const ambientRedirection: Transform = {
  id: 'ambient-redirection',
  title: `Annotation ${annotation}: disabled → label ${label}: none`,
  release: '1.22',
  phase: 'with',
  kind: 'required',
  docs: changeNotesOf('1.22'),
  about: () => about(),
  triggers: [annotation],
  surveys: [statementSurvey, kustomizeSurvey],
  mentions: [
    { ...optOut, isMeant: (place, facts) => !isStatus(place) && optOut.isMeant?.(place, facts) !== false },
  ],

  migrate(document, context) {
    walk(document.root, (node) => {
      for (const entry of asMapping(node)?.entries ?? [])
        if (entry.name === annotation) migrateEntry(entry, document, context);
    });
  },
};

function migrateEntry(entry: Entry, document: ManifestDocument, context: Context): void {
  const value = stringOf(entry.value);
  const holder = entry.parent.parent;
  const isAnnotations = holder?.kind === 'entry' && /(?:^a|podA)nnotations$/.test(holder.name ?? '');
  if (!isAnnotations) return;
  const [other] = layersBeside(entry, document, statement, saysMode, context.facts);
  if (other !== undefined) {
    context.report({
      level: 'warning',
      at: entry,
      message: `${annotation} no longer keeps pods out of the ambient mesh since Istio 1.22`,
      help: `${other} says something of the same pods: set the label ${label} in the base and in its patches instead, in one change`,
    });
    return;
  }
  if (value === 'enabled') {
    context.rewrite(entry, `${annotation} is removed: the CNI agent writes it, as status`, (edit) => {
      edit.remove(entry);
    });
    return;
  }
  const { range } = context;
  const isObject = holder.name === 'annotations';
  const labels = entryOf(holder.parent, isObject ? 'labels' : 'podLabels');
  const set = entryOf(labels?.value, label);
  if (set && scalarValueOf(set.value) === 'none') {
    context.rewrite(entry, `${annotation} is removed: the label says the same`, (edit) => {
      edit.remove(entry);
    });
    return;
  }
  if (!isObject || !range.isFromKnown || !crosses(range, '1.22') || value !== 'disabled') {
    context.report({
      level: 'warning',
      at: entry,
      message: `${annotation} no longer keeps pods out of the ambient mesh since Istio 1.22`,
      help: `to keep them out, set the label ${label}: none on the pods instead; with istiod 1.22 or newer this changes what runs today`,
    });
    return;
  }
  context.rewrite(entry, `${annotation}: disabled → label ${label}: none`, (edit) => {
    if (set) throw new Declined(`the label ${label} says something else`, set.range.start);
    const map = asMapping(labels?.value);
    if (map) edit.insert(map, label, 'none');
    else if (labels && isNull(labels.value)) edit.fill(labels, { [label]: 'none' });
    else if (labels) throw new Declined('its labels are not written here', labels.range.start);
    else edit.insert(holder.parent, 'labels', { [label]: 'none' });
    edit.remove(entry);
  });
}

const pod = (metadata: string) => `apiVersion: v1
kind: Pod
metadata:
  name: shop
${metadata}spec:
  containers: []
`;

const about = (): About => ({
  why: [
    'Up to Istio 1.21, the annotation `ambient.istio.io/redirection: disabled` kept a pod out of an ambient mesh. In 1.22 and later nothing reads it: the pod is in the mesh unless it has the label `istio.io/dataplane-mode: none`.',
  ],
  changes: [
    'The annotation becomes the label, if the upgrade is known to start at 1.21 or before. From a later release it is reported, since the label would change what runs today.',
    'The value `enabled`, which the CNI agent writes, is removed.',
  ],
  examples: [
    {
      title: 'A pod outside of the mesh',
      before: { 'pod.yaml': pod('  annotations:\n    ambient.istio.io/redirection: disabled\n    a: b\n') },
      after: { 'pod.yaml': pod('  annotations:\n    a: b\n  labels:\n    istio.io/dataplane-mode: none\n') },
    },
  ],
  declines: [
    {
      when: 'The pod has the label with another value.',
      level: 'error',
      message: 'not rewritten: the label istio.io/dataplane-mode says something else',
      remedy: 'Decide for one of the two.',
      files: {
        'pod.yaml': pod(
          '  annotations:\n    ambient.istio.io/redirection: disabled\n  labels:\n    istio.io/dataplane-mode: ambient\n',
        ),
      },
    },
  ],
  reports: [
    {
      when: 'The annotation is in values of a chart.',
      level: 'warning',
      message: 'ambient.istio.io/redirection no longer keeps pods out of the ambient mesh since Istio 1.22',
      remedy: 'Set the label where the chart takes labels of its pods.',
      files: { 'values.yaml': 'podAnnotations:\n  ambient.istio.io/redirection: disabled\n' },
    },
  ],
  links: [['Labels of Istio', 'https://istio.io/latest/docs/reference/config/labels/']],
});
