import type { KubernetesObject } from '../../src/manifest';
import {
  asMapping,
  asSequence,
  Declined,
  type Entry,
  entryOf,
  type Mapping,
  type Node,
  valueAt,
} from '../../src/yaml';

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
  /** Whether only a part of a policy stands here, as in a patch. */
  readonly isPartial: boolean;
}

/** A reference to what the policy is for. */
export interface Target {
  readonly node: Node;
  readonly namespace: Entry | undefined;
  readonly sectionName: Entry | undefined;
}

/** @throws Declined where old and new field contradict each other */
export function readPolicy({ mapping }: KubernetesObject): Policy {
  return readSpec(asMapping(valueAt(mapping, 'spec')));
}

/** Reads a policy's spec, wherever it stands. @throws Declined as {@link readPolicy} */
export function readSpec(spec: Mapping | undefined): Policy {
  const targetRef = entryOf(spec, 'targetRef');
  const targetRefs = entryOf(spec, 'targetRefs');
  oneOf(targetRef, targetRefs);
  const validation = oneOf(entryOf(spec, 'tls'), entryOf(spec, 'validation'));
  const fields = validation?.value;
  // Some wrote the list of later versions under the name of the first.
  const list = asSequence((targetRef ?? targetRefs)?.value);
  const nodes = list?.items.map((item) => item.value) ?? (targetRef ? [targetRef.value] : []);
  return {
    spec,
    targetRef,
    targetRefs,
    targets: nodes.map((node) => ({
      node,
      namespace: entryOf(node, 'namespace'),
      sectionName: entryOf(node, 'sectionName'),
    })),
    validation,
    certificates: oneOf(entryOf(fields, 'caCertRefs'), entryOf(fields, 'caCertificateRefs')),
    wellKnown: oneOf(entryOf(fields, 'wellKnownCACerts'), entryOf(fields, 'wellKnownCACertificates')),
    hostname: entryOf(fields, 'hostname'),
    isPartial: !(targetRef ?? targetRefs) || !validation,
  };
}

function oneOf(old: Entry | undefined, current: Entry | undefined): Entry | undefined {
  if (old && current)
    throw new Declined(`it has both ${old.name ?? ''} and ${current.name ?? ''}`, old.range.start);
  return old ?? current;
}
