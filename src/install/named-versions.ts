import type { FactKind, Facts } from '../facts';
import { folderOf, resolveFrom } from '../kubernetes/path';

/** A value of a Terraform module that another file may name: a local value or a variable. */
export interface TerraformName {
  readonly kind: 'local' | 'var';
  readonly name: string;
}

/** A value that is written somewhere, and where. */
export interface WrittenValue {
  readonly text: string;
  readonly path: string;
  readonly line: number;
}

interface NamedValue extends TerraformName, WrittenValue {
  /** The folder of the module that it is a value of. */
  readonly folder: string;
  /** The value of the file's own module that it is, where it is written there. */
  readonly same?: TerraformName;
}

const namedValue: FactKind<NamedValue> = { name: 'terraform-value' };

/** What the other files of a module hold, so that a file may name it: by these words they are found. */
export const namingWords = ['locals {', 'variable "', 'istio_version', 'istio_chart_version', 'istio_tag'];

/** Notes the versions that a file of Terraform gives a name. */
export function collectNamedValues(path: string, text: string, facts: Facts): void {
  const add = (
    at: number,
    kind: NamedValue['kind'],
    name = '',
    value = '',
    folder = folderOf(path),
  ): void => {
    const line = text.slice(0, at).split('\n').length;
    facts.add(namedValue, { kind, name, folder, text: value, path, line });
  };
  const value = String.raw`=[ \t]*"(v?\d[^"\n]*)"`;
  if (/\.tfvars$/.test(path)) {
    for (const { index, 1: name, 2: text2 } of text.matchAll(
      new RegExp(String.raw`^([\w-]+)[ \t]*${value}`, 'gm'),
    ))
      add(index, 'var', name, text2);
    return;
  }
  if (!path.endsWith('.tf')) return;
  const usual = new RegExp(String.raw`\bvariable[ \t]+"([^"]+)"[ \t]*\{[^}]*?\bdefault[ \t]*${value}`, 'g');
  for (const { index, 0: all, 1: name, 2: text2 } of text.matchAll(usual))
    add(index + all.lastIndexOf('\n') + 1, 'var', name, text2);
  for (const { index, 0: head, 1: body = '' } of text.matchAll(
    /^locals[ \t]*\{([^{}]*(?:\{[^{}]*\}[^{}]*)*)\}/gm,
  ))
    for (const found of body.matchAll(new RegExp(String.raw`^[ \t]*([\w-]+)[ \t]*${value}`, 'gm')))
      add(index + head.indexOf(body) + found.index, 'local', found[1], found[2]);
  for (const { index, 0: head, 1: body = '' } of text.matchAll(
    /^module[ \t]+"[^"]*"[ \t]*\{([^{}]*(?:\{[^{}]*\}[^{}]*)*)\}/gm,
  )) {
    const [, source] = /^[ \t]*source[ \t]*=[ \t]*"(\.[^"]*)"/m.exec(body) ?? [];
    if (source === undefined) continue;
    const folder = resolveFrom(folderOf(path), source);
    for (const found of body.matchAll(new RegExp(String.raw`^[ \t]*([\w-]+)[ \t]*${value}`, 'gm')))
      add(index + head.indexOf(body) + found.index, 'var', found[1], found[2], folder);
    for (const [, name = '', kind, same = ''] of body.matchAll(
      /^[ \t]*([\w-]+)[ \t]*=[ \t]*(local|var)\.([\w-]+)[ \t]*$/gm,
    )) {
      const passed: TerraformName = { kind: kind === 'var' ? 'var' : 'local', name: same };
      facts.add(namedValue, { kind: 'var', name, folder, text: '', path, line: 0, same: passed });
    }
  }
}

/**
 * Every value that a name may have in a module: its default, and what its callers and `.tfvars` give it. A caller may
 * pass on what has a name there.
 *
 * @param passed how often that may happen, so that modules which name each other come to an end
 */
export function valuesOfName(
  { kind, name }: TerraformName,
  path: string,
  facts: Facts,
  passed = 4,
): readonly WrittenValue[] {
  const folder = folderOf(path);
  return facts
    .all(namedValue)
    .filter((each) => each.kind === kind && each.name === name && each.folder === folder)
    .flatMap((each) => {
      if (!each.same) return [each];
      return passed > 0 ? valuesOfName(each.same, each.path, facts, passed - 1) : [];
    });
}

/** The versions of Istio that a file of CUE writes: as the version of something that is called so, or beside the chart istiod. */
export function versionsInCue(text: string): (WrittenValue & { readonly what: string })[] {
  const version = String.raw`[vV]ersion:\s*"(v?1\.\d+[^"\n]*)"`;
  const patterns = [
    ['Istio', String.raw`\b[iI]stio\w*:\s*(?:\{[^{}]*?)?\b${version}`],
    ['Istio', String.raw`\b[iI]stio_?[vV]ersion:\s*"(v?1\.\d+[^"\n]*)"`],
    ['chart istiod', String.raw`\bname:\s*"istiod"[^{}]*?\b${version}`],
    ['chart istiod', String.raw`\b${version}[^{}]*?\bname:\s*"istiod"`],
  ] as const;
  return patterns.flatMap(([what, pattern]) =>
    [...text.matchAll(new RegExp(pattern, 'gi'))].map(({ index, 0: all, 1: found = '' }) => {
      const at = index + all.indexOf(`"${found}"`);
      return { what, text: found, path: '', line: text.slice(0, at).split('\n').length };
    }),
  );
}
