/** Plain data, as JSON has it. */
export type Data = string | number | boolean | null | Data[] | Fields;
export interface Fields {
  [name: string]: Data;
}

/** What the facts say about an object: what it becomes, and whether something in it breaks unless the user acts. */
export interface Verdict {
  readonly object: Fields;
  readonly hasError: boolean;
}

/** What the facts say about a shape that fits no generation: it stays, and that is an error. */
export function declined(object: Fields): Verdict {
  return { object, hasError: true };
}

export function fieldsOf(data: Data | undefined): Fields | undefined {
  return typeof data === 'object' && data !== null && !Array.isArray(data) ? data : undefined;
}

/** The text that data is; empty where it is none. */
export function textOf(data: Data | undefined): string {
  return typeof data === 'string' ? data : '';
}

export function listOf(data: Data | undefined): Data[] {
  return Array.isArray(data) ? data : [];
}

/** Renames fields in their places. */
export function renamed(fields: Fields, names: Readonly<Record<string, string>>): Fields {
  return Object.fromEntries(Object.entries(fields).map(([name, value]) => [names[name] ?? name, value]));
}

/** The fields without some of them. */
export function without(fields: Fields, ...names: string[]): Fields {
  return Object.fromEntries(Object.entries(fields).filter(([name]) => !names.includes(name)));
}

export function countOf(fields: Fields | undefined, ...names: string[]): number {
  return names.filter((name) => fields?.[name] !== undefined).length;
}
