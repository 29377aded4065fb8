import type { FactKind, Facts } from '../facts';
import { textKindOf } from '../files/names';
import { folderOf, resolveFrom } from '../kubernetes/path';

/** A value of a Terraform module that another file may name: a local value or a variable. */
export interface TerraformName {
  readonly kind: 'local' | 'var';
  readonly name: string;
}

/** A version as a text names it, and its line; without one, it may be written in another file. */
export interface WrittenVersion {
  readonly text: string;
  readonly line: number | undefined;
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

/** A version that is called that of Istio. */
interface IstioVersion extends WrittenValue {
  /** How it is called. */
  readonly what: string;
}

const assignedVersion: FactKind<IstioVersion> = { name: 'istio-version' };
const namedValue: FactKind<NamedValue> = { name: 'terraform-value' };

/** What the other files of a module hold, so that a file may name it: by these words they are found. */
export const namingWords = [
  ...['locals {', 'variable "', 'istio_version', 'istio_chart_version', 'istio_tag'],
  ...['ISTIO_VERSION', 'istioVersion'],
];

/** Notes the versions that a file gives a name: Terraform any name, scripts and others that of Istio. */
export function collectNamedValues(path: string, text: string, facts: Facts): void {
  // In a document it may be an example.
  if (textKindOf(path) !== 'documentation')
    for (const found of istioVersionsIn(text)) facts.add(assignedVersion, { ...found, path });
  const add = (
    at: number,
    kind: NamedValue['kind'],
    name = '',
    value = '',
    folder = folderOf(path),
  ): void => {
    facts.add(namedValue, { kind, name, folder, text: value, path, line: lineAt(text, at) });
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
    for (const { at, name, text: text2 } of assignmentsIn(body))
      add(index + head.indexOf(body) + at, 'local', name, text2);
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

/** Versions that are called those of Istio, whatever is installed with them. */
export function istioValues(facts: Facts): readonly IstioVersion[] {
  const isIstios = /^istio(?:_helm)?(?:_chart)?_version$|versions\.istio(?:d|_base)?$/;
  const values = facts.all(namedValue).filter(({ name, same }) => !same && isIstios.test(name));
  return [...facts.all(assignedVersion), ...values.map((value) => ({ ...value, what: 'istio_version' }))];
}

/** What is assigned in a block: `name = "1.27.0"`, and in a map of it, as `versions.istio`. */
function assignmentsIn(
  body: string,
): { readonly at: number; readonly name: string; readonly text: string }[] {
  const maps = Array.from(
    body.matchAll(/^[ \t]*([\w-]+)[ \t]*=[ \t]*\{([^{}]*)\}/gm),
    ({ index, 0: all, 1: name = '' }) => ({ start: index, end: index + all.length, name }),
  );
  return Array.from(
    body.matchAll(/(?<=^|[{,\n])[ \t]*"?([\w-]+)"?[ \t]*[=:][ \t]*"(v?\d[^"\n]*)"/g),
    ({ index, 1: name = '', 2: text = '' }) => {
      const map = maps.find(({ start, end }) => index > start && index < end);
      return { at: index, name: map ? `${map.name}.${name}` : name, text };
    },
  );
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
      return { what, text: found, path: '', line: lineAt(text, at) };
    }),
  );
}

/**
 * The version that a command is called with: as it is written, or what a variable of the script or Makefile stands for,
 * where the same text sets it once: `$V`, `${V:-1.24}`, `$(V)`.
 *
 * @param start where the command starts
 */
export function versionOfCommand(
  word: string | undefined,
  text: string,
  start: number,
): WrittenVersion | undefined {
  if (word === undefined) return undefined;
  const own = text.indexOf(word, start);
  const [, name, usual] = /^\$[{(]?(\w+)(?::?[-=]([^{}]*))?[})]?$/.exec(word) ?? [];
  const here = (written: string) => ({ text: written, line: lineAt(text, own === -1 ? start : own) });
  if (name === undefined) return here(word);
  const assignment = new RegExp(
    String.raw`^[ \t]*(?:export[ \t]+)?${name}[ \t]*[:?]?=[ \t]*["']?(v?\d[\w.-]*)`,
    'gm',
  );
  return onlyOne(text, assignment) ?? here(usual ?? word);
}

/**
 * An attribute of Terraform: as it is written, or what a local value or variable of the same file gives it.
 *
 * @param attribute the source of a pattern
 * @param start where the body of the resource starts
 */
export function attributeOf(
  attribute: string,
  body: string,
  text: string,
  start: number,
): WrittenVersion | undefined {
  const { kind, name } = nameOf(attribute, body) ?? {};
  if (kind === undefined || name === undefined) {
    const own = new RegExp(String.raw`^[ \t]*${attribute}[ \t]*=[ \t]*"([^"]*)"`, 'm').exec(body);
    return own ? { text: own[1] ?? '', line: lineAt(text, start + own.index) } : undefined;
  }
  const value = String.raw`=[ \t]*"([^"\n]*)"`;
  return onlyOne(
    text,
    kind === 'local'
      ? new RegExp(String.raw`^[ \t]*${name}[ \t]*${value}`, 'gm')
      : new RegExp(String.raw`\bvariable[ \t]+"${name}"[ \t]*\{[^}]*?\bdefault[ \t]*${value}`, 'gm'),
  );
}

/** What an attribute is called where another place writes it, as `local.versions.istio`. */
export function nameOf(attribute: string, body: string): TerraformName | undefined {
  const given = String.raw`(local|var)\.([\w-]+(?:\.[\w-]+|\["[\w-]+"\])?)`;
  const [, kind, name] =
    new RegExp(
      String.raw`^[ \t]*${attribute}[ \t]*=[ \t]*(?:"\$\{)?${given}(?:\}")?[ \t]*(?:#.*)?$`,
      'm',
    ).exec(body) ?? [];
  if (name === undefined) return undefined;
  return { kind: kind === 'local' ? 'local' : 'var', name: name.replace(/\["([\w-]+)"\]$/, '.$1') };
}

/** The version that all matches of a pattern name, and where the first one does. */
function onlyOne(text: string, pattern: RegExp): WrittenVersion | undefined {
  const [first, ...others] = text.matchAll(pattern);
  const version = first?.[1];
  if (!first || version === undefined || others.some(([, other]) => other !== version)) return undefined;
  return { text: version, line: lineAt(text, first.index + first[0].lastIndexOf(version)) };
}

/** Versions that a script, a workflow or a file of variables calls that of Istio. */
function istioVersionsIn(text: string): Omit<IstioVersion, 'path'>[] {
  const version = String.raw`["']?(\$\{\w+:?[-=]v?1\.\d[^}\s]*\}|v?1\.\d+[\w.-]*)`;
  const assigned = new RegExp(
    String.raw`(?<![\w.$-])(ISTIO_VERSION|istio_version|istioVersion)["']?[ \t]*(?::?\??=|:)[ \t]*${version}`,
    'g',
  );
  const listed = new RegExp(
    String.raw`\bname:[ \t]*["']?(ISTIO_VERSION)["']?\s*,?\s*value:[ \t]*${version}`,
    'g',
  );
  const spaced = new RegExp(String.raw`\b(?:ENV|ARG)[ \t]+(ISTIO_VERSION)[ \t]+${version}`, 'g');
  return [assigned, listed, spaced].flatMap((pattern) =>
    Array.from(text.matchAll(pattern))
      .filter(({ index }) => !isProse(text, index))
      .map(({ index, 0: all, 1: what = '', 2: found = '' }) => ({
        what,
        text: found,
        line: lineAt(text, index + all.lastIndexOf(found)),
      })),
  );
}

/** Whether a place is in a comment, or in the middle of a text in quotes, such as a line of help. */
function isProse(text: string, at: number): boolean {
  const before = text.slice(text.lastIndexOf('\n', at - 1) + 1, at);
  return /(?:^|\s)(?:#|\/\/)/.test(before) || /["'].+$/.test(before.replaceAll(/"[^"]*"|'[^']*'/g, ''));
}

/** The line of an offset, counted from 1. */
export function lineAt(text: string, offset: number): number {
  return text.slice(0, offset).split('\n').length;
}
