import { type About, changeNotesOf, sentence } from '../../src/about';
import { readOperations } from '../../src/kustomize/operation';
import type { Transform } from '../../src/transform';
import {
  asMapping,
  asText,
  Declined,
  type Editor,
  type Entry,
  holdsPlaceholder,
  isBlockText,
  type Text,
  walk,
} from '../../src/yaml';
import { annotationMention } from '../shared/mentions/mentions';

const names = ['proxyCPU', 'proxyCPULimit', 'proxyMemory', 'proxyMemoryLimit'].map(
  (name) => `sidecar.istio.io/${name}`,
);

const advice = 'write the value without the line break at its end';

/**
 * A value with a line break, as a block string of YAML has one at its end. Up to 1.28 it was taken as it is.
 *
 * Source: istio 1.29, `pkg/kube/inject/inject.go`.
 */
export const resourceAnnotations: Transform = {
  id: 'resource-annotations',
  title: 'Resource annotations with line breaks are refused',
  release: '1.29',
  phase: 'before',
  kind: 'required',
  docs: changeNotesOf('1.29'),
  about: () => about(),
  triggers: names.flatMap((name) => [name, name.replace('/', '~1')]),
  mentions: names.map((name) => ({
    ...annotationMention({
      name,
      message: `Istio 1.29 refuses pods whose ${name} ends with a line break`,
      help: advice,
    }),
    isMeant: ({ source, after, isInComment }) =>
      source.kind !== 'manifest' && !isInComment && endsWithBreak.test(after),
  })),
  migrate({ root, text }, { rewrite }) {
    const withoutBreak = (name: string, entry: Entry): void => {
      const value = asText(entry.value);
      if (!value || !(hasControls(value.value) || linesFilledIn(value, text).length > 0)) return;
      rewrite(entry, `${name}: without the line break at its end`, (edit) => {
        removeBreak(value, text, edit);
      });
    };
    walk(root, (node) => {
      for (const entry of asMapping(node)?.entries ?? [])
        if (names.includes(entry.name ?? '')) withoutBreak(entry.name ?? '', entry);
    });
    for (const { op, path, value } of readOperations(root) ?? [])
      if (value && op !== 'test' && names.includes(path.at(-1) ?? '')) withoutBreak(path.at(-1) ?? '', value);
  },
};

/** What programs and Terraform write behind the name: an escaped line break, a heredoc, a block string of YAML. */
const endsWithBreak =
  /^["'`]?\]?\s{0,9}(?::|=>?|,)\s{0,99}(?:["'`][^"'`]{0,99}\\n["'`]|<<[-~]?\s{0,9}["']?\w|[|>][+\d]{0,2}\s{0,99}(?:#.*)?$)/;

function removeBreak(value: Text, text: string, edit: Editor): void {
  const lines = linesFilledIn(value, text);
  const clean = value.value.trim();
  if (lines.length > 1) throw new Declined('what a template puts on its lines may be more than one');
  if (hasControls(clean)) throw new Declined('its value has a control character inside');
  if (lines.length === 1) edit.chomp(value);
  else edit.set(value, clean);
}

/** The lines of a block string that a template fills in, and that end with a line break. */
function linesFilledIn(value: Text, text: string): readonly string[] {
  const [header = '', ...lines] = text.slice(value.content.start, value.content.end).trimEnd().split('\n');
  const isFilled = isBlockText(value) && !/^.\d?-/.test(header) && holdsPlaceholder(lines.join(''));
  return isFilled ? lines : [];
}

function hasControls(text: string): boolean {
  return /\p{Cc}/u.test(text);
}

const pod = (value: string) => `apiVersion: v1
kind: Pod
metadata:
  name: shop
  annotations:
    a: b
    sidecar.istio.io/proxyCPU: ${value}
spec:
  containers: []
`;

const about = (): About => ({
  why: [
    'In Istio 1.29 and later, the injector refuses pods whose annotations for CPU and memory hold control characters. A block string in a chart is enough: it ends with a line break.',
  ],
  changes: [
    'The line break at the end of such a value is removed. A block string that a template fills in gets the header `|-`.',
  ],
  examples: [
    {
      title: 'A value with a line break',
      before: { 'pod.yaml': pod(String.raw`"100m\n"`) },
      after: { 'pod.yaml': pod('"100m"') },
    },
    {
      title: 'A value that a template fills in',
      before: { 'pod.yaml': pod('|\n      {{ .Values.cpu }}') },
      after: { 'pod.yaml': pod('|-\n      {{ .Values.cpu }}') },
    },
  ],
  declines: [
    {
      when: 'A control character is inside of the value.',
      level: 'error',
      message: 'not rewritten: its value has a control character inside',
      remedy: 'Write a new value.',
      files: { 'pod.yaml': pod(String.raw`"100\tm"`) },
    },
    {
      when: 'A template fills in several lines of a block string.',
      level: 'error',
      message: 'not rewritten: what a template puts on its lines may be more than one',
      remedy: 'Put the value on one line, and end the header with `-`.',
      files: { 'pod.yaml': pod('|\n      {{ .Values.cpu }}\n      {{ .Values.unit }}') },
    },
  ],
  reports: [
    {
      when: 'A program, a script or a Terraform module sets such a value.',
      level: 'warning',
      message: `Istio 1.29 refuses pods whose ${names[0] ?? ''} ends with a line break`,
      remedy: sentence(advice),
      files: { 'main.tf': `annotations = {\n  "${names[0] ?? ''}" = "100m\\n"\n}\n` },
    },
  ],
  links: [['Annotations of Istio', 'https://istio.io/latest/docs/reference/config/annotations/']],
});
