import { join } from 'node:path';
import { transforms } from '../../transforms';
import { fence } from '../support/fence';
import { readFixtures } from '../support/fixtures';
import { findingLines, migrate } from '../support/to-migrate-to';

const ids = transforms.map(({ id }) => id);
const { fixtures } = readFixtures(join(__dirname, '../../__fixtures__'), ids);

/** What says the same in a fence: its lines have one kind of end, and every line has one. */
const fenced = fixtures.filter(
  ({ input, path, findings }) =>
    !path.endsWith('.md') &&
    /^(?!\uFEFF)[^\r]*\n$/.test(input) &&
    !/(?:invalid|not valid) YAML/.test(findings),
);

const alone = fenced.map((fixture) => ({ fixture, migrated: migrate(fixture, fixture.input) }));

describe.each(['', '  ', '1. ', '> ', '- > '])('what is fenced behind %j', (before) => {
  // Each fixture takes its turn with either line end, so that all meet both and all that is before.
  test.each([
    ['\n', 0],
    ['\r\n', 1],
  ])('is migrated as in a file of its own, with the line end %j', (lineBreak, turn) => {
    const own = alone.filter((_, index) => (index + before.length) % 2 === turn);
    expect(own.length).toBeGreaterThan(100);
    for (const { fixture, migrated } of own) {
      const { transform, input, output, title } = fixture;
      const markdown = migrate({ ...fixture, path: 'guide.md' }, fence(input, before, lineBreak));
      expect({ transform, title, text: markdown.text }).toEqual({
        transform,
        title,
        text: fence(output, before, lineBreak),
      });
      const named = new RegExp(
        String.raw`(?<![\w/.-])${fixture.path.replaceAll('.', String.raw`\.`)}:(\d+)`,
        'g',
      );
      const moved = migrated.findings.map((finding) => ({
        ...finding,
        path: 'guide.md',
        message: finding.message
          .replace(named, (_, line: string) => `guide.md:${Number(line) + 3}`)
          .replace(/\(line (\d+)\)/, (_, line: string) => `(line ${Number(line) + 3})`),
        line: finding.line + 3,
        column: finding.column + before.length,
      }));
      expect({ title, findings: findingLines(markdown) }).toEqual({
        title,
        findings: findingLines({ ...migrated, findings: moved }),
      });
    }
  });
});
