import { isTextWithLines } from '../../../src/moves';
import type { KubernetesObject } from '../../../src/kubernetes/object';
import {
  asMapping,
  holdsPlaceholder,
  requireKnownEntry,
  Declined,
  type Entry,
  entryOf,
  isNull,
  isTemplatedNode,
  type Mapping,
  type Node,
  stringOf,
} from '../../../src/yaml';
import { group as newGroup, oldGroup } from './names';

/**
 * The fields of a pool, whatever generation each of them is from: real files mix them, so the fields decide and not
 * the apiVersion.
 */
export interface Pool {
  readonly spec: Mapping | undefined;
  /** What a finding about an absent field points to. */
  readonly place: Entry | Mapping;
  readonly selector: Entry | undefined;
  /** The labels that select pods: the selector itself, or its matchLabels. */
  readonly labels: Mapping | undefined;
  readonly selectorIsFlat: boolean;
  /** `targetPortNumber`, the one port of the alpha generations. */
  readonly targetPortNumber: Entry | undefined;
  readonly targetPorts: Entry | undefined;
  /** `extensionRef` or `endpointPickerRef`. */
  readonly picker: Entry | undefined;
  /** An `endpointPickerConfig` around the picker: a Go struct's name that people took for a field. */
  readonly pickerWrapper: Entry | undefined;
  readonly pickerPort: Entry | undefined;
  readonly status: Node | undefined;
  /** Whether only a part of a pool is here, as in a patch: an absent field then means "as it was". */
  readonly isPartial: boolean;
}

/** What is known of when a pool is from, beside its fields. */
export type Generation = 'alpha' | 'v1' | 'unknown';

/** @throws Declined where the fields contradict each other or fit no generation */
export function readPool({ mapping, group }: KubernetesObject): Pool {
  const specEntry = requireKnownEntry(mapping, 'spec');
  if (specEntry && isTemplatedNode(specEntry.value)) {
    throw new Declined('a template inserts its whole spec', specEntry.range.start);
  }
  if (isTextWithLines(specEntry?.value)) throw new Declined('its spec is a text', specEntry?.range.start);
  const status = entryOf(mapping, 'status')?.value;
  return readSpec(asMapping(specEntry?.value), specEntry ?? mapping, generationOf(group), status);
}

function generationOf(group: string): Generation {
  if (group === oldGroup) return 'alpha';
  return group === newGroup ? 'v1' : 'unknown';
}

/**
 * Reads a pool's spec, wherever it is.
 *
 * @throws Declined as {@link readPool}
 */
export function readSpec(
  spec: Mapping | undefined,
  place: Entry | Mapping,
  generation: Generation = 'unknown',
  status?: Node,
): Pool {
  const selector = requireKnownEntry(spec, 'selector');
  const targetPortNumber = requireKnownEntry(spec, 'targetPortNumber');
  const targetPorts = requireKnownEntry(spec, 'targetPorts');
  if (targetPortNumber && targetPorts) {
    throw new Declined('it has both targetPortNumber and targetPorts', targetPortNumber.range.start);
  }
  const { picker, pickerWrapper } = readPicker(spec);
  if (targetPortNumber) requireNumber(targetPortNumber);
  const pickerPort = readPickerPort(picker?.value);
  const isMixed = targetPortNumber !== undefined || picker?.name === 'extensionRef';
  const { labels, selectorIsFlat } = readSelector(
    selector?.value,
    generation === 'v1' && isMixed ? 'unknown' : generation,
  );
  const required = [selector, targetPortNumber ?? targetPorts, picker].filter(Boolean);
  return {
    spec,
    place,
    selector,
    labels,
    selectorIsFlat,
    targetPortNumber,
    targetPorts,
    picker,
    pickerWrapper,
    pickerPort,
    status,
    isPartial: required.length < 2,
  };
}

/** @throws Declined where an old port has no value: only in a patch does that mean something */
export function requirePorts({ targetPortNumber, pickerPort }: Pool): void {
  for (const port of [targetPortNumber, pickerPort?.name === 'port' ? undefined : pickerPort]) {
    if (port && isNull(port.value))
      throw new Declined(`${port.name ?? ''} is not a number`, port.range.start);
  }
}

/** The port in a picker's reference, under whatever name. */
export function readPickerPort(reference: Node | undefined): Entry | undefined {
  const port = oneOf(reference, ['portNumber', 'targetPortNumber', 'port']);
  if (port && port.name !== 'port') requireNumber(port);
  return port;
}

/** The labels of a selector, and whether they stand in it flat, as the alpha generations had them. */
export function readSelector(
  selector: Node | undefined,
  generation: Generation = 'unknown',
): { labels: Mapping | undefined; selectorIsFlat: boolean } {
  if (isNull(selector)) return { labels: undefined, selectorIsFlat: false };
  // What a template brings as a whole is as flat as the generation says, and travels along.
  if (isTemplatedNode(selector)) {
    if (generation !== 'unknown') return { labels: undefined, selectorIsFlat: generation === 'alpha' };
    throw new Declined('a template inserts its whole selector', selector?.range.start);
  }
  const mapping = asMapping(selector);
  if (!mapping) throw new Declined('its selector is not a mapping', selector?.range.start);
  const expressions = entryOf(mapping, 'matchExpressions');
  if (expressions)
    throw new Declined('v1 selects by matchLabels only, not by matchExpressions', expressions.range.start);
  const matchLabels = entryOf(mapping, 'matchLabels');
  if (!matchLabels || isLabel(matchLabels)) {
    const odd = mapping.entries.find(({ name, value }) => name !== '<<' && value.kind !== 'scalar');
    if (odd)
      throw new Declined(`its selector holds "${odd.name ?? '?'}", which is not a label`, odd.range.start);
    return { labels: mapping, selectorIsFlat: true };
  }
  const stray = mapping.entries.find((entry) => entry.name !== 'matchLabels' && entry.name !== '<<');
  if (stray) throw new Declined('its selector mixes matchLabels with flat labels', stray.range.start);
  return { labels: asMapping(matchLabels.value), selectorIsFlat: false };
}

function readPicker(spec: Mapping | undefined): Pick<Pool, 'picker' | 'pickerWrapper'> {
  const names = ['extensionRef', 'endpointPickerRef'];
  const picker = oneOf(spec, names);
  if (picker?.name === 'extensionRef' && picker.value.kind !== 'mapping' && !isNull(picker.value)) {
    throw new Declined('extensionRef is not a reference', picker.range.start);
  }
  const pickerWrapper = requireKnownEntry(spec, 'endpointPickerConfig');
  if (!pickerWrapper) return { picker, pickerWrapper };
  const wrapped = oneOf(pickerWrapper.value, names);
  if (picker || !wrapped || asMapping(pickerWrapper.value)?.entries.length !== 1) {
    throw new Declined('endpointPickerConfig is not a field of any version', pickerWrapper.range.start);
  }
  return { picker: wrapped, pickerWrapper };
}

/** A label may have any name, `matchLabels` too. */
function isLabel({ value }: Entry): boolean {
  return value.kind === 'scalar' && !isNull(value) && !holdsPlaceholder(stringOf(value) ?? '');
}

/** What an old field holds must be something that has a place in the new one; null removes a field in a patch. */
function requireNumber({ name, value, range }: Entry): void {
  if (value.kind === 'scalar') return;
  throw new Declined(`${name ?? ''} is not a number`, range.start);
}

/** The entry under whichever of the keys is there. */
function oneOf(node: Node | undefined, names: readonly string[]): Entry | undefined {
  const found = names.map((name) => requireKnownEntry(node, name)).filter((entry) => entry !== undefined);
  if (found.length > 1) {
    throw new Declined(
      `it has both ${found.map((entry) => entry.name).join(' and ')}`,
      found[0]?.range.start,
    );
  }
  return found[0];
}
