import { oldPool } from '../../__tests__/support/pools';

/** A tree that can be made larger and larger in one way: what is done with it may take no more than twice as much for twice as much. */
export interface Shape {
  readonly name: string;
  readonly files: (size: number) => Readonly<Record<string, string>>;
  /** The size from which it is doubled where time is measured: a tenth of a second or so. */
  readonly start: number;
  readonly from?: string;
  readonly to?: string;
  readonly isMarkdown?: boolean;
  /** Whether it is searched for words and nothing in it parsed. */
  readonly isOnlySearched?: boolean;
  /** Whether each text in it holds all deeper ones: how much is parsed then grows with the depth as well, by its nature. */
  readonly isDeep?: boolean;
}

/** The releases of an upgrade that asks for nearly all there is. */
export const longUpgrade = { from: '1.20', to: '1.31' } as const;

/** A pool that is due. */
export function pool(name: string): string {
  return oldPool(name, `${name}-epp`);
}

/** So many texts, each with a name of its own. */
export function times(size: number, make: (name: string) => string): string[] {
  return Array.from({ length: size }, (_, index) => make(`it-${index}`));
}

/** Texts as the documents of a file. */
export function documents(all: readonly string[]): string {
  return all.join('---\n');
}

/** Objects as a List. */
export function list(all: readonly string[]): string {
  const items = all.map((text) => `- ${indented(text, '  ').slice(2)}`);
  return `apiVersion: v1\nkind: List\nitems:\n${items.join('')}`;
}

/** A text with its lines further right. */
export function indented(text: string, by: string): string {
  return text.replaceAll(/^(?=.)/gm, by);
}

/** A due pool with further lines in its metadata. */
export function poolWith(metadata: string): string {
  return pool('it').replace('  name: it\n', `  name: it\n${metadata}`);
}

/** An object of a kind that nothing is due for. */
export function configMap(name: string): string {
  return `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: ${name}\ndata:\n  key: value\n`;
}
