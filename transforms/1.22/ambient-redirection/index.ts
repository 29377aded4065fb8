import type { Context, Transform } from '../../../src/transform';
import { crosses } from '../../../src/version';
import {
  asMapping,
  Declined,
  type Entry,
  entryOf,
  isNull,
  scalarValueOf,
  stringOf,
  walk,
} from '../../../src/yaml';

const annotation = 'ambient.istio.io/redirection';
const label = 'istio.io/dataplane-mode';

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
  docs: 'https://istio.io/latest/news/releases/1.22.x/announcing-1.22/change-notes/',
  about: async () => (await import('./about')).about,
  triggers: [annotation],

  migrate({ root }, context) {
    walk(root, (node) => {
      for (const entry of asMapping(node)?.entries ?? [])
        if (entry.name === annotation) migrateEntry(entry, context);
    });
  },
};

function migrateEntry(entry: Entry, context: Context): void {
  const value = stringOf(entry.value);
  const holder = entry.parent.parent;
  const isAnnotations = holder?.kind === 'entry' && /(?:^a|podA)nnotations$/.test(holder.name ?? '');
  if (!isAnnotations) return;
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
