import { attributesOf, blocksOf } from '../install/terraform/hcl-parts';
import { HclWriter } from '../install/terraform/hcl-writer';
import { isTerraform } from '../install/terraform/terraform';
import { recogniseDocument } from '../kubernetes/document';
import type { Survey } from '../transform';
import { isParseProblem, parseDocument, type Range } from '../yaml';
import { kustomizeSurvey } from './kustomization';

/**
 * The kustomizations that modules of Terraform write out: what reads kustomizations sees them like those of a file.
 *
 * Source: kbst/terraform-provider-kustomization, `docs/data-sources/overlay.md`.
 */
export const overlaySurvey: Survey = {
  triggers: ['kustomization_overlay'],
  readsScripts: true,
  glance(path, text, facts) {
    for (const overlay of isTerraform(path) ? overlaysIn(text) : []) {
      const parsed = parseDocument(overlay, { start: 0, end: overlay.length });
      if (!isParseProblem(parsed)) kustomizeSurvey.collect?.(recogniseDocument(path, parsed), facts);
    }
  },
};

/** The data sources of a module that lay patches over what others have, each as a kustomization. */
function overlaysIn(text: string): string[] {
  const whole = { start: 0, end: text.length };
  const blocks = blocksOf(text, whole, /^(?:data|resource)\s+"kustomization_overlay"\s+"[^"]*"\s*\{()/);
  return blocks.map(({ body }) => overlayOf(text, body));
}

function overlayOf(text: string, body: Range): string {
  const writer = new HclWriter(text);
  const { made, values } = writer;
  const write = (block: Range, indent: string, names: RegExp): void => {
    for (const { key, value } of attributesOf(text, block)) {
      const name = values.textAt(key).replaceAll(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
      if (!names.test(name)) continue;
      made.write(`${indent}${name}: `, key.start);
      writer.writeValue(value, values.locals);
      made.write('\n', value.end);
    }
  };
  made.write('apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\n', body.start);
  write(body, '', /^(?:resources|components)$/);
  made.write('patches:\n', body.start);
  for (const patch of blocksOf(text, body, /^patches\s*\{()/)) {
    made.write('  - options: {}\n', patch.body.start);
    write(patch.body, '    ', /^(?:path|patch|target)$/);
    for (const target of blocksOf(text, patch.body, /^target\s*\{()/)) {
      made.write('    target:\n', target.body.start);
      write(target.body, '      ', /./);
    }
  }
  return made.text.replaceAll(/\$\{path\.\w+\}\//g, '');
}
