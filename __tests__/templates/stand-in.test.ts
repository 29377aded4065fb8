import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { renderTemplate } from '../support/go-template';

const data = {
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name: 'a' },
  yes: true,
  none: '',
  number: 3,
  list: ['x', 'y'],
  map: { b: 'one', a: 'two' },
  inner: { deep: { text: 'z' } },
};

/** Templates that need nothing but what Go itself has. */
const templates = [
  'a  {{- " b " -}}  c\n{{ "d" }}\n',
  '{{- if .yes }}\nyes: {{ .number }}\n{{- else }}\nno\n{{- end }}\nend\n',
  '{{ if .none }}a{{ else if .absent }}b{{ else }}c{{ end -}}   \n\n  d',
  '{{- range $key, $value := .map }}\n  {{ $key }}: {{ $value }}\n{{- end }}\n',
  '{{ range .list }}[{{ . }}{{ $.kind }}]{{ else }}none{{ end }}{{ range .absent }}a{{ else }}none{{ end }}',
  '{{- with .inner.deep }}{{ .text }}{{ $x := .text }}{{ with $.none }}b{{ else }}{{ $x }}{{ end }}{{ end -}}\n',
  '{{- /* a {{ comment }} */ -}}\n  x\n{{/* another */}}\ny',
  '{{ define "t" -}}\n <{{ .deep.text }}>\n{{- end }}{{ template "t" .inner }}|{{ template "t" .inner -}}  \n',
  '{{ $a := 1 }}{{ if .yes }}{{ $a = 2 }}{{ $b := 3 }}{{ $b }}{{ end }}{{ $a }}',
  '{{ printf "%s-%d-%q" .kind 5 "x" }}{{ eq .kind "ConfigMap" "b" }}{{ and .yes .none }}{{ or .none .number }}{{ not .yes }}',
  '{{ len .list }}{{ index .map "a" }}{{ (index .list 1) | printf "%s%s" "q" }}{{ `raw "text"` }}',
];

const probe = spawnSync('kubectl', ['annotate', '--help']);
const withEngine = probe.status === 0 ? test : test.skip;

withEngine.each(templates)('the stand-in prints what the engine of Go prints: %j', (template) => {
  const folder = mkdtempSync(join(tmpdir(), 'stand-in-'));
  try {
    writeFileSync(join(folder, 'data.json'), JSON.stringify(data));
    writeFileSync(join(folder, 'template'), template);
    const file = join(folder, 'data.json');
    const output = `go-template-file=${join(folder, 'template')}`;
    const words = ['annotate', '--local', '--dry-run=client', '-f', file, 'a=b', '-o', output];
    const { stdout, stderr } = spawnSync('kubectl', words, { encoding: 'utf8' });
    expect({ stdout, stderr }).toEqual({ stdout: renderTemplate(template, data), stderr: '' });
  } finally {
    rmSync(folder, { recursive: true });
  }
});
