import type { Transform } from '../../src/transform';
import { asMapping, asText, Declined, walk } from '../../src/yaml';

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
  docs: 'https://istio.io/latest/news/releases/1.29.x/announcing-1.29/change-notes/',
  about: async () => (await import('./resource-annotations-about')).about,
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
