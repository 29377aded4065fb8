import type { Setting } from '../../src/install/settings';
import type { Outcome } from '../tables/values';

/** The path of a setting as users write it. */
export function dotted({ path }: Pick<Setting, 'path'>): string {
  return path.join('.');
}

/** What becomes of a value, in a few words. */
export function describeValue(outcome: Outcome): string {
  switch (outcome.is) {
    case 'moved':
      return `→ ${outcome.path.join('.')}`;
    case 'replaced':
      return `→ ${outcome.path.join('.')}: ${typeof outcome.value === 'string' ? outcome.value : JSON.stringify(outcome.value)}`;
    default:
      return 'is removed';
  }
}
