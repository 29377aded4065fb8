import type { FactKind, Facts } from '../../facts';
import { textKindOf } from '../../files/names';
import { type Attribute, attributesIn } from '../terraform/hcl';
import { type CalledVersion, istioVersionsIn, lineAt, wordsOfVersions } from './called-versions';
import { folderOf, resolveFrom } from '../../kubernetes/path';
import { namesIn } from '../terraform/hcl-parts';

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
interface IstioVersion extends CalledVersion, WrittenValue {
  readonly isAside?: boolean;
}

const assignedVersion: FactKind<IstioVersion> = { name: 'istio-version' };
const namedValue: FactKind<NamedValue> = { name: 'terraform-value' };

/** A folder with a module of Terraform, the variables that it reads, and the folders of the modules that it calls. */
interface Module {
  readonly folder: string;
  readonly reads: readonly string[];
  readonly calls: readonly string[];
}

const terraformModule: FactKind<Module> = { name: 'terraform-module' };

/** What the other files of a module hold, so that a file may name it: by these words they are found. */
export const namingWords = ['locals {', 'variable "', 'module "', 'istio = "', ...wordsOfVersions];

/** Notes the versions that a file calls those of Istio. */
function collectCalledVersions(path: string, text: string, facts: Facts): void {
  // In a document it may be an example.
  if (textKindOf(path) === 'documentation' || /\.(?:dist|example|sample|template)$/.test(path)) return;
  const found = istioVersionsIn(text, path);
  const aside = found.length > 0 && isAside(path, text) ? { isAside: true } : {};
  for (const each of found) facts.add(assignedVersion, { ...each, ...aside, path });
}

/** Programs and version managers name what they are made for, unless they install it. */
function isAside(path: string, text: string): boolean {
  return (
    /\.(?:[cm]?[jt]sx?|cs|go|java|kts?|py|rb|rs)$|(?:^|\/)(?:\.tool-versions|\.?mise(?:\.[\w-]+)*\.toml|\.?aqua\.ya?ml|devbox\.json)$/.test(
      path,
    ) && !/\bhelm\b|\bistiod\b|\bistioctl\W+(?:install|upgrade|manifest)\b/i.test(text)
  );
}

/** Notes the versions that a file gives a name: Terraform any name, scripts and others that of Istio. */
export function collectNamedValues(path: string, text: string, facts: Facts): void {
  collectCalledVersions(path, text, facts);
  if (!/\.(?:tf|tofu|tfvars)$/.test(path)) return;
  const attributes = attributesIn(text);
  const sources = new Map(
    attributes.flatMap(({ path: [block, module = '', name], text: source }) =>
      block === 'module' && name === 'source' && source.startsWith('.')
        ? [[module, resolveFrom(folderOf(path), source)] as const]
        : [],
    ),
  );
  if (!path.endsWith('.tfvars')) {
    const reads = Array.from(text.matchAll(/\bvar\.(\w+)/g), ([, name = '']) => name);
    facts.add(terraformModule, { folder: folderOf(path), reads, calls: [...sources.values()] });
  }
  for (const attribute of attributes) {
    const named = namedIn(attribute, path, sources);
    const isUseful = attribute.isText && mayBeOfChart.test(attribute.text);
    const same = attribute.isText ? undefined : nameIn(attribute.text);
    if (!named || (!isUseful && !same)) continue;
    const written = { text: isUseful ? attribute.text : '', path, line: lineAt(text, attribute.at) };
    facts.add(namedValue, { ...named, ...written, ...(same && { same }) });
  }
}

/** A version, the name of a chart of Istio, or the address that it comes from. */
const mayBeOfChart = /^v?\d|istio|^(?:base|cni|gateway|ztunnel|ambient)$/i;

/**
 * The value of a module that an attribute sets: a local value, the default of a variable, a variable in `.tfvars`, or
 * what a caller gives a module of the tree.
 *
 * @param sources the folders of the modules that the file calls, by their names
 */
function namedIn(
  { path: keys }: Attribute,
  file: string,
  sources: ReadonlyMap<string, string>,
): (TerraformName & { readonly folder: string }) | undefined {
  const [block, label = '', ...rest] = keys;
  const folder = folderOf(file);
  if (file.endsWith('.tfvars')) return { kind: 'var', name: keys.join('.'), folder };
  if (block === 'locals') return { kind: 'local', name: [label, ...rest].join('.'), folder };
  if (block === 'variable' && rest[0] === 'default')
    return { kind: 'var', name: [label, ...rest.slice(1)].join('.'), folder };
  const called = block === 'module' ? sources.get(label) : undefined;
  return called === undefined ? undefined : { kind: 'var', name: rest.join('.'), folder: called };
}

/** Versions that are called those of Istio, whatever is installed with them. */
export function istioValues(facts: Facts): readonly IstioVersion[] {
  const isIstios =
    /^istio(?:_helm)?(?:_chart)?_version$|(?:^|\.)istiod?(?:_base)?\.(?:chart_|helm_)?version$|versions\.(?:[\w-]+\.)*istio(?:d|_base|-base)?$/;
  const values = facts.all(namedValue).filter(({ name, same }) => !same && isIstios.test(name));
  return [...facts.all(assignedVersion), ...values.map((value) => ({ ...value, what: 'istio_version' }))];
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
  const own = facts.all(namedValue).filter((each) => each.kind === kind && moduleOf(each, facts) === folder);
  return own.flatMap((each) => {
    // A map may be passed on as a whole: `versions = local.versions`.
    const rest =
      each.name === name ? '' : name.startsWith(`${each.name}.`) ? name.slice(each.name.length) : undefined;
    if (rest === undefined) return [];
    if (!each.same) return rest === '' ? [each] : [];
    const same = { ...each.same, name: each.same.name + rest };
    return passed > 0 ? valuesOfName(same, each.path, facts, passed - 1) : [];
  });
}

/**
 * The folder of the module that a value is for: that of its file, or for a file of variables beside no module, which a
 * command names, the nearest one above that reads the variable, or the only one.
 */
function moduleOf({ path, folder, name }: NamedValue, facts: Facts): string {
  const modules = facts.all(terraformModule);
  if (!path.endsWith('.tfvars') || modules.some((each) => each.folder === folder)) return folder;
  const called = new Set(modules.flatMap(({ calls }) => calls));
  const [variable = ''] = name.split('.');
  const reading = modules.filter((each) => each.reads.includes(variable) && !called.has(each.folder));
  const all = [...new Set(reading.map((each) => each.folder))];
  const above = all.filter((each) => each === '.' || folder.startsWith(`${each}/`));
  const [nearest] = above.toSorted((one, other) => other.length - one.length);
  return nearest ?? (all.length === 1 ? all[0] : undefined) ?? folder;
}

/** The one value of a name, whoever gives it. */
export function onlyValueOf(name: TerraformName | undefined, path: string, facts: Facts): string | undefined {
  const texts = new Set(name && valuesOfName(name, path, facts).map(({ text }) => text));
  return texts.size === 1 ? [...texts][0] : undefined;
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
  const [, value = ''] =
    new RegExp(String.raw`^[ \t]*${attribute}[ \t]*=[ \t]*([^\n#]*)`, 'm').exec(body) ?? [];
  const [, map, key] = /^lookup\(\s*([\w.-]+)\s*,\s*"([\w-]+)"/.exec(value) ?? [];
  return nameIn(map === undefined ? value.trim().replace(/^"\$\{([^{}]*)\}"$/, '$1') : `${map}.${key ?? ''}`);
}

/** What `local.versions["istio"]` names: the local value `versions.istio`. */
export function nameIn(text: string): TerraformName | undefined {
  const [kind, ...path] = namesIn(text);
  const isOfModule = (kind === 'local' || kind === 'var') && path.length > 0;
  return isOfModule ? { kind, name: path.join('.') } : undefined;
}

/** The version that all matches of a pattern name, and where the first one does. */
function onlyOne(text: string, pattern: RegExp): WrittenVersion | undefined {
  const [first, ...others] = text.matchAll(pattern);
  const version = first?.[1];
  if (!first || version === undefined || others.some(([, other]) => other !== version)) return undefined;
  return { text: version, line: lineAt(text, first.index + first[0].lastIndexOf(version)) };
}
