import { type Data, type Fields, fieldsOf, textOf } from './data';
import { at, put, type Steps } from './paths';

/** Applies a JSON patch as kustomize does; undefined where it fails. */
export function patched(object: Data, operations: readonly Fields[]): Data | undefined {
  return operations.reduce<Data | undefined>((data, operation) => data && applied(data, operation), object);
}

function applied(data: Data, { op, path, from, value = null }: Fields): Data | undefined {
  const steps = stepsOf(textOf(path), data);
  const old = at(data, steps);
  const hasParent = typeof at(data, steps.slice(0, -1)) === 'object';
  if (!hasParent) return undefined;
  if (op === 'remove') return old === undefined ? undefined : without(data, steps);
  if (op === 'copy' || op === 'move') {
    const source = stepsOf(textOf(from), data);
    const moved = at(data, source);
    if (moved === undefined) return undefined;
    return put(op === 'move' ? without(data, source) : data, steps, moved);
  }
  return put(data, steps, value);
}

/** Numbers are indices where a list is. */
function stepsOf(pointer: string, data: Data): Steps {
  const steps: (string | number)[] = [];
  for (const part of pointer.split('/').slice(1)) {
    steps.push(Array.isArray(at(data, steps)) ? Number(part) : part);
  }
  return steps;
}

function without(data: Data, steps: Steps): Data {
  const [parent, last] = [at(data, steps.slice(0, -1)), steps.at(-1)];
  const left = Array.isArray(parent)
    ? parent.filter((_, index) => index !== last)
    : Object.fromEntries(Object.entries(fieldsOf(parent) ?? {}).filter(([name]) => name !== last));
  return put(data, steps.slice(0, -1), left);
}

/** Merges a patch as kustomize does for kinds that it does not know: lists are replaced, null takes away. */
export function merged(data: Data | undefined, patch: Data): Data | undefined {
  const [fields, changes] = [fieldsOf(data), fieldsOf(patch)];
  if (!changes) return patch;
  const result: Fields = { ...fields };
  for (const [name, change] of Object.entries(changes)) {
    const value = change === null ? undefined : merged(result[name], change);
    if (value === undefined) Reflect.deleteProperty(result, name);
    else result[name] = value;
  }
  return result;
}
