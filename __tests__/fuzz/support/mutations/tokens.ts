import { type Mutation, spliced } from './mutation';

const values = [
  '8000',
  '9002',
  '"8000"',
  '0',
  '-1',
  '65536',
  '1e3',
  '0x1F',
  '1_000',
  'null',
  '~',
  '""',
  "''",
  'true',
  '"true"',
  'yes',
  '{}',
  '[]',
  '[1, 2]',
  '{a: b}',
  '5m',
  '0s',
  '90s',
  '!!str 5',
  '!custom x',
  '*shared',
  '&shared 5',
  '|',
  '>-',
  "it's",
  '"a\\nb"',
  '{{ .Values.port }}',
  '"{{ .Values.name }}"',
  '${PORT}',
  '@@NAME@@',
  'Service',
  'Deployment',
  'inference.networking.x-k8s.io',
  'inference.networking.k8s.io',
  'RuntimeDefault',
];

const words = [
  ...['selector', 'matchLabels', 'targetPortNumber', 'targetPorts', 'extensionRef', 'endpointPickerRef'],
  ...['portNumber', 'port', 'number', 'kind', 'name', 'group', 'apiVersion', 'spec', 'status', 'parent'],
  ...['targetRef', 'targetRefs', 'tls', 'validation', 'caCertRefs', 'caCertificateRefs', 'hostname'],
  ...['wellKnownCACerts', 'namespace', 'sectionName', 'metadata', 'items', 'data', 'values', 'pilot', 'env'],
  ...['global', 'proxy', 'seccompProfile', 'type', 'PILOT_ENABLE_ALPHA_GATEWAY_API', 'istiod', 'helm'],
  ...['METRIC_ROTATION_INTERVAL', 'METRIC_GRACEFUL_DELETION_INTERVAL', 'annotations', 'template'],
  ...['InferencePool', 'BackendTLSPolicy', 'HTTPRoute', 'IstioOperator', 'Application', 'ServiceEntry'],
  ...[
    'v1alpha1',
    'v1alpha2',
    'v1alpha3',
    'v1',
    'inferencepools',
    'inferencemodels',
    'apiGroups',
    'resources',
  ],
];

/** Replaces one of the matches of a pattern. */
function oneOf(
  pattern: RegExp,
  replace: (match: string, pick: <T>(choices: readonly T[]) => T) => string,
): Mutation {
  return (text, random) => {
    const matches = [...text.matchAll(pattern)];
    if (matches.length === 0) return text;
    const { 0: match, index } = random.pick(matches);
    const insertion = replace(match, (choices) => random.pick(choices));
    return spliced(text, index, index + match.length, insertion);
  };
}

/** Changes of words, numbers, keys, and quotes. */
export const tokenMutations: readonly Mutation[] = [
  oneOf(/(?<=[:-] )[^\s#&*|>{[][^\n#]*(?=\r?\n)/g, (_, pick) => pick(values)),
  oneOf(/(?<=[:-] )[^\s#&*|>{["'][^\n#]*(?=\r?\n)/g, (value, pick) => {
    const quote = pick(['"', "'"]);
    return `${quote}${value.replaceAll(/["'\\]/g, '')}${quote}`;
  }),
  oneOf(/(?<=[:-] )(?:"[^"\n\\]*"|'[^'\n]*')/g, (value) => value.slice(1, -1)),
  oneOf(/[A-Za-z][\w]*/g, (_, pick) => pick(words)),
  oneOf(/[A-Za-z][\w]*(?=:)/g, (_, pick) => pick(words)),
  oneOf(/[A-Za-z][\w]*(?=:)/g, (key, pick) => pick([`"${key}"`, `'${key}'`, `${key} `, `? ${key}\n`])),
  oneOf(/\d+/g, (number, pick) =>
    pick(['0', `${number}0`, `0${number}`, `${number}.5`, String(Number(number) + 1)]),
  ),
  oneOf(/(?<=[:-]) (?=\S)/g, (_, pick) => pick(['  ', '\t', ' &shared ', ' !!map ', ' !!str ', '', '\n'])),
  oneOf(/(?<=: )(?=\S)/g, (_, pick) => pick(['{{ .Values.prefix }}', '&shared ', '*shared # ', '# '])),
];
