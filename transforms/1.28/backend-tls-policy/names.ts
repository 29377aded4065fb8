import type { KindMove } from '../../../src/moves';
import { Declined } from '../../../src/yaml';

/** The API group of BackendTLSPolicy, in all its versions. */
export const group = 'gateway.networking.k8s.io';

/** The version that Istio 1.28 reads. */
export const version = 'v1';

const names = { group, kind: 'BackendTLSPolicy', resource: 'backendtlspolicies' };

/** From the alpha versions to v1. */
export const policyMove: KindMove = {
  to: { ...names, version },
  from: [{ ...names, versions: ['v1alpha3', 'v1alpha2'] }],
};

/** What v1alpha2 called the parts of a validation otherwise. */
const validationFields = new Map([
  ['caCertRefs', 'caCertificateRefs'],
  ['wellKnownCACerts', 'wellKnownCACertificates'],
]);

/** What v1 calls a part of a validation. */
export function validationField(name: string): string {
  return validationFields.get(name) ?? name;
}

/** Where the value of a field of a policy is found in v1. */
export function movePolicyField(path: readonly string[]): readonly string[] {
  const [first, second, ...rest] = path;
  if (first !== 'spec') return path;
  if (second === 'targetRef') return ['spec', 'targetRefs', '0', ...rest];
  if (second !== 'tls' && second !== 'validation') return path;
  return ['spec', 'validation', ...rest.map((name, index) => (index === 0 ? validationField(name) : name))];
}

/** As {@link movePolicyField}, for a value that is read or written as a whole. @throws Declined where it changes */
export function moveWholePolicyField(path: readonly string[]): readonly string[] {
  const isChanged = path[0] === 'spec' && (path.length === 1 || (path.length === 2 && path[1] === 'tls'));
  if (isChanged) throw new Declined(`${path.join('.')} has other fields in v1; name the fields one by one`);
  return movePolicyField(path);
}

/** Whether a path leads to a field that no other kind has. */
export function isPolicyField([first, second, third]: readonly string[]): boolean {
  return first === 'spec' && second === 'tls' && validationFields.has(third ?? '');
}
