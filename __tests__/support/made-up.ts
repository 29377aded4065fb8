import type { Transform } from '../../src/transform';
import { transforms } from '../../transforms';

/** A transform that does nothing, with these parts. */
export function madeUp(parts: Partial<Transform>): Transform {
  const [any] = transforms;
  if (!any) throw new Error('there is no transform');
  const { id, title, release, phase, kind, docs, about } = any;
  return { id, title, release, phase, kind, docs, about, triggers: [], migrate: () => undefined, ...parts };
}
