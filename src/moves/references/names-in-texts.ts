import { isDeepStrictEqual } from 'node:util';
import { holdsOneOf, type ManifestDocument } from '../../kubernetes/document';
import { parseFieldPath, printFieldPath } from '../../kustomize/operation';
import type { Context } from '../../transform';
import { readReplacements } from '../../kustomize/read';
import {
  asText,
  Declined,
  type Editor,
  entriesOf,
  type Entry,
  itemsOf,
  type Mapping,
  type Node,
  stringOf,
  valueAt,
  walk,
} from '../../yaml';
import { describeLiteral, literalOf } from '../chart-literals';
import { objectMappings } from '../contents';
import { type Base, type MovedKind, newApiVersion } from '../moved-kind';
import { contextOfFollower } from '../unit';
import { namerOf } from './namers';
import { expectation, wordsOfExpectations } from './suites';
import { mayMove, namespaceAround } from './status';

/** A kind in one text: `group/version/Kind` as Kyverno writes it, or the key of a setting of Argo CD. */
export function migrateNamesInTexts<B extends Base>(
  { root }: ManifestDocument,
  moved: MovedKind<B>,
  contextOf: (node: Node) => Context,
  isOther: (node: Node) => boolean,
): void {
  walk(root, (node) => {
    if (isOther(node)) return;
    for (const entry of entriesOf(node)) migrateSetting(entry, moved, contextOf(entry.value));
    const text = asText(node);
    if (!text || text.alias || !text.value.includes('/')) return;
    const renamed = renamedText(text.value, moved);
    if (renamed === undefined || renamed === text.value) return;
    follow(text, `${text.value} → ${renamed}`, moved, contextOf(text), (edit) => {
      edit.set(text, renamed);
    });
  });
}

/** The API version and the kind that a test of helm-unittest expects of an object of the kind. */
export function migrateExpectedNames<B extends Base>(
  document: ManifestDocument,
  moved: MovedKind<B>,
  context: Context,
): void {
  if (!holdsOneOf(document, wordsOfExpectations)) return;
  const objects = objectMappings(document);
  const { kind } = moved.to;
  const olds = {
    apiVersion: moved.from.flatMap((each) => each.versions.map((version) => `${each.group}/${version}`)),
    kind: moved.from.flatMap((each) => (each.kind === kind ? [] : each.kind)),
  };
  walk(document.root, (node) => {
    for (const field of ['apiVersion', 'kind'] as const) {
      const text = asText(expectation(node, field));
      if (!text || !olds[field].includes(text.value)) continue;
      const namer = namerOf(text, objects, moved, document.path, context.facts);
      if (namer === undefined || namer === 'another') continue;
      const renamed = field === 'kind' ? kind : newApiVersion(moved);
      follow(text, `expected of ${kind}: ${text.value} → ${renamed}`, moved, context, (edit) => {
        edit.set(text, renamed);
      });
    }
  });
}

/** Items of lists that paths of a replacement pick by kind or group: `spec.parentRefs.[kind=XListenerSet].name`. */
export function migratePickedItems<B extends Base>(
  paths: readonly (Node | undefined)[],
  moved: MovedKind<B>,
  context: Context,
): void {
  for (const text of paths.map(asText)) {
    const path = parseFieldPath(text?.value ?? '');
    const next = path.map((segment, index) => renamedPick(segment, path[index - 1] ?? '', moved));
    if (!text || isDeepStrictEqual(next, path)) continue;
    follow(text, `path of a replacement to references to ${moved.to.kind}`, moved, context, (edit) => {
      edit.set(text, printFieldPath(next));
    });
  }
}

/**
 * Literals of generators, where a replacement of the kustomization writes one into a reference to the kind:
 * `POOL_GROUP=…`.
 */
export function migrateLiterals<B extends Base>(
  kustomization: Node | undefined,
  moved: MovedKind<B>,
  context: Context,
): void {
  const sources = readReplacements(valueAt(kustomization, 'replacements'))
    .filter((replacement) =>
      itemsOf(valueAt(replacement, 'targets')).some(({ value }) => writesName(value, moved)),
    )
    .map((replacement) => valueAt(replacement, 'source'));
  if (sources.length === 0) return;
  for (const { value: generator } of itemsOf(valueAt(kustomization, 'configMapGenerator'))) {
    const name = stringOf(valueAt(generator, 'name'));
    for (const { value } of itemsOf(valueAt(generator, 'literals'))) {
      const text = asText(value);
      const [, key = '', said = ''] = /^([^=]+)=(.*)$/.exec(text?.value ?? '') ?? [];
      const renamed = renamedName(said, moved);
      const isTaken = sources.some(
        (source) =>
          stringOf(valueAt(source, 'kind')) === 'ConfigMap' &&
          stringOf(valueAt(source, 'name')) === name &&
          parseFieldPath(stringOf(valueAt(source, 'fieldPath')) ?? '')[1] === key,
      );
      if (!text || renamed === undefined || !isTaken) continue;
      follow(text, `${key}: ${said} → ${renamed}`, moved, context, (edit) => {
        edit.set(text, `${key}=${renamed}`);
      });
    }
  }
}

/** Holds what a replacement writes an old group into, where that is said in an object or a file. */
export function holdByReplacement<B extends Base>(
  replacement: Mapping,
  moved: MovedKind<B>,
  context: Context,
): void {
  if (!itemsOf(valueAt(replacement, 'targets')).some(({ value }) => writesName(value, moved))) return;
  const literal = literalOf(valueAt(replacement, 'source'), context.facts);
  if (!literal || renamedName(literal.text, moved) === undefined) return;
  follow(replacement, `replacement for references to ${moved.to.kind}`, moved, context, () => {
    throw new Declined(`a replacement writes this group: ${literal.text}, from ${describeLiteral(literal)}`);
  });
}

/** Whether a target of a replacement is the group or apiVersion of an object of the kind, or of a reference to one. */
function writesName(target: Node, { to, from, onlyKindIn = [] }: MovedKind): boolean {
  const kinds = [to, ...from].map(({ kind }) => kind);
  const isOfKind = kinds.includes(stringOf(valueAt(target, 'select', 'kind')) ?? '');
  return itemsOf(valueAt(target, 'fieldPaths')).some(({ value }) => {
    const path = parseFieldPath(stringOf(value) ?? '');
    if (!['group', 'apiGroup', 'apiVersion'].includes(path.at(-1) ?? '')) return false;
    return (
      (isOfKind && path.length === 1) ||
      path.some(
        (segment) => onlyKindIn.includes(segment) || kinds.some((kind) => segment === `[kind=${kind}]`),
      )
    );
  });
}

function renamedName(said: string, moved: MovedKind): string | undefined {
  const { to, from } = moved;
  if (from.some(({ group }) => said === group && group !== to.group)) return to.group;
  const isOld = from.some(({ group, versions }) => versions.some((each) => said === `${group}/${each}`));
  return isOld ? newApiVersion(moved) : undefined;
}

function renamedPick(segment: string, list: string, { from, to, onlyKindIn = [] }: MovedKind): string {
  const [, key, text] = /^\[(kind|group)=(.*)\]$/.exec(segment) ?? [];
  if (key === 'kind' && from.some(({ kind }) => kind === text)) return `[kind=${to.kind}]`;
  const isGroup = key === 'group' && onlyKindIn.includes(list) && from.some(({ group }) => group === text);
  return isGroup ? `[group=${to.group}]` : segment;
}

/**
 * What a setting of Argo CD for the kind is called now: `resource.customizations.health.group_Kind`, or `group/Kind` in
 * one setting for all kinds. Undefined for other keys.
 */
export function renamedSetting(name: string, { to, from }: MovedKind): string | undefined {
  const key = /^(resource\.customizations\.\w+\.|)([\w.-]+\.[\w-]+)([_/])(\w+)$/.exec(name);
  const [, start = '', group, separator, kind] = key ?? [];
  if ((start === '') !== (separator === '/')) return undefined;
  const isOld = from.some((each) => each.group === group && each.kind === kind);
  return isOld ? `${start}${to.group}${separator}${to.kind}` : undefined;
}

function migrateSetting<B extends Base>(entry: Entry, moved: MovedKind<B>, context: Context): void {
  const renamed = renamedSetting(entry.name ?? '', moved);
  if (renamed === undefined || renamed === entry.name) return;
  const summary = `${entry.name} → ${renamed}`;
  follow(entry, summary, moved, context, (edit) => {
    edit.rename(entry, renamed);
  });
}

function follow<B extends Base>(
  place: Node | Entry,
  summary: string,
  moved: MovedKind<B>,
  context: Context,
  ask: (edit: Editor) => void,
): void {
  const node = place.kind === 'entry' ? place.value : place;
  const named = { namespace: namespaceAround(node) };
  if (!mayMove(node, named, moved, context)) return;
  contextOfFollower(named, moved, context).rewrite(place, summary, ask);
}

/** Any group and any version are `*` there. */
function renamedText(text: string, { to, from }: MovedKind): string | undefined {
  const [group = '', version = '', kind, ...rest] = text.split('/');
  const name = from.find(
    (each) =>
      ['*', each.group].includes(group) && ['*', ...each.versions].includes(version) && each.kind === kind,
  );
  if (!name) return undefined;
  const [newGroup, newVersion] = [group === '*' ? group : to.group, version === '*' ? version : to.version];
  return [newGroup, newVersion, to.kind, ...rest].join('/');
}
