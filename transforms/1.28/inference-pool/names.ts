import type { KindMove } from '../../../src/moves';
import { Declined } from '../../../src/yaml';

/** The API group of InferencePool v1. */
export const group = 'inference.networking.k8s.io';

/** The API group of its alpha generations; InferenceObjective and EndpointPickerConfig stay in it. */
export const oldGroup = 'inference.networking.x-k8s.io';

/** The version that Istio 1.28 reads. */
export const apiVersion = `${group}/v1`;

const names = { kind: 'InferencePool', resource: 'inferencepools', versions: ['v1alpha2', 'v1alpha1'] };

/** The alpha versions never existed in the new group, but people write them. */
export const poolMove: KindMove = {
  to: {
    ...{ group, kind: 'InferencePool', resource: 'inferencepools', version: 'v1', isWholeGroup: true },
    shortNames: ['infpool'],
  },
  from: [
    { ...names, group: oldGroup },
    { ...names, group },
  ],
  onlyKindIn: ['backendRef', 'backendRefs'],
};

/** The picker's port where none was given: the default of the alpha generations and of v1.0.0-rc.1. */
export const usualPickerPort = 9002;

/** Whether an apiVersion is one of the pool's alpha generations. */
export function isOldApiVersion(text: string): boolean {
  return text.startsWith(`${oldGroup}/`);
}

/** Whether a text names the pool's kind, or the list of it. */
export function isPoolKind(text: string): boolean {
  return text === 'InferencePool' || text === 'InferencePoolList';
}

/**
 * Where the value of a field of a pool is found in v1.
 *
 * @throws Declined where no field of v1 holds the same value
 */
export function movePoolField(path: readonly string[]): readonly string[] {
  const [first, second, third, ...rest] = path;
  if (first === 'status' && second === 'parent') return ['status', 'parents', ...path.slice(2)];
  if (first !== 'spec') return path;
  switch (second) {
    case 'selector': {
      // The value of a label is a text. So matchLabels is the field of v1, and what is under it stays there.
      const isMoved = third === 'matchLabels';
      return isMoved ? path : ['spec', 'selector', 'matchLabels', ...path.slice(2)];
    }
    case 'targetPortNumber':
      return ['spec', 'targetPorts', '0', 'number', ...path.slice(2)];
    case 'extensionRef':
    case 'endpointPickerRef': {
      const reference = ['spec', 'endpointPickerRef'];
      if (third === 'portNumber' || third === 'targetPortNumber')
        return [...reference, 'port', 'number', ...rest];
      return [...reference, ...path.slice(2)];
    }
    case 'endpointPickerConfig':
      throw new Declined('endpointPickerConfig is not a field of any version');
    default:
      return path;
  }
}

/** Where a value that is read or written as a whole is found: a mapping that changes inside is not the same value. */
export function moveWholeField(path: readonly string[]): readonly string[] {
  const [first, second] = path;
  if (first === 'spec' && (path.length === 1 || (path.length === 2 && second === 'extensionRef')))
    throw new Declined(`${path.join('.')} has other fields in v1; name the fields one by one`);
  return movePoolField(path);
}

/** Whether a path leads to a field that no other kind has. */
export function isPoolField([first, second]: readonly string[]): boolean {
  return first === 'spec' && ['extensionRef', 'endpointPickerRef', 'targetPortNumber'].includes(second ?? '');
}

/** Whether a path leads to the port in a pool's picker, under one of its old names. */
export function isPickerPort(path: readonly string[]): boolean {
  return isPickerPath(path) && path.length === 3 && isPort(path);
}

/** Whether a path leads to the kind of a pool's picker. */
export function isPickerKind(path: readonly string[]): boolean {
  return isPickerPath(path) && path[2] === 'kind';
}

/** Whether a path leads to a pool's picker, or into it. */
export function isPickerPath([first, second]: readonly string[]): boolean {
  return first === 'spec' && (second === 'extensionRef' || second === 'endpointPickerRef');
}

/** Whether a path ends with one of the old names of a port. */
export function isPort(path: readonly string[]): boolean {
  const last = path.at(-1);
  return last === 'portNumber' || last === 'targetPortNumber';
}
