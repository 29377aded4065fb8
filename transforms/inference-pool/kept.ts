import type { Context, ManifestDocument } from '../../src/manifest';
import { fits } from '../../src/manifest/kustomize';
import { asMapping, walk } from '../../src/yaml';
import { holdsPlaceholder } from '../shared/placeholder';
import { isOldApiVersion, oldGroup } from './names';
import { certainEntry, textUnder } from './own';
import { isPoolKind } from './reference';

/** What names the old group and is no pool: InferenceObjective, InferenceModel, EndpointPickerConfig and the like. */
export function keepOtherKinds({ root }: ManifestDocument, { keep }: Context): void {
  walk(root, (node) => {
    const mapping = asMapping(node);
    const kind = mapping && textUnder(mapping, 'kind');
    if (!mapping || kind === undefined || mayMeanPool(kind)) return;
    const entries = [certainEntry(mapping, 'group'), certainEntry(mapping, 'apiVersion')];
    for (const entry of entries) {
      const text = entry?.value.kind === 'scalar' ? entry.value.value : undefined;
      // What a merge key brings in may be meant for pools as well.
      if (entry?.parent !== mapping) continue;
      if (text === oldGroup || (typeof text === 'string' && isOldApiVersion(text))) keep(entry.value);
    }
  });
}

/** A kind that is filled in later, the pattern of a selector, or what runs on over blanks, may be meant for a pool. */
function mayMeanPool(kind: string): boolean {
  return isPoolKind(kind) || holdsPlaceholder(kind) || fits(kind, 'InferencePool') || /\s/.test(kind);
}
