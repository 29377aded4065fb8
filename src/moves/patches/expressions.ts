import { isExpression, type KubernetesObject } from '../../kubernetes/object';
import type { Context } from '../../transform';
import { entriesOf, type Entry } from '../../yaml';
import { fieldPathSyntax } from './old-paths';
import { certainEntry, type MovedKind } from '../moved-kind';

/** Has the expressions of an assertion about an object follow the fields that move. */
export function migrateExpressions(
  { mapping }: KubernetesObject,
  moved: MovedKind,
  { rewrite }: Pick<Context, 'rewrite'>,
): void {
  const below = (key: string): readonly Entry[] => entriesOf(certainEntry(mapping, key)?.value);
  const keys = [
    ...mapping.entries.map((entry) => ({ entry, at: [] })),
    ...['spec', 'status'].flatMap((key) => below(key).map((entry) => ({ entry, at: [key] }))),
  ];
  for (const { entry, at } of keys) {
    const { name = '' } = entry;
    if (!isExpression(name)) continue;
    rewrite(entry, `assertion on ${moved.to.kind}: fields that move`, (edit) => {
      const next = moveFields(name, at, moved);
      if (next !== name) edit.rename(entry, next);
    });
  }
}

/** A field of the object that an expression is about, and what is none: literals, functions, and what is behind a filter. */
const tokens =
  /'[^']*'?|`[^`]*`?|"[^"]*"?|[.&$@][\w.]*|[A-Za-z_]\w*\(|(?<path>[A-Za-z_]\w*(?:\.[A-Za-z_]\w*|\[\d+\])*)|[[\]]/g;

/** @param at where in the object the expression is */
function moveFields(expression: string, at: readonly string[], moved: MovedKind): string {
  return replaceFields(expression, (fields) => moved.moveField([...at, ...fields]).slice(at.length));
}

/** The fields that an expression of JMESPath is about, from where it is. */
export function fieldsIn(expression: string): readonly (readonly string[])[] {
  const found: (readonly string[])[] = [];
  replaceFields(expression, (fields) => {
    found.push(fields);
    return fields;
  });
  return found;
}

function replaceFields(expression: string, change: (fields: readonly string[]) => readonly string[]): string {
  // Behind a pipe, it is about what is before that.
  const [, first = '', rest = ''] = /^((?:[^|]|\|\|)*)([^]*)$/.exec(expression) ?? [];
  /** In how many filters, each of which is about an item. */
  let depth = 0;
  const changed = (token: string, path: string | undefined): string => {
    if (token === '[') depth++;
    if (token === ']') depth--;
    const fields = path === undefined || depth > 0 ? undefined : fieldPathSyntax.parse(path);
    return fields ? fieldPathSyntax.print(change(fields)) : token;
  };
  return first.replaceAll(tokens, changed) + rest;
}
