import type { Random } from '../random';
import { indentOf, linesOf, type Mutation } from './mutation';

type LineMutation = (lines: string[], at: number, random: Random, others: readonly string[]) => void;

const templates = [
  '{{- if .Values.enabled }}',
  '{{- end }}',
  '{{- else }}',
  '{{ if and .a (not .b) -}}',
  '{{- range $key, $value := .Values.labels }}',
  '{{- with .Values.more }}',
  '{{- toYaml . | nindent 4 }}',
  '{{ include "chart.labels" . | indent 4 }}',
  '{{/* a comment */}}',
  '{{- define "part" }}',
  '{% if enabled %}',
  '%{ if enabled }',
  '<% end %>',
  '...',
  '---',
  '--- # more',
  '# a comment',
  '#',
  '  # istio',
  '%YAML 1.2',
  '',
  '   ',
  '<<: *shared',
  '- ',
  'apiVersion: inference.networking.x-k8s.io/v1alpha2',
  'kind: InferencePool',
  'kind: BackendTLSPolicy',
  '? key',
];

const mutations: readonly LineMutation[] = [
  (lines, at) => void lines.splice(at, 1),
  (lines, at, random) => void lines.splice(at, 1 + random.below(8)),
  (lines, at) => void lines.splice(at, 0, lines[at] ?? ''),
  (lines, at, random) =>
    void lines.splice(random.below(lines.length), 0, ...lines.slice(at, at + 1 + random.below(10))),
  (lines, at, random) => {
    const other = random.below(lines.length);
    [lines[at], lines[other]] = [lines[other] ?? '', lines[at] ?? ''];
  },
  (lines, at, random) => {
    for (let index = at; index <= at + random.below(6); index++) indent(lines, index, random.chance(0.5));
  },
  (lines, at, random) => {
    lines.splice(at, 0, `${indentOf(lines[at] ?? '')}${random.pick(templates)}\n`);
  },
  (lines, at, random) => {
    const end = Math.min(lines.length, at + 1 + random.below(6));
    lines.splice(end, 0, `${random.pick(['', '  '])}{{- end }}\n`);
    lines.splice(
      at,
      0,
      `${indentOf(lines[at] ?? '')}{{- ${random.pick(['if .x', 'with .y', 'range .z'])} }}\n`,
    );
  },
  (lines, at, random) => {
    lines[at] = (lines[at] ?? '').replace(
      /(?=\r?\n?$)/,
      random.pick([' # why', '  ', '#', '\t', ' {{ .x }}']),
    );
  },
  (lines, at, random, others) => {
    const other = linesOf(random.pick(others));
    const from = random.below(other.length);
    lines.splice(at, 0, ...other.slice(from, from + 1 + random.below(12)));
  },
  (lines, at, random, others) => {
    lines.splice(at, lines.length, ...linesOf(random.pick(others)).slice(at + random.below(3) - 1));
  },
  (lines, at) => {
    lines[at] = `# ${lines[at] ?? ''}`;
  },
];

function indent(lines: string[], at: number, more: boolean): void {
  const line = lines[at];
  if (line === undefined) return;
  lines[at] = more ? `  ${line}` : line.replace(/^ {1,2}/, '');
}

/** Changes of whole lines. */
export const lineMutations: readonly Mutation[] = mutations.map((mutate) => (text, random, others) => {
  const lines = linesOf(text);
  mutate(lines, random.below(lines.length), random, others);
  return lines.join('');
});
