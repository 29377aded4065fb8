import type { Facts } from '../facts';
import { fits, isInserted } from '../kustomize/selector';
import { namesBuilt, namespacesOf } from '../kustomize/ways';
import { isTemplated, withActionsShown } from '../yaml';
import type { Base } from './moved-kind';

/**
 * An object with what kustomizations make of its name and namespace. Kustomize changes no reference to a custom resource,
 * so whatever refers to one gives the name that it has in the end.
 */
export function asBuilt<B extends Base>(base: B, facts: Facts): B {
  const names = namesBuilt(base, facts)
    .flat()
    .map((name) => (name === undefined || name === base.name ? name : withActionsShown(name)));
  const namespaces = namespacesOf(base, facts);
  if (names.every((name) => name === base.name) && namespaces.has(base.namespace) && namespaces.size === 1)
    return base;
  return {
    ...base,
    built: { names: [...new Set(names)], namespaces: [...new Set([base.namespace, ...namespaces])] },
  };
}

/** The names that an object may have; undefined where nobody can say. */
export function namesOfBase({ name, built }: Base): readonly (string | undefined)[] {
  return built?.names ?? [name];
}

/** Whether an object has a name, or may have it once another tool has filled in a part of what it is built as. */
export function isCalled(base: Base, name: string | undefined): boolean {
  return namesOfBase(base).some(
    (each) => each === name || (isFilledIn(each) && fits(patternOf(each), name ?? '')),
  );
}

/** Whether another tool fills in a part of a name. */
export function isFilledIn(name: string | undefined): name is string {
  return name !== undefined && !isOpen(name) && isInserted(name) && /\w/.test(patternOf(name));
}

function patternOf(name: string): string {
  return name.replace(/\{\{[^{}]*\}\}|\$\{[^${}]*\}|\$\([^$()]*\)/g, '.*');
}

/** Whether nobody can say which name an object has, or gets. */
export function isOpenlyNamed(base: Base): boolean {
  return namesOfBase(base).some(isOpen);
}

/** Whether an object may be in a namespace. */
export function mayBeIn({ namespace, built }: Base, given: readonly (string | undefined)[]): boolean {
  const own = built?.namespaces ?? [namespace];
  return own.some(isOpen) || given.some((each) => isOpen(each) || own.includes(each));
}

/** Whether a text is not given, or comes from a template: it may be any. */
export function isOpen(text: string | undefined): boolean {
  return text === undefined || isTemplated(text);
}
