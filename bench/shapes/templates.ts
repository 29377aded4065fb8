import { configMap, pool, poolWith, type Shape, times } from './shape';

const labels = (lines: readonly string[]): Record<string, string> => ({
  'templates/a.yaml': poolWith(`  labels:\n${lines.join('')}`),
});

/** Many actions, many conditions, deep ones, long ones. */
export const shapesOfTemplates: readonly Shape[] = [
  {
    name: 'lines of a template',
    start: 1000,
    files: (size) => labels(times(size, (name) => `    ${name}: {{ .Values.x }}\n`)),
  },
  {
    name: 'lines that a template brings',
    start: 1000,
    files: (size) => labels(times(size, (name) => `    {{- include "${name}" . | nindent 4 }}\n`)),
  },
  {
    name: 'a condition for each label',
    // Fewer are varied one at a time, as many as there are.
    start: 65,
    files: (size) =>
      labels(times(size, (name) => `    {{- if .Values.${name} }}\n    ${name}: x\n    {{- end }}\n`)),
  },
  {
    name: 'conditions in conditions',
    start: 200,
    files: (size) =>
      labels(['    {{- if .Values.x }}\n'.repeat(size), '    a: b\n', '    {{- end }}\n'.repeat(size)]),
  },
  {
    name: 'branches of a condition',
    start: 60,
    files: (size) => ({
      'templates/a.yaml': pool('it').replace(
        '  targetPortNumber: 8000\n',
        `  {{- if .Values.x }}\n  targetPortNumber: 1\n${times(size, (name) => `  {{- else if .Values.${name} }}\n  targetPortNumber: 2\n`).join('')}  {{- end }}\n`,
      ),
    }),
  },
  {
    name: 'documents in conditions of a template',
    start: 40,
    files: (size) => ({
      'templates/a.yaml': times(size, (name) => `{{- if .Values.x }}\n---\n${pool(name)}{{- end }}\n`).join(
        '',
      ),
    }),
  },
  {
    name: 'documents in conditions, one of them due',
    start: 1000,
    files: (size) => ({
      'templates/a.yaml':
        pool('it') +
        times(size, (name) => `{{- if .Values.${name} }}\n---\n${configMap(name)}{{- end }}\n`).join(''),
    }),
  },
  {
    name: 'definitions of a template',
    start: 30,
    files: (size) => ({
      'templates/a.tpl.yaml': times(
        size,
        (name) => `{{- define "${name}" }}\n${pool(name)}{{- end }}\n`,
      ).join(''),
    }),
  },
];
