/** A chart of one pool, put together from idioms, and values to render it with. */
export interface DrawnChart {
  readonly template: string;
  readonly helpers: string;
  readonly values: readonly object[];
}

const helpers = `{{- define "c.labels" -}}
app: x
tier: y
{{- end }}
{{- define "c.one" -}}
app: x
{{- end }}
{{- define "c.hard" -}}
app: x
    tier: y
{{- end }}
{{- define "c.hardFromNewLine" }}
    app: x
    tier: y
{{- end }}
{{- define "c.selector" }}
  selector:
    app: x
    tier: y
{{- end }}
{{- define "c.port" -}}
8000
{{- end }}
`;

/** How charts write labels under a selector, or a selector as a whole. */
const selectors = [
  '  selector:\n    app: x',
  '  selector: {app: x}',
  '  selector:\n    {{- include "c.labels" . | nindent 4 }}',
  '  selector: {{- include "c.labels" . | nindent 4 }}',
  '  selector: {{ include "c.labels" . | nindent 4 }}',
  '  selector:\n    {{ include "c.labels" . | indent 4 | trim }}',
  '  selector:\n    {{- include "c.labels" . | trim | nindent 4 }}',
  '  selector:\n{{ include "c.labels" . | indent 4 }}',
  '  selector:\n{{ include "c.labels" . | indent 4 | trimSuffix "\\n" }}',
  '  selector:\n{{ indent 4 (include "c.labels" .) }}',
  '  selector: {{ nindent 4 (include "c.labels" .) }}',
  '  selector:\n{{ toYaml .Values.labels | indent 4 }}',
  '  selector:\n{{- toYaml .Values.labels | nindent 4 }}',
  '  selector: {{ include "c.hardFromNewLine" . }}',
  '  selector: {{- include "c.hardFromNewLine" . }}',
  '  selector:\n    {{ include "c.hard" . }}',
  '  selector:\n    {{ include "c.one" . }}',
  '  selector:\n    {{ tpl .Values.text . }}',
  '  selector:\n    {{ printf "app: x\\n    tier: %s" .Values.tier }}',
  '  selector:\n    {{ printf "tier: %s" .Values.tier }}',
  '  selector:\n    {{ join "\\n    " .Values.lines }}',
  '  selector: {{ toJson .Values.labels }}',
  '  selector: {{ .Values.labels | toJson }}',
  '  selector:\n    {{- range $key, $value := .Values.labels }}\n    {{ $key }}: {{ $value }}\n    {{- end }}',
  '  selector:\n    {{- with .Values.labels }}\n    {{- toYaml . | nindent 4 }}\n    {{- end }}',
  '  selector:\n    model: z\n    {{- include "c.labels" . | nindent 4 }}',
  '  selector:\n    model: z{{ if .Values.on }}\n    tier: y{{ end }}',
  '  selector: {{- with .Values.labels }}\n    app: {{ .app }}\n    tier: y\n    {{- end }}',
  '{{- include "c.selector" . }}',
  '{{ include "c.selector" . | trimPrefix "\\n" }}',
];

const ports = [
  '  targetPortNumber: 8000',
  '  targetPortNumber: {{ .Values.port }}',
  '  targetPortNumber: {{ include "c.port" . }}',
  '  targetPortNumber: {{ .Values.port | int }} # where it serves',
  '  {{- if .Values.on }}\n  targetPortNumber: 8000\n  {{- else }}\n  targetPortNumber: 8001\n  {{- end }}',
];

const pickers = [
  '  extensionRef:\n    name: e',
  '  extensionRef:\n    name: e\n    portNumber: 9002',
  '  extensionRef: {name: e}',
  '  extensionRef: {{- if .Values.on }}\n    name: e\n    {{- else }}\n    name: e\n    portNumber: 9003\n    {{- end }}',
  '  extensionRef: {{/* the picker */}}\n    name: e\n    {{- if .Values.on }}\n    portNumber: 9003\n    {{- end }}',
  '  extensionRef:\n    name: e{{ if .Values.on }}\n    failureMode: FailOpen{{ end }}',
  '  extensionRef:\n    name: e\n    {{- if .Values.on }}\n    portNumber: 9003\n    {{- end }}',
  '  extensionRef:\n    name: e\n    {{- if .Values.on }}\n    failureMode: FailOpen\n    {{- end }}',
  '  extensionRef:\n    {{- toYaml .Values.ref | nindent 4 }}',
  '  extensionRef:\n    name: {{ .Values.ref.name -}}\n    {{ if .Values.on }}\n    failureMode: FailOpen\n    {{- end }}',
  '  extensionRef:\n    name: e {{- /* the picker */ -}}\n    {{ if .Values.on }}\n    failureMode: FailOpen\n    {{- end }}',
  '  extensionRef:\n    name: {{ .Release.Name }}-e\n    {{- with .Values.epp }}\n    portNumber: {{ . }}\n    {{- end }}',
  '  extensionRef:\n    name: e\n    {{- include "c.one" . | replace "app" "group" | nindent 4 }}',
];

const versions = [
  'inference.networking.x-k8s.io/v1alpha2',
  'inference.networking.x-k8s.io/v1alpha2',
  'inference.networking.x-k8s.io/v1alpha2',
  '{{ if .Values.on }}inference.networking.k8s.io/v1{{ else }}inference.networking.x-k8s.io/v1alpha2{{ end }}',
  '{{ if .Values.on }}inference.networking.x-k8s.io/v1alpha1{{ else }}inference.networking.x-k8s.io/v1alpha2{{ end }}',
];

const values = {
  port: 8000,
  tier: 'y',
  labels: { app: 'x', tier: 'y' },
  lines: ['app: x', 'tier: y'],
  text: 'app: x\n    tier: {{ .Values.tier }}',
  ref: { name: 'e', portNumber: 9004 },
};

/** Draws a chart. */
export function drawChart(random: () => number): DrawnChart {
  const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)] as T;
  const fields = [pick(ports), pick(selectors), pick(pickers)]
    .map((field) => ({ field, at: random() }))
    .toSorted((a, b) => a.at - b.at)
    .map(({ field }) => field);
  const head = ['apiVersion: ' + pick(versions), 'kind: InferencePool', 'metadata:', '  name: a', 'spec:'];
  const template = [...head, ...fields].join('\n') + pick(['\n', '', '\n---\n']);
  return { template, helpers, values: [{ ...values, on: true, epp: 9005 }, values] };
}
