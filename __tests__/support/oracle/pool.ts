import {
  countOf,
  type Data,
  declined,
  type Fields,
  fieldsOf,
  listOf,
  renamed,
  type Verdict,
  without,
} from './data';

/** The facts about InferencePool once more, on plain data and without any of the product's code. */
export function judgePool(object: Fields): Verdict {
  const spec = fieldsOf(object['spec']) ?? {};
  const isPartial =
    countOf(spec, 'selector') +
      countOf(spec, 'targetPortNumber', 'targetPorts') +
      countOf(spec, 'extensionRef', 'endpointPickerRef', 'endpointPickerConfig') <
    2;
  if (fitsNoGeneration(spec)) return declined(object);
  const next = convertSpec(spec, isPartial);
  const converted: Fields = { ...object, apiVersion: 'inference.networking.k8s.io/v1', spec: next };
  const status = fieldsOf(object['status']);
  const newStatus = status && convertStatus(status);
  return {
    object: newStatus ? { ...converted, status: newStatus } : without(converted, 'status'),
    hasError: isPartial ? hasErrorInPart(next) : hasError(next),
  };
}

const portNames = ['portNumber', 'targetPortNumber', 'port'];

function fitsNoGeneration(spec: Fields): boolean {
  const wrapper = fieldsOf(spec['endpointPickerConfig']);
  const selector = fieldsOf(spec['selector']);
  const labels = fieldsOf(selector?.['matchLabels']);
  return (
    countOf(spec, 'targetPortNumber', 'targetPorts') > 1 ||
    countOf(spec, 'extensionRef', 'endpointPickerRef', 'endpointPickerConfig') > 1 ||
    (wrapper !== undefined && Object.keys(wrapper).length !== 1) ||
    countOf(pickerOf(spec), ...portNames) > 1 ||
    (isOlder(spec) && isInserted(pickerOf(spec)?.['port'])) ||
    selector?.['matchExpressions'] !== undefined ||
    (labels !== undefined && Object.keys(selector ?? {}).length > 1)
  );
}

/** Whether a field says that a pool is older than v1, in which the port of a picker is a mapping and has this name. */
function isOlder(spec: Fields): boolean {
  const around = fieldsOf(spec['endpointPickerConfig']) ?? spec;
  return spec['targetPortNumber'] !== undefined || around['extensionRef'] !== undefined;
}

/** A variable may stand for a number or for a mapping. */
function isInserted(port: Data | undefined): boolean {
  return typeof port === 'string' && port.includes('$');
}

function pickerOf(spec: Fields): Fields | undefined {
  const around = fieldsOf(spec['endpointPickerConfig']) ?? spec;
  return fieldsOf(around['extensionRef'] ?? around['endpointPickerRef']);
}

function convertSpec(spec: Fields, isPartial: boolean): Fields {
  const next: Fields = {};
  for (const [name, value] of Object.entries(spec)) {
    const picker = pickerOf(spec);
    if (name === 'selector') {
      next[name] = fieldsOf(fieldsOf(value)?.['matchLabels']) ? value : { matchLabels: value };
    } else if (name === 'targetPortNumber') next['targetPorts'] = [{ number: value }];
    else if (picker && ['extensionRef', 'endpointPickerRef', 'endpointPickerConfig'].includes(name)) {
      next['endpointPickerRef'] = convertPicker(picker, isPartial);
    } else next[name] = value;
  }
  return next;
}

function convertPicker(picker: Fields, isPartial: boolean): Fields {
  const name = portNames.find((candidate) => picker[candidate] !== undefined);
  const port = name === undefined ? undefined : picker[name];
  const rest = without(picker, ...portNames);
  if (port !== undefined)
    return {
      ...rest,
      port: fieldsOf(port) ?? (name === 'port' && isInserted(port) ? port : { number: port }),
    };
  return isPartial || !isService(picker) ? rest : { ...rest, port: { number: 9002 } };
}

function isService({ kind }: Fields): boolean {
  return kind === undefined || kind === 'Service';
}

/** Undefined where nothing of it is left. */
function convertStatus(status: Fields): Fields | undefined {
  const parents = listOf(status['parent']).flatMap((parent) => convertParent(fieldsOf(parent) ?? {}));
  const next = renamed(
    { ...status, ...(status['parent'] !== undefined && { parent: parents }) },
    { parent: 'parents' },
  );
  const kept =
    listOf(next['parents']).length === 0 && status['parent'] !== undefined ? without(next, 'parents') : next;
  return Object.keys(kept).length === 0 ? undefined : kept;
}

function convertParent(parent: Fields): Fields[] {
  const reference = fieldsOf(parent['parentRef']);
  if (reference?.['kind'] === 'Status' && reference['name'] === 'default') return [];
  if (parent['conditions'] === undefined) return [parent];
  const conditions = listOf(parent['conditions']).flatMap((data): Data[] => {
    const condition = fieldsOf(data) ?? {};
    if (condition['type'] !== 'Accepted') return [condition];
    if (condition['status'] === 'Unknown' && condition['reason'] === 'Pending') return [];
    return [
      condition['reason'] === 'NotSupportedByGateway'
        ? { ...condition, reason: 'NotSupportedByParent' }
        : condition,
    ];
  });
  return [conditions.length > 0 ? { ...parent, conditions } : without(parent, 'conditions')];
}

function hasError(spec: Fields): boolean {
  const picker = fieldsOf(spec['endpointPickerRef']);
  const ports = listOf(spec['targetPorts']);
  const labels = fieldsOf(fieldsOf(spec['selector'])?.['matchLabels']) ?? {};
  const lacks = Object.keys(labels).length === 0 || ports.length === 0 || !picker || !picker['name'];
  return lacks || hasErrorInPart(spec);
}

/** What is wrong also where only a part of a pool is. */
function hasErrorInPart(spec: Fields): boolean {
  const ports = listOf(spec['targetPorts']).map((port) => fieldsOf(port)?.['number']);
  const picker = fieldsOf(spec['endpointPickerRef']);
  const port = fieldsOf(picker?.['port'])?.['number'];
  return (
    ports.length > 8 ||
    new Set(ports).size < ports.length ||
    !ports.every(isPort) ||
    (port !== undefined && !isPort(port)) ||
    (picker !== undefined && !isService(picker))
  );
}

function isPort(port: Data | undefined): boolean {
  return isInserted(port) || (typeof port === 'number' && port >= 1 && port <= 65535);
}
