import type { Level } from '../finding';
import type { Transform, TransformKind } from '../transform';

/** What a report says of a transform. */
export type Rule = Pick<Transform, 'id' | 'title' | 'release' | 'kind' | 'docs'>;

/** How much a rewrite matters that is due: what the release breaks without it, what is better with it, what may wait. */
export const levelOfKind: Record<TransformKind, Level> = {
  required: 'error',
  hardening: 'warning',
  cleanup: 'note',
  pin: 'note',
  modernize: 'note',
  advice: 'note',
};

/** What a kind of transform is for, as a sentence. */
export function purposeOf({ kind, release }: Pick<Rule, 'kind' | 'release'>): string {
  switch (kind) {
    case 'required':
      return `Istio ${release} breaks what is not migrated.`;
    case 'hardening':
      return `Istio ${release} can do this more safely; nothing breaks without it.`;
    case 'cleanup':
      return `Istio ${release} has no more use for this; nothing breaks where it stays.`;
    case 'pin':
      return `Istio ${release} changes a default; this keeps the old behaviour.`;
    case 'modernize':
      return `Istio ${release} still takes the old form; this is optional.`;
    case 'advice':
      return `Nothing is rewritten: this is what to know before you upgrade to Istio ${release}.`;
  }
}
