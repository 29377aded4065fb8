import type { Transform } from '../../src/transform';
import { asMapping, asText, Declined, walk } from '../../src/yaml';
import { type About, changeNotesOf } from '../../src/about';

const names = ['proxyCPU', 'proxyCPULimit', 'proxyMemory', 'proxyMemoryLimit'].map(
  (name) => `sidecar.istio.io/${name}`,
);

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
  triggers: names,
  migrate({ root }, { rewrite }) {
    walk(root, (node) => {
      for (const entry of asMapping(node)?.entries ?? []) {
        const text = asText(entry.value);
        if (!names.includes(entry.name ?? '') || !text || !hasControls(text.value)) continue;
        rewrite(entry, `${entry.name ?? ''}: without the line break at its end`, (edit) => {
          const clean = text.value.trim();
          if (hasControls(clean)) throw new Declined('its value has a control character inside');
          edit.set(text, clean);
        });
      }
    });
  },
};

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
  changes: ['The line break at the end of such a value is removed.'],
  examples: [
    {
      title: 'A value with a line break',
      before: { 'pod.yaml': pod(String.raw`"100m\n"`) },
      after: { 'pod.yaml': pod('"100m"') },
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
  ],
  links: [['Annotations of Istio', 'https://istio.io/latest/docs/reference/config/annotations/']],
});
