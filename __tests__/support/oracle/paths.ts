import { type Data, type Fields, fieldsOf } from './data';

export type Steps = readonly (string | number)[];

/** What is at a place, or nothing. */
export function at(data: Data | undefined, steps: Steps): Data | undefined {
  return steps.reduce<Data | undefined>(
    (from, step) =>
      typeof step === 'number' ? (from as Data[] | undefined)?.[step] : fieldsOf(from)?.[step],
    data,
  );
}

/** The data with something else at a place, and mappings on the way to it. */
export function put(data: Data | undefined, [step, ...rest]: Steps, value: Data): Data {
  if (step === undefined) return value;
  if (typeof step === 'number') {
    const list = data as Data[];
    return list.with(step, put(list[step], rest, value));
  }
  const fields: Fields = fieldsOf(data) ?? {};
  return { ...fields, [step]: put(fields[step], rest, value) };
}

/** The data without what is at a place, nor what held nothing else; undefined where nothing is left at all. */
export function dropped(data: Data, [step, ...rest]: Steps): Data | undefined {
  if (step === undefined) return undefined;
  const inner = at(data, [step]);
  if (inner === undefined) return data;
  const left = dropped(inner, rest);
  if (left !== undefined) return put(data, [step], left);
  const isLast = Object.keys(data as object).length === 1;
  if (isLast) return undefined;
  if (Array.isArray(data)) return data.filter((_, index) => index !== step);
  return Object.fromEntries(Object.entries(data as Fields).filter(([name]) => name !== step));
}
