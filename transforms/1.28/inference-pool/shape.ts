import { isTextWithLines } from '../../../src/moves';
import type { KubernetesObject } from '../../../src/kubernetes/object';
import {
  asMapping,
  holdsPlaceholder,
  insertedIn,
  requireKnownEntry,
  Declined,
  type Entry,
  entryOf,
  isNull,
  type Mapping,
  type Node,
  stringOf,
} from '../../../src/yaml';
import { isOldObject } from '../../../src/moves';
import { group as newGroup, oldGroup, poolMove } from './names';

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
export function readPool(object: KubernetesObject): Pool {
  const generation = generationOf(object);
  const specEntry = findIn(generation)(object.mapping, 'spec');
  if (isTextWithLines(specEntry?.value)) throw new Declined('its spec is a text', specEntry?.range.start);
  const status = entryOf(object.mapping, 'status')?.value;
  return readSpec(specEntry?.value, specEntry ?? object.mapping, generation, status);
}

function generationOf(object: KubernetesObject): Generation {
  if (object.group === oldGroup) return 'alpha';
  return object.group === newGroup && !isOldObject(object, poolMove) ? 'v1' : 'unknown';
}

/** What a template inserts unseen into a pool of v1 is of v1, too; into an older one, it may be a field that moves. */
function findIn(generation: Generation): typeof entryOf {
  return generation === 'v1' ? entryOf : requireKnownEntry;
}

/**
 * Reads a pool's spec, wherever it is.
 *
 * @throws Declined as {@link readPool}
 */
export function readSpec(
  spec: Node | undefined,
  place: Entry | Mapping,
  generation: Generation = 'unknown',
  status?: Node,
): Pool {
  const find = findIn(generation);
  const selector = find(spec, 'selector');
  const targetPortNumber = find(spec, 'targetPortNumber');
  const targetPorts = find(spec, 'targetPorts');
  if (targetPortNumber && targetPorts) {
    throw new Declined('it has both targetPortNumber and targetPorts', targetPortNumber.range.start);
  }
  const { picker, pickerWrapper } = readPicker(spec, find);
  const isOlder = targetPortNumber !== undefined || picker?.name === 'extensionRef';
  if (generation === 'v1' && isOlder) return readSpec(spec, place, 'unknown', status);
  if (targetPortNumber) requireNumber(targetPortNumber);
  const pickerPort = readPickerPort(picker?.value, find);
  if (pickerPort && isOlder && isInsertedPort(pickerPort))
    throw new Declined('a template inserts its whole port', pickerPort.range.start);
  const { labels, selectorIsFlat } = readSelector(selector?.value, generation);
  const required = [selector, targetPortNumber ?? targetPorts, picker].filter(Boolean);
  return {
    spec: asMapping(spec),
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
export function readPickerPort(reference: Node | undefined, find = requireKnownEntry): Entry | undefined {
  const port = oneOf(reference, ['portNumber', 'targetPortNumber', 'port'], find);
  if (port && port.name !== 'port') requireNumber(port);
  return port;
}

/** Whether a template inserts the port of v1, which is a mapping. No older version calls it so. */
export function isInsertedPort({ name, value }: Entry): boolean {
  return name === 'port' && value.kind === 'scalar' && insertedIn(value) !== undefined;
}

/** The labels of a selector, and whether they stand in it flat, as the alpha generations had them. */
export function readSelector(
  selector: Node | undefined,
  generation: Generation = 'unknown',
): { labels: Mapping | undefined; selectorIsFlat: boolean } {
  if (isNull(selector)) return { labels: undefined, selectorIsFlat: false };
  // What a template brings as a whole is as flat as the generation says, and travels along.
  if (selector?.kind === 'scalar' && insertedIn(selector)) {
    if (generation !== 'unknown') return { labels: undefined, selectorIsFlat: generation === 'alpha' };
    throw new Declined('a template inserts its whole selector', selector.range.start);
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

function readPicker(spec: Node | undefined, find: typeof entryOf): Pick<Pool, 'picker' | 'pickerWrapper'> {
  const names = ['extensionRef', 'endpointPickerRef'];
  const picker = oneOf(spec, names, find);
  const isReference = !picker || picker.value.kind === 'mapping' || isNull(picker.value);
  if (picker?.name === 'extensionRef' && !isReference && !insertedIn(picker.value)) {
    throw new Declined('extensionRef is not a reference', picker.range.start);
  }
  const pickerWrapper = find(spec, 'endpointPickerConfig');
  if (!pickerWrapper) return { picker, pickerWrapper };
  const wrapped = oneOf(pickerWrapper.value, names, requireKnownEntry);
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
function oneOf(node: Node | undefined, names: readonly string[], find: typeof entryOf): Entry | undefined {
  const found = names.map((name) => find(node, name)).filter((entry) => entry !== undefined);
  if (found.length > 1) {
    throw new Declined(
      `it has both ${found.map((entry) => entry.name).join(' and ')}`,
      found[0]?.range.start,
    );
  }
  return found[0];
}
