import type { Context } from '../../../src/transform';
import type { ManifestDocument } from '../../../src/kubernetes/document';
import { fits } from '../../../src/kustomize/selector';
import { stringOf, walk } from '../../../src/yaml';
import { holdsPlaceholder } from '../../shared/placeholder';
import { isOldApiVersion, isPoolKind, oldGroup } from './names';
import { certainEntry, textUnder } from '../../../src/moves';

/** What names the old group and is no pool: InferenceObjective, InferenceModel, EndpointPickerConfig and the like. */
export function keepOtherKinds({ root }: ManifestDocument, { keep }: Context): void {
  walk(root, (node) => {
    const kind = textUnder(node, 'kind');
    if (kind === undefined || mayMeanPool(kind)) return;
    for (const entry of [certainEntry(node, 'group'), certainEntry(node, 'apiVersion')]) {
      // What a merge key brings in may be meant for pools as well.
      if (entry?.parent !== node) continue;
      const text = stringOf(entry.value) ?? '';
      if (text === oldGroup || isOldApiVersion(text)) keep(entry.value);
    }
  });
}

/** A kind that is filled in later, the pattern of a selector or of an AppProject, or what runs on over blanks, may be meant for a pool. */
function mayMeanPool(kind: string): boolean {
  return (
    isPoolKind(kind) ||
    holdsPlaceholder(kind) ||
    fits(kind, 'InferencePool') ||
    /\s/.test(kind) ||
    isGlobOfPool(kind)
  );
}

/** `Inference*`, as an AppProject writes it. */
function isGlobOfPool(kind: string): boolean {
  return (
    kind.includes('*') &&
    kind.split('*').every((part, index, parts) => {
      const isLast = index === parts.length - 1;
      return index === 0
        ? 'InferencePool'.startsWith(part)
        : isLast
          ? 'InferencePool'.endsWith(part)
          : 'InferencePool'.includes(part);
    })
  );
}
