import { join } from 'node:path';
import { transforms } from '../../transforms';
import { type Fixture, readFixtures } from '../support/fixtures';
import { findingLines, migrate } from '../support/to-migrate-to';

const { fixtures } = readFixtures(
  join(__dirname, '../../__fixtures__'),
  transforms.map(({ id }) => id),
);

/** A manifest as the text of a ConfigMap: it is migrated there as it is in a file of its own. */
const head = ['apiVersion: v1', 'kind: ConfigMap', 'metadata:', '  name: wrapped', 'data:', '  a.yaml: |2'];
const margin = '    ';

function wrap(text: string): string {
  const lineEnd = text.includes('\r\n') ? '\r\n' : '\n';
  const lines = text.replaceAll(/^(?=[^\r\n])/gm, margin);
  // Helm counts the columns of the file, so what a template brings is indented deeper as well.
  const deeper = (_: string, action: string, by: string) => `${action} ${Number(by) + margin.length}`;
  return [...head, ''].join(lineEnd) + lines.replaceAll(/\b(n?indent) (\d+)/g, deeper);
}

/**
 * A page is no manifest, a byte order mark is at the start of a file only, and what is broken is reported in other words.
 */
function isWrappable({ path, input, findings }: Fixture): boolean {
  return !path.endsWith('.md') && !input.startsWith('\uFEFF') && !/(?:invalid|not valid) YAML/.test(findings);
}

function shifted(findings: string): string {
  return findings
    .replaceAll(
      /^(\w+) (\d+):(\d+)/gm,
      (_, level: string, line: string, column: string) =>
        `${level} ${Number(line) + head.length}:${Number(column) + margin.length}`,
    )
    .replaceAll(/\(line (\d+)\)/g, (_, line: string) => `(line ${Number(line) + head.length})`);
}

for (const id of ['inference-pool', 'backend-tls-policy', 'ambient-service-entry']) {
  const cases = fixtures.filter((fixture) => fixture.transform === id && isWrappable(fixture));
  describe(id, () => {
    test.each(cases.map((fixture): [string, Fixture] => [fixture.title, fixture]))(
      '%s, in a text too',
      (_, fixture) => {
        const migrated = migrate(fixture, wrap(fixture.input));
        expect(migrated).toMigrateTo(wrap(fixture.output));
        expect(findingLines(migrated)).toBe(shifted(fixture.findings));
      },
    );
  });
}
