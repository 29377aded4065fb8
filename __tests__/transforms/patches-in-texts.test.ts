import { join } from 'node:path';
import { transforms } from '../../transforms';
import { type Fixture, readFixtures, type Tree } from '../support/fixtures';
import { migrateTexts } from '../support/migrate-texts';
import { releaseOf, upgradeTo } from '../support/upgrade';

const { fixtures } = readFixtures(
  join(__dirname, '../../__fixtures__'),
  transforms.map(({ id }) => id),
);

/** What is in front of a patch that stands in a kustomization. */
const head = ['resources: [../base]', 'patches:', '  - patch: |2', ''].join('\n');
const margin = ' '.repeat(6);
const linesAbove = 3;

/**
 * The objects of a fixture as patches. A patch is for one object, and not for a list or what an object holds; what is
 * broken is reported in other words, and the sweep reads a text line by line.
 */
function patchesIn({ path, title, input, findings }: Fixture): string[] {
  const isFile = /\{\{|\r|\t|\uFEFF/.test(input) || /invalid YAML/.test(findings);
  if (!path.endsWith('.yaml') || isFile || /another product/.test(title)) return [];
  const isObject = (text: string) => /^apiVersion:/m.test(text) && /^kind:(?!.*List$)/m.test(text);
  const holdsOthers = (text: string) =>
    /^ +(?:- )?apiVersion:.*\n +kind:.*\n +(?:metadata|spec):/m.test(text);
  const documents = input.split(/^---.*\n/m);
  return documents.filter((text) => isObject(text) && !holdsOthers(text)).slice(0, 4);
}

interface Outcome {
  readonly text: string;
  readonly base: string;
  readonly findings: string;
}

function migrated({ transform, input }: Fixture, overlay: Tree, patch: string): Outcome {
  const base = { 'base/kustomization.yaml': 'resources: [object.yaml]\n', 'base/object.yaml': input };
  const tree = { ...base, ...overlay };
  const chosen = transforms.filter(({ id }) => id === transform);
  const outcomes = migrateTexts(tree, chosen, Object.keys(tree), upgradeTo(releaseOf(transform)));
  const textOf = (path: string) => outcomes.find((each) => each.path === path)?.after ?? '';
  const lines = outcomes.flatMap(({ path, findings }) =>
    findings.map(({ level, line, column, message }) => `${level} ${path}:${line}:${column} ${message}\n`),
  );
  return { text: textOf(patch), base: textOf('base/object.yaml'), findings: lines.toSorted().join('') };
}

/** As if the kustomization had named a file. */
function taken({ text, base, findings }: Outcome): Outcome {
  const place = /dev\/kustomization\.yaml:(\d+)(?::(\d+))?/g;
  const moved = (_: string, line: string, column?: string) =>
    `dev/patch.yaml:${Number(line) - linesAbove}` +
    (column === undefined ? '' : `:${Number(column) - margin.length}`);
  const lines = findings
    .replaceAll(place, moved)
    .replaceAll('dev/kustomization.yaml', 'dev/patch.yaml')
    .split(/(?<=\n)/);
  const own = text.slice(head.length).replaceAll(new RegExp(`^${margin}`, 'gm'), '');
  return { text: own, base, findings: lines.toSorted().join('') };
}

for (const { id } of transforms) {
  const cases = fixtures
    .filter((fixture) => fixture.transform === id)
    .flatMap((fixture) =>
      patchesIn(fixture).map((patch, index): [string, Fixture, string] => [
        `${fixture.title}, object ${index + 1}`,
        fixture,
        patch,
      ]),
    );
  if (cases.length === 0) continue;
  describe(id, () => {
    test.each(cases)('%s: a patch in a text is one as in a file', (_, fixture, patch) => {
      const named = 'resources: [../base]\npatches:\n  - path: patch.yaml\n';
      const inFile = { 'dev/kustomization.yaml': named, 'dev/patch.yaml': patch };
      const inText = { 'dev/kustomization.yaml': head + patch.replaceAll(/^(?=.)/gm, margin) };
      const expected = migrated(fixture, inFile, 'dev/patch.yaml');
      expect(taken(migrated(fixture, inText, 'dev/kustomization.yaml'))).toEqual(expected);
    });
  });
}
