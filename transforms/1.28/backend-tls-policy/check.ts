import type { Report } from '../../../src/transform';
import {
  type Entry,
  entryOf,
  holdsPlaceholder,
  insertedIn,
  isNull,
  type Item,
  itemsOf,
  type Node,
  type Place,
  stringOf,
} from '../../../src/yaml';
import type { Policy } from './shape';

/** Tells what v1 will refuse of a policy once it is rewritten. Source: `apis/v1/backendtlspolicy_types.go` at v1.4.0. */
export function checkPolicy(policy: Policy, report: Report): void {
  if (policy.isTemplated) return;
  checkTargets(policy, report);
  if (policy.isPartial) return;
  checkHostname(policy, report);
  checkAuthorities(policy, report);
  checkAlternativeNames(policy, report);
}

/** Reports what may be a patch, or else a policy that lacks a part. */
export function reportPart(
  { spec, validation, isPartial, isTemplated }: Policy,
  at: Place,
  report: Report,
): void {
  if (!spec || !isPartial || isTemplated) return;
  report({
    level: 'warning',
    at,
    message: `v1 refuses a policy without ${validation ? 'targetRefs' : 'a validation'}`,
    help: 'nothing to do if this is a patch',
  });
}

function checkTargets({ targetRef, targetRefs, targets }: Policy, report: Report): void {
  const at = targetRef ?? targetRefs;
  if (!at) return;
  if (targets.length === 0 || isNull(at.value)) {
    report({ level: 'error', at, message: 'v1 refuses a policy without targetRefs' });
  }
  if (targets.length > 16) report({ level: 'error', at, message: 'v1 refuses more than 16 targetRefs' });
  const sections = new Map<string, Set<string>>();
  for (const { node, sectionName } of targets) {
    if (isNull(node)) continue;
    checkReference(node, 'a target', report);
    const target = referenceFields.map((field) => textOf(node, field)).join('/');
    const section = stringOf(sectionName?.value) ?? '';
    const known = sections.get(target);
    if (known && (known.has(section) || known.has('') || section === '')) {
      const message = 'v1 refuses two targetRefs to one target unless each has a sectionName of its own';
      report({ level: 'error', at: sectionName ?? node, message });
    }
    sections.set(target, new Set([...(known ?? []), section]));
  }
}

const referenceFields = ['group', 'kind', 'name'];

function checkReference(node: Node, what: string, report: Report): void {
  const missing = referenceFields.filter((field) => isNull(entryOf(node, field)?.value));
  if (missing.length === 0 || insertedIn(node)) return;
  report({
    level: 'error',
    at: node,
    message: `v1 refuses ${what} without ${missing.join(', ')}`,
    ...(missing.includes('group') && { help: 'the group of a Service or ConfigMap is written as group: ""' }),
  });
}

function textOf(node: Node, field: string): string {
  return stringOf(entryOf(node, field)?.value) ?? '';
}

const preciseHostname = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;

function checkHostname({ validation, hostname }: Policy, report: Report): void {
  if (!validation) return;
  if (isNull(hostname?.value) || stringOf(hostname?.value) === '') {
    report({
      level: 'error',
      at: hostname ?? validation,
      message: 'v1 refuses a policy without a hostname',
      help: 'name the host that the backend’s certificate is for, under spec.validation.hostname',
    });
    return;
  }
  const text = stringOf(hostname?.value) ?? '';
  if (holdsPlaceholder(text) || (preciseHostname.test(text) && text.length <= 253)) return;
  const help = 'wildcards, capitals, underscores and numbers without quotes are not allowed';
  report({
    level: 'error',
    at: hostname ?? validation,
    message: 'v1 refuses a hostname that is not a precise DNS name',
    help,
  });
}

function checkAuthorities({ validation, certificates, wellKnown }: Policy, report: Report): void {
  if (!validation) return;
  if (insertedIn(certificates?.value)) return;
  const references = itemsOf(certificates?.value);
  const hasWellKnown =
    wellKnown !== undefined && !isNull(wellKnown.value) && stringOf(wellKnown.value) !== '';
  if (hasWellKnown === references.length > 0) {
    const which = hasWellKnown ? 'both' : 'neither';
    report({
      level: 'error',
      at: certificates ?? wellKnown ?? validation,
      message: `v1 refuses a policy with ${which} of caCertificateRefs and wellKnownCACertificates`,
      help: 'give exactly one of the two',
    });
  }
  const known = stringOf(wellKnown?.value);
  if (wellKnown && known && known !== 'System' && !holdsPlaceholder(known)) {
    report({
      level: 'error',
      at: wellKnown,
      message: 'v1 takes no wellKnownCACertificates other than System',
    });
  }
  if (certificates) checkCertificates(certificates, references, report);
}

function checkCertificates(certificates: Entry, references: readonly Item[], report: Report): void {
  if (references.length > 8) {
    report({ level: 'error', at: certificates, message: 'v1 refuses more than 8 caCertificateRefs' });
  }
  for (const { value } of references) checkReference(value, 'a CA reference', report);
  const [first, second] = references;
  if (second) {
    report({
      level: 'warning',
      at: second.value,
      message: 'Istio 1.28 reads the first of the caCertificateRefs only',
    });
  }
  const kind = stringOf(entryOf(first?.value, 'kind')?.value);
  if (first && kind !== undefined && kind !== 'ConfigMap') {
    report({
      level: 'warning',
      at: first.value,
      message: 'Istio 1.28 reads a CA certificate from a ConfigMap only',
      help: 'put the certificate into a ConfigMap, under the key ca.crt, and refer to that',
    });
  }
}

function checkAlternativeNames({ validation }: Policy, report: Report): void {
  const names = entryOf(validation?.value, 'subjectAltNames');
  const items = itemsOf(names?.value);
  if (names && items.length > 5) {
    report({ level: 'error', at: names, message: 'v1 refuses more than 5 subjectAltNames' });
  }
  for (const { value } of items) {
    const type = textOf(value, 'type');
    const hasHostname = textOf(value, 'hostname') !== '';
    const hasUri = textOf(value, 'uri') !== '';
    const fits =
      (type === 'Hostname' && hasHostname && !hasUri) || (type === 'URI' && hasUri && !hasHostname);
    if (fits || insertedIn(value) || holdsPlaceholder(type)) continue;
    report({
      level: 'error',
      at: value,
      message: 'v1 refuses a subjectAltName whose type and value disagree',
      help: 'type: Hostname goes with hostname, type: URI with uri',
    });
  }
}
