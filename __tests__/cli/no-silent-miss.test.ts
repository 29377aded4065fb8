import { join } from 'node:path';
import { transforms } from '../../transforms';
import type { Finding } from '../../src/finding';
import { fence } from '../support/fence';
import { readFixtures } from '../support/fixtures';
import { linesToldIn, placesIn } from '../support/lines-told';
import { linesWithRemovedNames } from '../support/removed-names';
import { workspaceOfEachTest } from './workspace';

const { fixtures } = readFixtures(
  join(__dirname, '../../__fixtures__'),
  transforms.map(({ id }) => id),
);

/**
 * The file itself, and the same text where no manifest is looked for, or where it cannot be parsed. Of what is left in a
 * manifest some is an error, which remains; nothing in other texts is.
 */
const forms: {
  name: string;
  status: number;
  path: (path: string) => string;
  text: (text: string) => string;
  /** The same lines as the plain search can understand them. */
  seen?: (text: string) => string;
}[] = [
  { name: 'as it is', status: 1, path: (path) => path, text: (text) => text },
  { name: 'in a script', status: 0, path: (path) => `${path}.sh`, text: (text) => text },
  { name: 'in a document', status: 0, path: (path) => `${path}.md`, text: (text) => text },
  {
    name: 'in a text of a manifest',
    status: 1,
    path: (path) => path,
    text: (text) => `data:\n  a.yaml: |2\n${text.replaceAll(/^(?=[^\r\n])/gm, '    ')}`,
    seen: (text) => text.replace(/^.*\n.*\n/, '#\n#\n').replaceAll(/^ {4}/gm, ''),
  },
  {
    name: 'in a fenced block',
    status: 1,
    path: (path) => `${path}.md`,
    text: (text) => fence(text, '> '),
    seen: (text) => text.replaceAll(/^(?:> ~~~~.*|> ?|[^>\n].*)/gm, ''),
  },
  {
    name: 'in comments',
    status: 0,
    path: (path) => path,
    text: (text) => text.replaceAll(/^(?=.)/gm, '# '),
    seen: (text) => text.replaceAll(/^# /gm, ''),
  },
  {
    name: 'in a file that cannot be parsed',
    status: 1,
    path: (path) => path,
    text: (text) => `${text}\n---\n[InferencePool`,
  },
];

const workspace = workspaceOfEachTest();

test.each(forms)(
  'after --write, every removed name is told of: $name',
  ({ path, text, status: expected, seen = (same) => same }) => {
    const paths = fixtures.map((fixture) => {
      const folder = fixture.title.replaceAll(' ', '-');
      const target = path(`${fixture.transform}/${folder}/${fixture.path}`);
      workspace.write(target, text(fixture.input));
      return target;
    });
    const { status, stdout } = workspace.run(['--write', '--markdown', '--format', 'json']);
    expect(status).toBe(expected);
    const { findings } = JSON.parse(stdout) as { findings: Finding[] };
    const byPath = new Map<string, Finding[]>(paths.map((target) => [target, []]));
    // The help of an error names all that stays with its place.
    const others = findings.flatMap((each) =>
      placesIn(each.help).map(({ path: named, line }) => ({ ...each, path: named, line, help: '' })),
    );
    for (const each of [...findings, ...others]) byPath.get(each.path)?.push(each);
    const missed = paths.flatMap((target) => {
      const text = workspace.read(target);
      const lines = text.split('\n');
      const told = new Set(byPath.get(target)?.flatMap((each) => linesToldIn(text, each)));
      return linesWithRemovedNames(seen(workspace.read(target)))
        .filter((line) => !told.has(line))
        .map((line) => `${target}:${line}: ${lines[line - 1] ?? ''}`);
    });
    expect(missed).toEqual([]);
  },
);
