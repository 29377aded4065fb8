import { parseAllDocuments } from 'yaml';

/** What a text says, whatever it looks like; documents without anything in them say nothing. @throws if it is no YAML */
export function meaning(text: string): unknown[] {
  const documents = parseAllDocuments(text);
  for (const document of documents) {
    if ('errors' in document && document.errors[0]) throw new Error(`${document.errors[0].message}\n${text}`);
  }
  return documents.map((document) => withoutNulls(document.toJS())).filter((value) => value !== null);
}

/** A key without a value is as good as none: a template keeps a list's key for what a loop may insert. */
function withoutNulls(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutNulls);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([key, one]) => [key, withoutNulls(one)] as const);
  const kept = entries.filter(([, one]) => one !== null && JSON.stringify(one) !== '{}');
  return Object.fromEntries(kept.toSorted(([a], [b]) => (a < b ? -1 : 1)));
}
