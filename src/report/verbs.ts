import type { Mode } from '../run/result';

/** What happens to a file. The same word for one and for many. */
export const verbs: Record<Mode, string> = {
  'dry-run': 'would change',
  write: 'changed',
  check: 'must change',
};
