import { migrateText, type MigratedText } from '../../src/api';
import { printVersion } from '../../src/version';
import type { Fixture } from './fixtures';
import { releaseOf, upgradeTo } from './upgrade';
import { visible } from './visible';

/** Runs a fixture's transform, and no other, over a text. */
export function migrate(
  { transform, path }: Pick<Fixture, 'transform' | 'path'>,
  text: string,
): MigratedText {
  const { from, target } = upgradeTo(releaseOf(transform));
  return migrateText(text, path, { only: [transform], from: printVersion(from), to: printVersion(target) });
}

/** Findings as a fixture's `.findings.txt` holds them, in the order of their places. */
export function findingLines({ findings }: MigratedText): string {
  return findings
    .toSorted(
      (a, b) =>
        a.line - b.line || a.column - b.column || compare(a.level, b.level) || compare(a.message, b.message),
    )
    .map(({ level, line, column, message }) => `${level} ${line}:${column} ${message}\n`)
    .join('');
}

function compare(a: string, b: string): number {
  return a === b ? 0 : a < b ? -1 : 1;
}

declare global {
  // eslint-disable-next-line @typescript-eslint/no-namespace -- how jest's types are extended
  namespace jest {
    interface Matchers<R> {
      /** Compares a migrated text byte for byte; a difference is shown with its line ends. */
      toMigrateTo(output: string): R;
    }
  }
}

expect.extend({
  toMigrateTo(received: MigratedText, output: string) {
    const pass = received.text === output;
    const message = (): string => {
      const difference = this.utils.diff(visible(output), visible(received.text), { expand: false }) ?? '';
      return `the migrated text ${pass ? 'equals' : 'differs from'} the expected one\n\n${difference}\n\n${findingLines(received)}`;
    };
    return { pass, message };
  },
});
