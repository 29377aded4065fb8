/** A chart of one pool, put together from idioms, and values to render it with. */
export interface DrawnChart {
  readonly template: string;
  readonly helpers: string;
  readonly values: readonly object[];
}

const helpers = `{{- define "c.none" }}{{ end }}
{{- define "c.labels" -}}
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

/** What few charts do: they write it on one line behind a condition, a comment or an assignment, or have another template fill it. */
const rare = {
  ports: [
    '  {{ if .Values.on }}{{ printf "targetPortNumber: %v" .Values.port }}{{ else }}targetPortNumber: 8001{{ end }}',
    '  {{ if .Values.on }}targetPortNumber: 8000{{ else }}targetPortNumber: 8001{{ end }}',
    '  {{ with .Values.more }}{{ toYaml . | indent 2 | trim }}{{ end }}',
    '  {{/* what serves */}}{{ toYaml .Values.more | nindent 2 }}',
  ],
  selectors: [
    '  selector:\n    {{ with .Values.labels }}{{ toYaml . | nindent 4 }}{{ end }}',
    '  selector:\n    {{ with .Values.labels }}{{ toYaml . | indent 4 | trim }}{{ end }}',
    '  selector:\n{{ with .Values.labels }}{{ toYaml . | indent 4 }}{{ end }}',
    '  selector:\n{{/* why */}}{{ toYaml .Values.labels | indent 4 }}',
    '  selector:\n    {{- /* why */ -}} {{ include "c.labels" . | nindent 4 }}',
    '  selector:\n    {{ $labels := .Values.labels }}{{ toYaml $labels | nindent 4 }}',
    '  selector:\n    {{/* why */}}  {{ include "c.one" . }}',
    '  selector:\n    model: z\n    {{ if .Values.on }}{{ printf "tier: %s" .Values.tier }}{{ end }}',
    '  selector:\n    model: z\n    {{ if .Values.on }}{{ include "c.one" . }}{{ else }}{{ include "c.labels" . | nindent 4 }}{{ end }}',
    '  selector:\n    model: z\n    {{ if .Values.on }}{{ include "c.one" . }}{{ else }}tier: y{{ end }}',
    '  selector:\n    {{ range $key, $value := .Values.labels }}{{ $key }}: {{ $value }}{{ "\\n    " }}{{ end }}',
    '  selector:\n    {{ block "c.block" . }}app: x{{ end }}',
    '  selector:\n    {{ template "c.one" . }}',
    '  {{ with .Values.labels }}selector: {{ toYaml . | nindent 4 }}{{ end }}',
    '  {{ with .Values.labels }}{{ dict "selector" . | toYaml | indent 2 | trim }}{{ end }}',
    '  {{ if .Values.on }}{{ include "c.selector" . | trim }}{{ end }}',
  ],
  pickers: [
    '  extensionRef:\n    {{ with .Values.ref }}{{ toYaml . | indent 4 | trim }}{{ end }}',
    '  extensionRef:\n    name: e\n    {{ if .Values.on }}{{ printf "portNumber: %v" .Values.epp }}{{ end }}',
    '  extensionRef:\n    name: e\n{{ with .Values.epp }}{{ dict "portNumber" . | toYaml | indent 4 }}{{ end }}',
    '  extensionRef:\n    name: e\n    {{ if .Values.on }}portNumber: {{ .Values.epp }}{{ else }}portNumber: 9003{{ end }}',
    '  extensionRef:\n    name: e\n    portNumber: 9003\n  {{ with .Values.none }}{{ toYaml . | indent 2 | trim }}{{ end }}',
    '  extensionRef:\n    name: e\n    portNumber: 9003\n    {{/* why */}}{{ include "c.none" . }}',
  ],
};

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
  more: { targetPortNumber: 8002 },
  labels: { app: 'x', tier: 'y' },
  lines: ['app: x', 'tier: y'],
  text: 'app: x\n    tier: {{ .Values.tier }}',
  ref: { name: 'e', portNumber: 9004 },
};

/** Draws a chart; with rare idioms, some of its fields are written in one of those. */
export function drawChart(random: () => number, hasRare = false): DrawnChart {
  const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)] as T;
  const write = (usual: readonly string[], rare: readonly string[]) =>
    pick(hasRare && random() < 0.4 ? rare : usual);
  const fields = [write(ports, rare.ports), write(selectors, rare.selectors), write(pickers, rare.pickers)]
    .map((field) => ({ field, at: random() }))
    .toSorted((a, b) => a.at - b.at)
    .map(({ field }) => field);
  const head = ['apiVersion: ' + pick(versions), 'kind: InferencePool', 'metadata:', '  name: a', 'spec:'];
  const template = [...head, ...fields].join('\n') + pick(['\n', '', '\n---\n']);
  return { template, helpers, values: [{ ...values, on: true, epp: 9005 }, values] };
}
