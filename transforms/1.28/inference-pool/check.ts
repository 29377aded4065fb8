import type { Report } from '../../../src/transform';
import {
  asMapping,
  asSequence,
  entriesOf,
  type Entry,
  entryOf,
  holdsPlaceholder,
  insertedIn,
  isNull,
  isTemplated,
  type Node,
  scalarValueOf,
  stringOf,
} from '../../../src/yaml';
import { isExpression } from '../../../src/kubernetes/object';
import { usualPickerPort } from './names';
import type { Pool } from './shape';
import { kindOf } from './spec';

/** Fields of the spec and of the picker's reference, in any generation up to v1 at v1.4.0. */
const specFields = [
  'selector',
  'targetPortNumber',
  'targetPorts',
  'extensionRef',
  'endpointPickerRef',
  'endpointPickerConfig',
  'appProtocol',
];
const pickerFields = ['group', 'kind', 'name', 'port', 'portNumber', 'targetPortNumber', 'failureMode'];

/** Tells what v1 will refuse of the fields that a patch holds; what it lacks is in the pool that it is for. */
export function checkPatch(pool: Pool, report: Report): void {
  const { targetPortNumber, targetPorts, picker, pickerPort } = pool;
  const port = targetPortNumber ?? targetPorts;
  if (port && !isNull(port.value)) checkTargetPorts(pool, report);
  if (picker && !isNull(picker.value)) {
    checkKind({ ...pool, isPartial: true }, picker, report);
    if (pickerPort && !isNull(pickerPort.value)) checkPickerPort(pickerPort, report);
  }
  checkFields(pool.spec, specFields, 'spec', report);
  checkFields(picker?.value, pickerFields, 'the picker’s reference', report);
}

/** Tells what v1 will refuse of a pool once it is rewritten. */
export function checkPool(pool: Pool, report: Report): void {
  checkSelector(pool, report);
  checkTargetPorts(pool, report);
  checkPicker(pool, report);
  checkFields(pool.spec, specFields, 'spec', report);
  checkFields(pool.picker?.value, pickerFields, 'the picker’s reference', report);
}

function checkSelector({ spec, place, selector, labels, isPartial }: Pool, report: Report): void {
  if (insertedIn(spec) || insertedIn(selector?.value) || insertedIn(labels)) return;
  if (labels ? labels.entries.length > 0 || isPartial : isPartial && !selector) return;
  if (insertedIn(entryOf(selector?.value, 'matchLabels')?.value)) return;
  report({
    level: 'error',
    at: selector ?? place,
    message: 'v1 refuses a pool whose selector has no matchLabels',
    help: 'name the labels of the model servers under spec.selector.matchLabels',
  });
}

function checkTargetPorts(
  { spec, place, targetPortNumber, targetPorts, isPartial }: Pool,
  report: Report,
): void {
  if (targetPortNumber) {
    checkPort(targetPortNumber.value, targetPortNumber, 'the target port', report);
    return;
  }
  const list = asSequence(targetPorts?.value);
  if (insertedIn(targetPorts?.value) || (!targetPorts && insertedIn(spec))) return;
  if (!list || list.items.length === 0) {
    if (isPartial && !targetPorts) return;
    const help = 'name the port of the model servers: targetPorts: [{number: 8000}]';
    const message = 'v1 refuses a pool without a list of targetPorts';
    report({ level: 'error', at: targetPorts ?? place, message, help });
    return;
  }
  const numbers = list.items.map(({ value }) => entryOf(value, 'number'));
  for (const [index, number] of numbers.entries()) {
    const item = list.items[index]?.value ?? list;
    if (number || !insertedIn(item)) checkPort(number?.value, number ?? item, 'a target port', report);
  }
  checkPortList(list.items.length, numbers, list, report);
}

function checkPortList(
  count: number,
  numbers: readonly (Entry | undefined)[],
  list: Node,
  report: Report,
): void {
  if (count > 8) report({ level: 'error', at: list, message: 'v1 refuses more than 8 targetPorts' });
  else if (count > 1) {
    const message = 'several targetPorts need the InferencePool CRDs of v1.1 or newer';
    report({ level: 'warning', at: list, message, help: 'the CRDs of v1.0 take one port only' });
  }
  const seen = new Set<unknown>();
  for (const number of numbers) {
    const value = scalarValueOf(number?.value);
    if (value === undefined) continue;
    if (number && seen.has(value)) {
      report({ level: 'error', at: number, message: 'v1 refuses the same target port twice' });
    }
    seen.add(value);
  }
}

function checkPicker(pool: Pool, report: Report): void {
  const { spec, place, picker, pickerPort, isPartial } = pool;
  if (!picker || isNull(picker.value)) {
    if (!picker && (isPartial || insertedIn(spec))) return;
    const at = picker ?? place;
    const help = 'name the Service of the endpoint picker';
    report({ level: 'error', at, message: 'v1 refuses a pool without an endpointPickerRef', help });
    return;
  }
  const name = entryOf(picker.value, 'name');
  if (!isPartial && (name ? isNull(name.value) || stringOf(name.value) === '' : !insertedIn(picker.value))) {
    report({ level: 'error', at: name ?? picker, message: 'v1 refuses an endpointPickerRef without a name' });
  }
  checkKind(pool, picker, report);
  if (pickerPort) checkPickerPort(pickerPort, report);
}

function checkPickerPort(pickerPort: Entry, report: Report): void {
  const number = asMapping(pickerPort.value) ? entryOf(pickerPort.value, 'number') : pickerPort;
  if (number || !insertedIn(pickerPort.value))
    checkPort(number?.value, number ?? pickerPort, 'the picker’s port', report);
  if (pickerPort.name === 'targetPortNumber') {
    report({
      level: 'warning',
      at: pickerPort,
      message: 'the picker’s port was a port of its pods in v1alpha1; in v1 it is a port of its Service',
      help: 'make sure that the Service has this port',
    });
  }
}

/** Source: istio 1.28, pilot/pkg/config/kube/gateway/inferencepool_collection.go. */
function checkKind(pool: Pool, picker: Entry, report: Report): void {
  const at = entryOf(picker.value, 'kind') ?? picker;
  const hasPort = pool.pickerPort !== undefined || pool.isPartial || insertedIn(picker.value) !== undefined;
  if (kindOf(picker.value) === 'other') {
    report({
      level: 'error',
      at,
      message: hasPort
        ? 'Istio 1.28 accepts only a Service as endpoint picker (InvalidExtensionRef)'
        : 'Istio 1.28 accepts only a Service as endpoint picker, and drops a pool whose picker has no port',
      help: 'point to the picker’s Service',
    });
  } else if (kindOf(picker.value) === 'unknown' && !hasPort) {
    report({
      level: 'error',
      at,
      message: 'the picker has no port, which v1 refuses if this kind turns out to be Service',
      help: `for a Service, give the port that it had by default: port: {number: ${usualPickerPort}}`,
    });
  }
}

function checkPort(value: Node | undefined, at: Entry | Node, what: string, report: Report): void {
  const message = isNull(value)
    ? `v1 refuses ${what} without a number`
    : problemOf(scalarValueOf(value), what);
  if (message !== undefined) report({ level: 'error', at, message });
}

function problemOf(port: unknown, what: string): string | undefined {
  if (typeof port === 'string') {
    if (holdsPlaceholder(port)) return undefined;
    if (/^\d+$/.test(port)) return `${what} is in quotes, and the API server takes only a number`;
  }
  if (typeof port !== 'number') return `${what} is not a number`;
  if (!Number.isInteger(port)) return `${what} is not a whole number`;
  return port < 1 || port > 65_535 ? `${what} is not between 1 and 65535` : undefined;
}

function checkFields(node: Node | undefined, known: readonly string[], where: string, report: Report): void {
  for (const entry of entriesOf(node)) {
    const { name } = entry;
    // Names with a `$` are directives of a patch; an expression is a part of an assertion.
    if (name === undefined || isTemplated(name) || /^(<<$|\$)/.test(name) || isExpression(name)) continue;
    if (known.includes(name)) continue;
    report({
      level: 'warning',
      at: entry,
      message: `no version of InferencePool knows the field "${name}" in ${where}`,
      help: 'remove it: the API server ignores it, and kubectl refuses it',
    });
  }
}
