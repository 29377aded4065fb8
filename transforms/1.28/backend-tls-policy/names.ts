import { type FieldMove, type KindMove, movedFieldPath } from '../../../src/moves';
import { Declined } from '../../../src/yaml';

/** The API group of BackendTLSPolicy, in all its versions. */
export const group = 'gateway.networking.k8s.io';

const names = { group, kind: 'BackendTLSPolicy', resource: 'backendtlspolicies' };

/** From the alpha versions to v1. */
export const policyMove: KindMove = {
  to: { ...names, version: 'v1' },
  from: [{ ...names, versions: ['v1alpha3', 'v1alpha2'] }],
};

/** What becomes of the fields of v1alpha2. */
export const policyFields: readonly FieldMove[] = [
  { from: 'spec.targetRef', to: 'spec.targetRefs.0' },
  { from: 'spec.tls', to: 'spec.validation' },
  { from: 'spec.validation.caCertRefs', to: 'spec.validation.caCertificateRefs' },
  { from: 'spec.validation.wellKnownCACerts', to: 'spec.validation.wellKnownCACertificates' },
];

/** Where a value that is read or written as a whole is found in v1. @throws Declined where it changes inside */
export function moveWholePolicyField(path: readonly string[]): readonly string[] {
  const isChanged = path[0] === 'spec' && (path.length === 1 || (path.length === 2 && path[1] === 'tls'));
  if (isChanged) throw new Declined(`${path.join('.')} has other fields in v1; name the fields one by one`);
  return movedFieldPath(path, policyFields);
}

/** Whether a path leads to a field that no other kind has. */
export function isPolicyField([first, second, third]: readonly string[]): boolean {
  return first === 'spec' && second === 'tls' && ['caCertRefs', 'wellKnownCACerts'].includes(third ?? '');
}
