import { ordinaryObject } from './documents';
import type { Random } from './random';

/** A CustomResourceDefinition with as many fields as fit; one in three describes pods. */
export function customResourceDefinition(size: number, random: Random): string {
  const plural = `widgets${random.below(10_000)}`;
  let text = `apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata:
  name: ${plural}.example.com
spec:
  group: example.com
  names: { kind: Widget, plural: ${plural} }
  scope: Namespaced
  versions:
    - name: v1
      served: true
      storage: true
      schema:
        openAPIV3Schema:
          type: object
          properties:
`;
  const describesPods = random.below(3) === 0;
  for (let field = 0; text.length < size; field++) {
    const name = describesPods && field % 40 === 3 ? `containers${field}` : `field${field}`;
    text += `            ${name}:
              description: ${random.sentence()}
              type: object
              properties:
                limit: { type: integer, minimum: ${random.below(9)} }
                mode:
                  type: string
                  enum: ["on", "off"]
`;
  }
  return text;
}

/** Values of a chart; one in three holds a section that is called `global`, as those of umbrella charts do. */
export function values(size: number, random: Random, start: string): string {
  let text = start;
  if (start === '' && random.below(3) === 0) text += `global:\n  imageRegistry: registry.example.com\n`;
  for (let section = 0; text.length < size; section++) {
    text += `# ${random.sentence()}
section${section}:
  enabled: ${random.below(2) === 0}
  image: { repository: registry.example.com/${random.name()}, tag: "1.${random.below(30)}" }
  hosts:
    - ${random.name()}.example.com
  nodeSelector: {}
`;
  }
  return text;
}

/** A template of a chart: actions in values, around lines and instead of blocks. */
export function template(size: number, random: Random): string {
  let text = '';
  do {
    const name = random.name();
    text += `${text === '' ? '' : '---\n'}{{- if .Values.${name.replaceAll('-', '')}.enabled }}
apiVersion: v1
kind: Service
metadata:
  name: {{ include "chart.fullname" . }}-${name}
  labels:
    {{- include "chart.labels" . | nindent 4 }}
  {{- with .Values.annotations }}
  annotations:
    {{- toYaml . | nindent 4 }}
  {{- end }}
spec:
  type: {{ .Values.service.type | default "ClusterIP" }}
  ports:
    {{- range .Values.service.ports }}
    - name: {{ .name }}
      port: {{ .port }}
    {{- end }}
  selector:
    app: ${name} {{/* ${random.sentence()} */}}
{{- end }}
`;
    // What a template holds besides is plain YAML.
    if (random.below(2) === 0) text += `---\n${ordinaryObject(random)}`;
  } while (text.length < size);
  return text;
}

/** A list of objects, or a dashboard, as pretty-printed JSON. */
export function dashboard(size: number, random: Random, given?: object): string {
  const panels: object[] = [];
  for (let length = 0; length < size; length += 330) {
    panels.push({
      id: panels.length,
      title: random.sentence(),
      type: 'timeseries',
      position: { x: random.below(24), y: random.below(900), w: 12, h: 8 },
      targets: [{ expr: `sum(rate(requests_total{job="${random.name()}"}[5m]))`, legend: '{{job}}' }],
    });
  }
  const board = given
    ? { apiVersion: 'v1', kind: 'List', items: [given, { kind: 'Dashboard', panels }] }
    : { panels };
  return `${JSON.stringify(board, null, 2)}\n`;
}
