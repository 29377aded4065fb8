import { entriesOf, type Entry, type Node, valueAt, walk } from '../yaml';

/** An environment variable that a document sets, in whatever form. */
export interface EnvironmentVariable {
  /** Where its name stands. */
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
