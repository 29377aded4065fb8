import {
  Declined,
  type Editor,
  entriesOf,
  holdersOf,
  holdsPlaceholder,
  type Entry,
  type Node,
  valueAt,
  walk,
  type Item,
  type Place,
  scalarValueOf,
  stringOf,
} from '../yaml';
import type { ManifestDocument } from '../kubernetes/document';
import type { Facts } from '../facts';
import { findIstiodValues } from './find';
import { settingsOf } from './settings';
import type { InstallValues } from './values';
import { startOf } from '../kubernetes/object';
import { type Container, findWorkloads, istiodsOf, type Workload } from '../kubernetes/workload';
import { namedItems } from '../kubernetes/named-values';

/** An environment variable that a document sets, in whatever form. */
export interface EnvironmentVariable {
  /** Where its name is. */
  readonly place: Node | Entry;
  readonly value: Node | undefined;
}

/**
 * Every place of a document that sets an environment variable: as a key (`pilot.env.NAME: value` of Helm values), as
 * `{name: NAME, value: …}` (containers, IstioOperator), or as a Helm parameter (`{name: pilot.env.NAME, value: …}`).
 */
export function findEnvironmentVariable(root: Node | undefined, name: string): EnvironmentVariable[] {
  const found: EnvironmentVariable[] = [];
  walk(root, (node) => {
    for (const entry of entriesOf(node)) {
      if (entry.name === name) found.push({ place: entry, value: entry.value });
      if (entry.name !== 'name' || entry.value.kind !== 'scalar') continue;
      const { value } = entry.value;
      if (value === name || (typeof value === 'string' && value.endsWith(`.env.${name}`))) {
        found.push({ place: entry.value, value: valueAt(node, 'value') });
      }
    }
  });
  return found;
}

/** Whether a variable is switched on: `true` as a boolean or as text. */
export function isSwitchedOn({ value }: EnvironmentVariable): boolean {
  return value?.kind === 'scalar' && String(value.value).toLowerCase() === 'true';
}

/** Whether a variable is set to something that is not in this file: a placeholder or a template fills it in, or `valueFrom`. */
export function isFilledIn({ value }: EnvironmentVariable): boolean {
  return value?.kind !== 'scalar' || holdsPlaceholder(String(value.value));
}

/** A variable that istiod reads, and what to remove to unset it. */
export interface IstiodVariable extends EnvironmentVariable {
  readonly holder: Entry | Item;
}

/** What sets istiod's environment in a document: install values, or the container itself where it is rendered. */
export type IstiodEnvironment =
  | { readonly kind: 'values'; readonly values: InstallValues }
  | { readonly kind: 'rendered'; readonly workload: Workload; readonly container: Container };

/** Every place of a document that sets istiod's environment. @param facts of the install survey */
export function findIstiodEnvironments(document: ManifestDocument, facts: Facts): IstiodEnvironment[] {
  const values = findIstiodValues(document, facts).map((found): IstiodEnvironment => ({
    kind: 'values',
    values: found,
  }));
  const rendered = findWorkloads(document).flatMap((workload) =>
    istiodsOf(workload).map((container): IstiodEnvironment => ({ kind: 'rendered', workload, container })),
  );
  return [...values, ...rendered];
}

/**
 * Unsets a variable.
 *
 * @throws Declined where an overlay of the operator changes it in what the chart renders: it would find nothing there
 */
export function removeVariable(edit: Editor, name: string, holder: Entry | Item): void {
  const object = holdersOf(holder.parent).at(-1);
  walk(valueAt(object, 'spec', 'components'), (node) => {
    if (stringOf(valueAt(node, 'path'))?.includes(`[name:${name}]`))
      throw new Declined(
        `an overlay of the same object changes ${name}; remove that first`,
        node.range.start,
      );
  });
  edit.remove(holder);
}

/** Where an environment sets a variable, the place that counts first. */
export function variablesIn(environment: IstiodEnvironment, name: string): IstiodVariable[] {
  if (environment.kind === 'values') return settingsOf(environment.values, ['pilot', 'env', name]);
  return namedItems(environment.container.environment).filter((each) => each.name === name);
}

/** Places of a document that set a variable, apart from those that are known to be istiod's. */
export function otherPlacesOf(
  root: Node | undefined,
  name: string,
  known: readonly { readonly place: Place }[],
): EnvironmentVariable[] {
  const starts = new Set(known.map(({ place }) => startOf(place)));
  return findEnvironmentVariable(root, name).filter(({ place }) => !starts.has(startOf(place)));
}

/** The text of a variable; undefined where it comes from somewhere else, as by `valueFrom`. */
export function textOf({ value }: EnvironmentVariable): string | undefined {
  const text = scalarValueOf(value);
  return typeof text === 'string' || typeof text === 'number' || typeof text === 'boolean'
    ? String(text)
    : undefined;
}
