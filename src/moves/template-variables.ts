import { grouped } from '../grouped';

/** What a template puts into its variables, by their names: `{{ $isNew := .Capabilities.APIVersions.Has "…" }}`. */
export function variablesIn(text: string): ReadonlyMap<string, readonly string[]> {
  const assigned = text.matchAll(/\{\{-?\s*(\$\w+)\s*:?=\s*((?:(?!\}\}).)*?)\s*-?\}\}/g);
  const byName = grouped([...assigned], ([, name = '']) => name);
  return new Map([...byName].map(([name, all]) => [name, all.map(([, , value = '']) => value)]));
}

/** What a template puts into the variables that actions name, those that come from other variables among them. */
export function valuesOfVariables(actions: readonly string[], text: string): readonly string[] {
  // What a variable comes from stands above it.
  return [...variablesIn(text)].reduceRight<readonly string[]>((found, [name, values]) => {
    const isNamed = [...actions, ...found].some((each) => each.match(/\$\w+/g)?.includes(name));
    return isNamed ? [...found, ...values] : found;
  }, []);
}
