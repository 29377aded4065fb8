import type { Report } from '../../../src/transform';
import { asSequence, Declined, type Editor, isTemplatedNode, stringOf } from '../../../src/yaml';
import type { Policy } from './shape';

/** The one target becomes a list of one. */
export function migrateTargetList({ targetRef, targetRefs }: Policy, edit: Editor): void {
  if (targetRef) {
    if (isTemplatedNode(targetRef.value))
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
