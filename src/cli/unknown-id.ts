import { transforms } from '../../transforms';
import { nearest } from '../migrate/nearest';
import { UsageError } from './usage-error';

/** What to say of an id that no transform has: which ids there are, and which one may be meant. */
export function unknownId(id: string): UsageError {
  const ids = transforms.map((known) => known.id);
  const meant = nearest(id, ids);
  const question = meant === undefined ? '' : ` (do you mean ${meant}?)`;
  return new UsageError(`no transform is called "${id}"${question}; there are: ${ids.join(', ')}`);
}
