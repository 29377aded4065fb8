import { transforms } from '../../transforms';
import { suggestedTransform } from '../migrate/ignores';
import { transformKinds, type Transform } from '../transform';
import { UsageError } from './arguments';

/** What `--only` and `--skip` take: the ids of the transforms, and their kinds. */
export function knownNames(): string[] {
  return [...transforms.map(({ id }) => id), ...transformKinds];
}

/** Whether a word is the id or the kind of a transform. */
export function isKnownName(word: string): boolean {
  return knownNames().includes(word);
}

/**
 * The names that an option lists, some of them between commas.
 *
 * @throws UsageError if one is unknown, or there is none
 */
export function namesIn(option: string, values: readonly string[]): string[] {
  const names = values.flatMap((value) => {
    const listed = value
      .split(',')
      .map((name) => name.trim())
      .filter((name) => name !== '');
    if (listed.length === 0) throw new UsageError(`${option} needs an id or a kind, not "${value}"`);
    return listed;
  });
  const unknown = names.find((name) => !isKnownName(name));
  if (unknown !== undefined) throw unknownName(unknown, knownNames());
  return names;
}

/** @throws UsageError if there is no such transform */
export function transformCalled(id: string): Transform {
  const transform = transforms.find((each) => each.id === id);
  if (transform) return transform;
  if (transformKinds.some((kind) => kind === id))
    throw new UsageError(`"${id}" is a kind, not a transform; "istio-migrate --list" shows the kind of each`);
  throw unknownName(
    id,
    transforms.map((each) => each.id),
  );
}

/** What to say about a name that no transform has. */
function unknownName(name: string, known: readonly string[]): UsageError {
  return new UsageError(`unknown transform "${name}"; ${suggestedTransform(name, known)}`);
}
