import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import ts from 'typescript';

const root = join(__dirname, '../..');

/** A regular expression that is written in the product. */
export interface Expression {
  /** The file and line. */
  readonly place: string;
  readonly source: string;
  readonly flags: string;
}

/** Every regular expression literal of the product. */
export function expressions(): Expression[] {
  return ['src', 'transforms'].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts'))
      .flatMap((name) => inFile(join(root, folder, name))),
  );
}

function inFile(path: string): Expression[] {
  const file = ts.createSourceFile(path, readFileSync(path, 'utf8'), ts.ScriptTarget.Latest, true);
  const found: Expression[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isRegularExpressionLiteral(node)) {
      const { line } = file.getLineAndCharacterOfPosition(node.getStart());
      const end = node.text.lastIndexOf('/');
      const [source, flags] = [node.text.slice(1, end), node.text.slice(end + 1)];
      found.push({ place: `${relative(root, path)}:${line + 1}`, source, flags });
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

/** Texts that repeat what an expression may get lost in: its own characters, one or two at a time. */
export function* attacks({ source }: Expression, length: number): Generator<string> {
  const own = Array.from(source.replaceAll(/\\u[0-9A-F]{4}|\\p\{\w+\}|\\[a-zA-Z]|[?+()|^$]/g, ''));
  const characters = [...new Set([...own, ' ', '\t', '\n', 'a', '0', '\\', '"'])].slice(0, 40);
  const starts = ['', ...new Set(own.slice(0, 3))];
  for (const one of characters) for (const start of starts) yield `${start}${one.repeat(length)}\0`;
  for (const one of characters)
    for (const other of characters.slice(0, 12))
      if (one !== other) yield `${(one + other).repeat(length / 2)}\0`;
}
