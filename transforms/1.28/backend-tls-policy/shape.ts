import { type FieldMove, isTextWithLines, type KindMove, movedFieldPath } from '../../../src/moves';
import {
  asMapping,
  asSequence,
  Declined,
  type Editor,
  type Entry,
  entryOf,
  insertedIn,
  type Mapping,
  type Node,
  requireKnownEntry,
  stringOf,
} from '../../../src/yaml';
import type { KubernetesObject } from '../../../src/kubernetes/object';
import type { Report } from '../../../src/transform';

/** The API group of BackendTLSPolicy, in all its versions. */
export const group = 'gateway.networking.k8s.io';

const names = { group, kind: 'BackendTLSPolicy', resource: 'backendtlspolicies' };

/** From the alpha versions to v1. */
export const policyMove: KindMove = {
  to: { ...names, version: 'v1', shortNames: ['btlspolicy'] },
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

/** The fields of a policy under their old and new names: real files hold new fields under an old apiVersion. */
export interface Policy {
  readonly spec: Mapping | undefined;
  /** `targetRef`, the one target of v1alpha2. */
  readonly targetRef: Entry | undefined;
  readonly targetRefs: Entry | undefined;
  readonly targets: readonly Target[];
  /** `tls` or `validation`. */
  readonly validation: Entry | undefined;
  /** `caCertRefs` or `caCertificateRefs`. */
  readonly certificates: Entry | undefined;
  /** `wellKnownCACerts` or `wellKnownCACertificates`. */
  readonly wellKnown: Entry | undefined;
  readonly hostname: Entry | undefined;
  /** Whether only a part of a policy is here, as in a patch. */
  readonly isPartial: boolean;
  /** Whether a template brings a part that cannot be seen: what seems to be absent may be there. */
  readonly isTemplated: boolean;
}

/** A reference to what the policy is for. */
interface Target {
  readonly node: Node;
  readonly namespace: Entry | undefined;
  readonly sectionName: Entry | undefined;
}

/** @throws Declined where old and new field contradict each other */
export function readPolicy({ mapping, version }: KubernetesObject): Policy {
  const spec = entryOf(mapping, 'spec');
  if (isTextWithLines(spec?.value)) throw new Declined('its spec is a text', spec?.range.start);
  return readSpec(spec?.value, version);
}

/** Reads a policy's spec, wherever it is. @throws Declined as {@link readPolicy} */
export function readSpec(spec: Node | undefined, version?: string): Policy {
  // From v1alpha3 on nothing is called otherwise, so whatever a template brings can stay as it is.
  const find = version === 'v1alpha2' ? requireKnownEntry : entryOf;
  const targetRef = find(spec, 'targetRef');
  const targetRefs = find(spec, 'targetRefs');
  oneOf(targetRef, targetRefs);
  const validation = oneOf(find(spec, 'tls'), find(spec, 'validation'));
  const fields = validation?.value;
  const findField = validation?.name === 'tls' ? requireKnownEntry : find;
  // Some wrote the list of later versions under the name of the first.
  const list = asSequence((targetRef ?? targetRefs)?.value);
  const nodes = list?.items.map((item) => item.value) ?? (targetRef ? [targetRef.value] : []);
  return {
    spec: asMapping(spec),
    targetRef,
    targetRefs,
    targets: nodes.map((node) => ({
      node,
      namespace: find(node, 'namespace'),
      sectionName: entryOf(node, 'sectionName'),
    })),
    validation,
    certificates: oneOf(findField(fields, 'caCertRefs'), findField(fields, 'caCertificateRefs')),
    wellKnown: oneOf(findField(fields, 'wellKnownCACerts'), findField(fields, 'wellKnownCACertificates')),
    hostname: entryOf(fields, 'hostname'),
    isPartial: !(targetRef ?? targetRefs) || !validation,
    isTemplated: [spec, fields, targetRefs?.value].some((node) => insertedIn(node) !== undefined),
  };
}

function oneOf(old: Entry | undefined, current: Entry | undefined): Entry | undefined {
  if (old && current)
    throw new Declined(`it has both ${old.name ?? ''} and ${current.name ?? ''}`, old.range.start);
  return old ?? current;
}

/** The one target becomes a list of one. */
export function migrateTargetList({ targetRef, targetRefs }: Policy, edit: Editor): void {
  if (targetRef) {
    if (targetRef.value.kind === 'scalar' && insertedIn(targetRef.value))
      throw new Declined('a template inserts its whole targetRef', targetRef.range.start);
    if (targetRef.value.kind === 'scalar')
      throw new Declined('targetRef is not a reference', targetRef.range.start);
    if (asSequence(targetRef.value)) edit.rename(targetRef, 'targetRefs');
    else edit.nest(targetRef, ['item'], 'targetRefs');
  } else if (targetRefs && targetRefs.value.kind === 'mapping') {
    throw new Declined('targetRefs is not a list', targetRefs.range.start);
  }
}

/** A target's namespace goes where it says nothing. */
export function migrateNamespaces(
  { targets }: Policy,
  namespaceOfPolicy: string | undefined,
  edit: Editor,
  report: Report,
): void {
  for (const { namespace } of targets) {
    if (!namespace) continue;
    if (namespaceOfPolicy !== undefined && stringOf(namespace.value) === namespaceOfPolicy) {
      edit.remove(namespace);
      continue;
    }
    report({
      level: 'error',
      at: namespace,
      message: 'v1 targetRefs have no namespace field: a policy targets its own namespace only',
      help: 'move the policy to the namespace of its target and delete this line',
    });
  }
}

/** The four fields that v1alpha2 called otherwise. */
export function migrateValidation({ validation, certificates, wellKnown }: Policy, edit: Editor): void {
  if (validation) edit.rename(validation, 'validation');
  if (certificates) edit.rename(certificates, 'caCertificateRefs');
  if (wellKnown) edit.rename(wellKnown, 'wellKnownCACertificates');
}
